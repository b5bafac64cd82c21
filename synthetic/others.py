"""The rest of the population aged 15-64 on the reference date: everyone in it without a grant in the period.

It opens with those whom the registers tie to the målgruppe (partners, applicants without a grant, persons granted
later), then come free persons. All together have the printed shares and means of `oevrig_befolkning`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.study import Study
from synthetic import printed
from synthetic.cohort import draw_money, draw_unemployment
from synthetic.persons import Days, born_at_age, draw_municipality, exact_age, shift_to_mean
from synthetic.rounding import apportion
from synthetic.streams import shuffled
from synthetic.targets import PLACES

COLUMN = "oevrig_befolkning"


@dataclass(frozen=True)
class Tied:
    """Persons of the rest of the population with given traits; ``koen`` is '1', '2' or '' where it is free.

    ``rolle`` is partner, ansoeger or senere; ``kommune`` the one in BEF; ``alder`` about the age on the reference date.
    """

    rolle: NDArray[np.object_]
    kommune: NDArray[np.object_]
    koen: NDArray[np.object_]
    alder: NDArray[np.float64]


def no_one() -> Tied:
    """Nobody is tied: the later chunks of a national population."""
    empty = np.empty(0, dtype=object)
    return Tied(empty, empty, empty, np.empty(0))


def build_others(
    size: int, tied: Tied, extra: Mapping[str, int], study: Study, rng: np.random.Generator
) -> pl.DataFrame:
    """``size`` persons, the tied ones first; ``extra`` free persons of medicine age per municipality follow them.

    Columns: gruppe, rolle, kommune, foed_dag, koen, ie_type, har_partner, uddannelse, brutto, arledgr.
    Every share and mean of the printed column is met by the chunk alone.
    """
    free = size - len(tied.rolle) - sum(extra.values())
    role = np.concatenate([tied.rolle, np.repeat(["kommuneborger", "fri"], [sum(extra.values()), free])]).astype(object)
    anywhere = draw_municipality(rng.choice(np.array(PLACES[4:], dtype=object), size=free), rng)
    home = [np.repeat(k, n) for k, n in extra.items()]
    kommune = np.concatenate([tied.kommune, *home, anywhere]).astype(object)
    born = _birth_dates(tied, sum(extra.values()), free, study, rng)
    nobody = np.zeros(size, dtype=bool)
    has_partner = _assign("partner", role == "partner", nobody, rng)
    sex = np.concatenate([tied.koen, np.full(size - len(tied.koen), "", dtype=object)])
    women = _assign("kvinder", sex == "2", sex == "1", rng)
    immigrant = _assign("indvandrere", nobody, nobody, rng)
    descendant = rng.random(size) < 0.025
    return pl.DataFrame(
        {
            "gruppe": ["oevrig"] * size,
            "rolle": role.astype(str),
            "kommune": kommune.astype(str),
            "foed_dag": born,
            "koen": np.where(women, "2", "1"),
            "har_partner": has_partner,
            "ie_type": np.where(immigrant, "2", np.where(descendant, "3", "1")),
            "uddannelse": _education(size, rng).astype(str),
            "brutto": draw_money(size, Fraction(printed.value("6.3", "bruttoindkomst", COLUMN, "kr")), rng),
            "arledgr": draw_unemployment(size, Fraction(printed.value("6.3", "ledighedsgrad", COLUMN)), rng),
        }
    )


def _birth_dates(tied: Tied, local: int, free: int, study: Study, rng: np.random.Generator) -> Days:
    """Ages within `oevrig_alder`; the free ones are drawn so that the mean age of all can become the printed one."""
    low, high = float(study.oevrig_alder[0]), float(study.oevrig_alder[1] + 1)
    inner = study.medicin_alder[0] + 0.05, study.medicin_alder[1] + 0.95
    mean = float(printed.value("6.1", "alder", COLUMN, "years"))
    fixed = np.concatenate([np.clip(tied.alder, low + 0.05, high - 0.05), rng.uniform(*inner, local)])
    wanted = (mean * (len(fixed) + free) - fixed.sum()) / free
    share = (wanted - low) / (high - low)
    age = np.concatenate([fixed, low + 0.02 + (high - low - 0.04) * rng.beta(3 * share, 3 * (1 - share), free)])
    on = np.full(len(age), np.datetime64(study.oevrig_referencedato))
    movable = np.arange(len(age)) >= len(fixed)
    return shift_to_mean(born_at_age(age, on), on, mean, movable, (low, high))


def _assign(
    row: str, given: NDArray[np.bool_], blocked: NDArray[np.bool_], rng: np.random.Generator
) -> NDArray[np.bool_]:
    """The printed share of table 6.1: those ``given``, then others at random, never the ``blocked``."""
    wanted = round(Fraction(printed.value("6.1", row, COLUMN)) * len(given) / 100) - int(given.sum())
    chosen = given.copy()
    chosen[rng.choice(np.flatnonzero(~given & ~blocked), size=wanted, replace=False)] = True
    return chosen


def _education(size: int, rng: np.random.Generator) -> NDArray[np.object_]:
    levels = printed.rows_of("6.2")
    counts = apportion(size, [float(printed.value("6.2", level, COLUMN)) for level in levels])
    return shuffled(dict(zip(levels, counts.tolist(), strict=True)), rng)


def in_medicine_group(people: pl.DataFrame, study: Study) -> NDArray[np.bool_]:
    """Who is an `oevrig borger` of tables 6.5 and 6.6: in a municipality of the study, of medicine age on the date."""
    on = np.full(people.height, np.datetime64(study.oevrig_referencedato))
    age = exact_age(people["foed_dag"].to_numpy(), on)
    low, high = study.medicin_alder
    of_age = (age >= low) & (age < high + 1)
    return np.asarray(of_age & people["kommune"].is_in(list(study.kommuner)).to_numpy())
