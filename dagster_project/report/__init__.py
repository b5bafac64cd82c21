"""The report: one Danish page that needs no network, written from the published file alone."""

from dagster_project.report.duty import write_duty_page
from dagster_project.report.page import write_report

__all__ = ["write_duty_page", "write_report"]
