"""What has the form of a CPR number, whoever it belongs to, and what is written in its place."""

import re
from collections.abc import Sequence

COVERED = "**********"
CPR_FORM = r"(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}[- ]?[0-9]{4}"
"""Day and month of a possible date, year, four digits; also inside longer text: rather one covered too many."""


def cover_text(text: str) -> str:
    """The text without CPR numbers."""
    return re.sub(CPR_FORM, COVERED, text)


def cover_names(names: Sequence[str]) -> dict[str, str]:
    """Each name as it may be told and stored; names that become alike are numbered in their order.

    The numbers have four digits, so that the told names have the order of the names: of two files of a delivery the
    later one counts. A number, not a hash: the hash of a name that holds a CPR number is found by trying all of them.
    """
    told: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        own = covered = cover_text(name)
        while own in taken:
            own = f"{covered} ({sum(one.startswith(covered) for one in taken) + 1:04d})"
        taken.add(own)
        told[name] = own
    return told
