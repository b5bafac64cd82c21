"""Names of columns as they may be told: without what could be a person's number, and not longer than a name is."""

import re

from dagster_project.registers.weeks import column_of_week, week_of_column

_NUMBERISH = re.compile(r"[0-9](?:[-. ]?[0-9]){9,}|[0-9]{5,}")
"""Ten digits and more, also with signs between them, and five in a row."""
_LONGEST = 64


def shown_column(header: str) -> str:
    """A column as the quarantine names it: the register's spelling where it has one, and nothing personal."""
    week = week_of_column(header)
    return column_of_week(week) if week else shown(header.strip().upper())


def shown(name: str) -> str:
    """A name for a report."""
    printable = "".join(sign if sign.isprintable() else "?" for sign in name.strip())
    return _NUMBERISH.sub("…", printable)[:_LONGEST] or "(uden navn)"
