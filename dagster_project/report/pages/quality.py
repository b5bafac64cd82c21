"""What the run had to leave out, and what its checks say."""

from typing import Any

from dagster_project.report.contents import read_accounts, read_gates, read_unstable, read_warnings
from dagster_project.report.source import Source


def quality(source: Source) -> dict[str, Any]:
    """What `kvalitet.html.j2` shows."""
    return {
        "gates": read_gates(source.con),
        "regnskab": read_accounts(source.con),
        "ustabile": read_unstable(source.con),
        "advarsler": read_warnings(source.con),
    }
