"""Reporting of decisions to STAR: events, rules by date, files, receipts, corrections. No Dagster here."""

from dagster_project.indberetning.export import export_changed_months, export_chosen_months
from dagster_project.indberetning.outcomes import ExportReport, ReceiptReport
from dagster_project.indberetning.received.confirming import (
    Given,
    leave_confirmation,
    take_confirmations,
    waiting_confirmations,
)
from dagster_project.indberetning.received.reception import receive, waiting_receipts
from dagster_project.indberetning.rules.legal_limits import adjust_limit
from dagster_project.indberetning.source import read_inputs
from dagster_project.indberetning.status import status_frames
from dagster_project.indberetning.timetable import last_due_month, month_before

__all__ = [
    "ExportReport",
    "Given",
    "ReceiptReport",
    "adjust_limit",
    "export_changed_months",
    "export_chosen_months",
    "last_due_month",
    "leave_confirmation",
    "month_before",
    "read_inputs",
    "receive",
    "status_frames",
    "take_confirmations",
    "waiting_confirmations",
    "waiting_receipts",
]
