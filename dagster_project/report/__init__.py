"""The report: Danish pages that need no network, written from the published file alone, in two editions."""

from dagster_project.report.duty import write_duty_page
from dagster_project.report.previews import previews
from dagster_project.report.write import write_report

__all__ = ["previews", "write_duty_page", "write_report"]
