"""R01-R40 a second time, in plain Python, one decision at a time: written from the contract's table alone.

A rule says for each field what is wrong with it; `judge` asks all of them.
"""

from collections.abc import Callable, Iterator

from tests.oracle.indberetning import reference_dates, reference_fields, reference_history, reference_team
from tests.oracle.indberetning.reference_terms import Case, Register

Broken = tuple[str, str, str]
"""Rule, field, severity."""
PARTS: list[Callable[[Case, Register], Iterator[Broken]]] = [
    reference_team.broken,
    reference_dates.broken,
    reference_fields.broken,
    reference_history.broken,
]
ORDER = ("fejl", "bekraeft", "advarsel")


def judge(case: Case, register: Register) -> dict[tuple[str, str], str]:
    """Rule and field of everything that the decision breaks, with the severity."""
    found: dict[tuple[str, str], str] = {}
    for part in PARTS:
        for rule, field, severity in part(case, register):
            before = found.get((rule, field), severity)
            found[rule, field] = min(before, severity, key=ORDER.index)
    return found
