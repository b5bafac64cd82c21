"""What `veje forklar` tells: rules as they saw a decision, the outcome, and the outcome under an assumption."""

from dataclasses import dataclass

from dagster_project.indberetning.rules.table import HOLDS_BACK


@dataclass(frozen=True)
class RuleSeen:
    """One limb of a rule that is in force for the decision: ``udfald`` is its severity where broken, else `overholdt`.

    An exception is `opfyldt` or `ikke opfyldt`. ``ville_vaere_tavs``: values of ``felt`` with which it would not hold
    the decision back.
    """

    regel: str
    paragraf: str
    felt: str
    tekst: str
    udfald: str
    fundet: str
    handling: str
    ville_vaere_tavs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """The decision as judged: its facts in words, every rule in force, and what the next export would write of it."""

    afgoerelse: str
    oplysninger: dict[str, str]
    regler: tuple[RuleSeen, ...]
    sendes: tuple[str, ...]

    @property
    def held_by(self) -> tuple[str, ...]:
        """The rules that hold the record back."""
        return tuple(dict.fromkeys(seen.regel for seen in self.regler if seen.udfald in HOLDS_BACK))


@dataclass(frozen=True)
class Explanation:
    """One case: what was sent of it, how it stands, and how it would stand; an undecided case has no ``nu``."""

    sag: str
    afgnr: int
    indberetning_id: str | None
    sendt: tuple[str, ...]
    nu: Outcome | None
    antagelser: dict[str, str]
    saa: Outcome | None
