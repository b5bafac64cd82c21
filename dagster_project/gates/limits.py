"""The reviewed limits as objects: reads `limits.csv`, and refuses a row that would make a check toothless."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from dagster_project.errors import ConfigurationError

LIMITS_FILE = Path(__file__).with_name("limits.csv")
BEFORE: dict[str, str | None] = {
    "leverance": None,
    "raa": "leverance",
    "staging": "raa",
    # What the study needs of the registers: the half of the gate after staging that reporting does not wait for.
    "staging_studie": "staging",
    "marts": "staging_studie",
    "forloeb": "marts",
    "publicering": "forloeb",
    # Reporting is a branch of its own: no study comes before it.
    "indberetning": "staging",
    "afsendelse": "indberetning",
}
"""Each stage and the one whose data it is built from."""
STAGES = tuple(BEFORE)
KAHN = ("conformance", "completeness", "plausibility")
DIRECTIONS = ("hoejst", "mindst")
UNITS = ("procent", "antal", "vaerdi")


@dataclass(frozen=True)
class Check:
    """One check: what it is called, what it may measure at most (`hoejst`) or must at least (`mindst`), and why.

    ``enhed`` says how the measure follows from the profile: `procent` is 100 · numerator / denominator, `antal` the
    numerator itself, `vaerdi` a figure that the profile computes. ``parameter`` is a bound of the measure itself (an
    age, an amount). ``studie``: the one study that the row is for, in place of the row for all. Texts are Danish.
    """

    navn: str
    trin: str
    kahn: str
    retning: str
    advarsel: float | None
    stop: float | None
    enhed: str
    parameter: float | None
    siden: date
    taeller: str
    naevner: str
    hvorfor: str
    handling: str
    studie: str = ""

    @property
    def limits(self) -> tuple[tuple[str, float], ...]:
        """The limits as (severity, limit), the gravest first."""
        pairs = (("stop", self.stop), ("advarsel", self.advarsel))
        return tuple((severity, limit) for severity, limit in pairs if limit is not None)

    @property
    def alvor(self) -> str:
        """The gravest severity that the check has a limit for."""
        return self.limits[0][0]

    def allowed(self, limit: float) -> str:
        """The limit in words, e.g. ``højst 5 %``."""
        direction = "højst" if self.retning == "hoejst" else "mindst"
        words = f"{direction} {limit:g}{' %' if self.enhed == 'procent' else ''}".replace(".", ",")
        return f"{words} (grænsen er ændret for studiet {self.studie}: {self.hvorfor})" if self.studie else words


@cache
def load_checks(file: Path = LIMITS_FILE) -> tuple[Check, ...]:
    """Every check in the order of the file.

    Raises:
        ConfigurationError: when a row has no limit, an unknown word, or a name that another row has.
    """
    with file.open(encoding="utf-8", newline="") as stream:
        checks = tuple(_check(file, row) for row in csv.DictReader(stream))
    names = [(check.trin, check.navn, check.studie) for check in checks]
    if len(set(names)) != len(names):
        raise _wrong(file, "hvert navn en gang pr. trin og studie", "et navn står to gange")
    if alone := [check.navn for check in checks if check.studie and (check.trin, check.navn, "") not in names]:
        raise _wrong(file, "en række for alle studier før den for et studie", f"{alone[0]} har kun et studies")
    return checks


def stages_until(trin: str) -> tuple[str, ...]:
    """The stages that must be passed for the data of ``trin`` to be used, the first one first, ``trin`` last."""
    before = BEFORE[trin]
    return (*stages_until(before), trin) if before else (trin,)


def checks_of(trin: str, studie: str = "", file: Path = LIMITS_FILE) -> tuple[Check, ...]:
    """The checks of one stage, each once: with the limits of ``studie`` where it has its own."""
    checks = [check for check in load_checks(file) if check.trin == trin]
    own = {check.navn: check for check in checks if studie and check.studie == studie}
    return tuple(own.get(check.navn, check) for check in checks if not check.studie)


def _check(file: Path, row: dict[str, str]) -> Check:
    check = Check(
        navn=row["navn"],
        trin=row["trin"],
        kahn=row["kahn"],
        retning=row["retning"],
        advarsel=_limit(row["advarsel"]),
        stop=_limit(row["stop"]),
        enhed=row["enhed"],
        parameter=_limit(row["parameter"]),
        siden=date.fromisoformat(row["siden"]),
        taeller=row["taeller"],
        naevner=row["naevner"],
        hvorfor=row["hvorfor"],
        handling=row["handling"],
        studie=(row.get("studie") or "").strip(),
    )
    _check_words(file, check)
    return check


def _limit(text: str) -> float | None:
    return float(text) if text else None


def _check_words(file: Path, check: Check) -> None:
    for value, known in (
        (check.trin, STAGES),
        (check.kahn, KAHN),
        (check.retning, DIRECTIONS),
        (check.enhed, UNITS),
    ):
        if value not in known:
            raise _wrong(file, " eller ".join(known), f"'{value}' ({check.navn})")
    if not check.limits:
        raise _wrong(file, "mindst en grænse", f"{check.navn} har hverken advarsel eller stop")
    if not all((check.taeller, check.hvorfor, check.handling)):
        raise _wrong(file, "tæller, hvorfor og handling", f"{check.navn} mangler en tekst")


def _wrong(file: Path, expected: str, found: str) -> ConfigurationError:
    return ConfigurationError(expected, found, str(file), "ret rækken i filen med grænser")
