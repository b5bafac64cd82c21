"""What the run had to leave out, and what its checks say."""

from typing import Any

from dagster_project.report.contents import read_accounts, read_unstable
from dagster_project.report.gates import read_checks
from dagster_project.report.source import Source


def quality(source: Source) -> dict[str, Any]:
    """What `kvalitet.html.j2` shows."""
    return {
        "gates": read_checks(source.con),
        "regnskab": read_accounts(source.con),
        "ustabile": read_unstable(source.con),
        "manifest": source.manifest,
    }
