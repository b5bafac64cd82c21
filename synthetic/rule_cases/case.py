"""What a rule case is: one decision, everything that it breaks, and what else is known of its person."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FAULT, CONFIRM, WARNING = "fejl", "bekraeft", "advarsel"
Value = str | int | None
"""A text or an ISO date as it is; a number is days from AFGDATO; None is an empty cell."""


@dataclass(frozen=True)
class RuleCase:
    """One decision of 2016-2026.

    ``title`` begins with the rule that the case is about. ``breaks`` is everything that the decision breaks (rule:
    severity); when the rule itself is not among it, the case shows that it keeps silent. ``born``: empty is about fifty
    years old. ``changes`` are what differs
    from an ordinary decision of the kind ``code``, ``before`` earlier decisions of the person (each (code, AFGDATO,
    changes); None: those that the kind needs). ``course`` is the first day of a ressourceforløb, ``pension`` the first
    day of a pension of before the register, ``later`` the row (code, AFGDATO, changes) that the next delivery has under
    the same number, ``weeks`` runs of (code, number of weeks) in DREAM from 2024-12-30 on.
    """

    title: str
    code: str
    day: str
    breaks: Mapping[str, str]
    changes: Mapping[str, Value] = field(default_factory=dict)
    born: str = ""
    before: tuple[tuple[str, str, Mapping[str, Value]], ...] | None = None
    course: str | None = None
    pension: str | None = None
    later: tuple[str, str, Mapping[str, Value]] | None = None
    weeks: tuple[tuple[str, int], ...] = ()

    @property
    def rule(self) -> str:
        """The rule that the case is about."""
        return self.title[:3]


ORDINARY: dict[str, Value] = {
    "PAABDATO": -43,
    "REHABTEAM_DATO": -50,
    "MOEDETILBUD_DATO": -34,
    "ANSDATO": -60,
    "LOVGRUNDLAG": "18_DOK",
    "ANLEDNING": "borger",
    "HAVDE_FTP": "N",
    "DIAG1": "F20.0",
    "SAGSBEHANDLER": "Team Regelsager",
    "RESSOURCEFORLOEB": "N",
    "AFGNR": "1",
}
"""A grant that no rule has anything to say about."""
_CHANGE: dict[str, Value] = {"HAVDE_FTP": "J", "REHABTEAM_DATO": None, "LOVGRUNDLAG": "43A"}
KINDS: dict[str, dict[str, Value]] = {
    "T": {"REHABTEAM_INDSTILLING": "T"},
    "A": {"REHABTEAM_INDSTILLING": "A", "ARBEJDSFUNKTIONER": "Kontorarbejde 15 timer om ugen"},
    "F": _CHANGE | {"LOVGRUNDLAG": "44", "SAMTYKKE": "J", "SAERLIGE_OMSTAENDIGHEDER": "J"},
    "H": _CHANGE,
    "G": _CHANGE,
    "N": _CHANGE,
}
Earlier = tuple[str, str, Mapping[str, Value]]
GRANTED: Earlier = ("T", "2016-07-01", {})
RESTED: Earlier = ("H", "2018-07-02", {})
NEEDS = {"F": (GRANTED,), "H": (GRANTED,), "N": (GRANTED,), "G": (GRANTED, RESTED)}
"""The earlier decisions that a decision of the kind has its base in."""
AST: dict[str, Value] = {"MYNDIGHED": "AST"}
UDK: dict[str, Value] = {"MYNDIGHED": "UDK", "BOPKOM": "000", "LOVGRUNDLAG": "62", "ANSDATO": -43}
NO_TEAM: dict[str, Value] = {"REHABTEAM_DATO": None, "REHABTEAM_INDSTILLING": None}
