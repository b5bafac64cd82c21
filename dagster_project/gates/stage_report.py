"""What a gate says: one verdict per check and subject, and the report that holds a stage's verdicts."""

from dataclasses import dataclass
from datetime import datetime

from dagster_project.errors import GateStopped

PASSED, WARNED, STOPPED, FAILED, NOT_APPLICABLE = "bestaaet", "advarsel", "stoppet", "fejl", "ikke_relevant"


@dataclass(frozen=True)
class Verdict:
    """The verdict on one check of one subject (a register, a table, a municipality; empty: the stage itself).

    ``graense`` is the limit that decided, ``alvor`` its severity, ``forventet`` and ``fundet`` say both in Danish.
    ``udfald`` is `bestaaet`, `advarsel`, `stoppet`, `fejl` (could not be evaluated) or `ikke_relevant`.
    """

    navn: str
    emne: str
    kahn: str
    alvor: str
    graense: float | None
    maalt: float | None
    taeller: int | None
    naevner: int | None
    udfald: str
    forventet: str
    fundet: str
    handling: str

    @property
    def blocks(self) -> bool:
        """True when nothing downstream may use the data: a broken stop limit, or a stop check without an answer."""
        return self.udfald == STOPPED or (self.udfald == FAILED and self.alvor == "stop")

    @property
    def title(self) -> str:
        """Name and subject."""
        return f"{self.navn} ({self.emne})" if self.emne else self.navn


@dataclass(frozen=True)
class GateReport:
    """The verdicts of one stage in one run."""

    trin: str
    koersel: str
    tidspunkt: datetime
    fingeraftryk: str
    verdicts: tuple[Verdict, ...]

    @property
    def passed(self) -> bool:
        """True when no verdict blocks."""
        return not self.stopped

    @property
    def stopped(self) -> tuple[Verdict, ...]:
        """The verdicts that block."""
        return tuple(verdict for verdict in self.verdicts if verdict.blocks)

    @property
    def warnings(self) -> tuple[Verdict, ...]:
        """The verdicts that warn, and warning checks that could not be evaluated."""
        return tuple(v for v in self.verdicts if v.udfald in {WARNED, FAILED} and not v.blocks)

    def of_check(self, navn: str) -> tuple[Verdict, ...]:
        """The verdicts of one check, one per subject."""
        return tuple(verdict for verdict in self.verdicts if verdict.navn == navn)

    def raise_if_stopped(self) -> None:
        """Raise the first blocking verdict.

        Raises:
            GateStopped: naming the check, what was expected and found, and what to do.
        """
        if self.stopped:
            raise gate_stopped(self.trin, self.stopped)


def gate_stopped(trin: str, verdicts: tuple[Verdict, ...]) -> GateStopped:
    """The error that names the blocking ``verdicts`` of a stage; the remedy is that of the first."""
    first = verdicts[0]
    more = f" (og {len(verdicts) - 1} mere: {_titles(verdicts[1:])})" if len(verdicts) > 1 else ""
    return GateStopped(
        f"{first.title}: {first.forventet}", f"{first.fundet}{more}", f"kontrollen efter trin '{trin}'", first.handling
    )


def _titles(verdicts: tuple[Verdict, ...]) -> str:
    shown = ", ".join(verdict.title for verdict in verdicts[:5])
    return f"{shown} …" if len(verdicts) > 5 else shown
