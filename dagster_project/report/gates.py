"""The checks of the run: those that did not pass first, what did not apply apart, and a count of each stage."""

from dataclasses import dataclass

import duckdb

from dagster_project.report.contents import rows_of
from dagster_project.report.numbers import danish

NOT_RELEVANT, PASSED = "ikke_relevant", "bestaaet"
VERDICTS = {
    "fejl": "kunne ikke svare",
    "stoppet": "stoppede kørslen",
    "advarsel": "advarer",
    PASSED: "bestået",
    NOT_RELEVANT: "ikke relevant",
}
"""Verdicts in the order of the page, in words."""
KAHN = {"conformance": "form", "completeness": "fuldstændighed", "plausibility": "rimelighed"}
SEVERITIES = {"stop": "stopper", "advarsel": "advarer"}
_GATES = """
SELECT trin, navn, emne, kahn, alvor, graense, maalt, udfald, coalesce(fundet, ''), coalesce(handling, '')
FROM kvalitet.gate ORDER BY trin, navn, emne
"""
_WORDS = """
SELECT trin, navn, emne, udfald, coalesce(handling, '') FROM kvalitet.gate ORDER BY trin, navn, emne
"""


@dataclass(frozen=True)
class Check:
    """One check as shown, in words."""

    stage: str
    name: str
    kind: str
    severity: str
    limit: str
    measured: str
    verdict: str
    found: str
    action: str

    @property
    def failed(self) -> bool:
        """Whether it is something to look at."""
        return self.verdict not in {VERDICTS[PASSED], VERDICTS[NOT_RELEVANT]}


@dataclass(frozen=True)
class Words:
    """What anybody may know of the checks: how many ended how, and the names of those that did not pass."""

    counts: dict[str, int]
    failed: list[tuple[str, str, str]]
    """Name, verdict in words, what to do."""


def read_checks(con: duckdb.DuckDBPyConnection) -> dict[str, list[Check]]:
    """Every check by the word of its verdict, the worst first; verdicts that no check has are left out."""
    found: dict[str, list[Check]] = {}
    for stage, name, subject, kind, severity, limit, measured, verdict, told, action in rows_of(con, _GATES):
        words = VERDICTS.get(verdict, verdict)
        check = Check(
            stage, _name(name, subject), KAHN.get(kind, kind), SEVERITIES.get(severity, severity), _figure(limit),
            _figure(measured), words, told, action,
        )  # fmt: skip
        found.setdefault(words, []).append(check)
    return {words: found[words] for words in sorted(found, key=_place)}


def read_words(con: duckdb.DuckDBPyConnection) -> Words:
    """How many checks ended how, and which did not pass: words alone, for a page that may leave."""
    counts: dict[str, int] = {}
    failed = []
    for _, name, subject, verdict, action in rows_of(con, _WORDS):
        words = VERDICTS.get(verdict, verdict)
        counts[words] = counts.get(words, 0) + 1
        if verdict not in {PASSED, NOT_RELEVANT}:
            failed.append((_name(name, subject), words, action))
    return Words({words: counts[words] for words in sorted(counts, key=_place)}, failed)


def _figure(value: float | None) -> str:
    """A share with its decimals, a count without."""
    return danish(value, 3 if value is not None and value % 1 else 0)


def _name(name: str, subject: str | None) -> str:
    return f"{name} ({subject})" if subject else name


def _place(words: str) -> int:
    """An unknown verdict is looked at first."""
    listed = list(VERDICTS.values())
    return listed.index(words) if words in listed else -1
