"""What must hold, as whole numbers: person-quarters, last states, shifts; read from the printed tables."""

import csv
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil, floor

import numpy as np
from numpy.typing import NDArray

from dagster_project.settings import PUBLISHED_TABLES
from synthetic.careers.planted import MUNICIPALITIES
from synthetic.careers.states import STATES

PATHWAYS = (
    "kortvarig_kontanthjaelp",
    "langvarig_kontanthjaelp",
    "pendler",
    "loenmodtager_syg",
    "fleksjobvisiteret",
)
KEYS = tuple(MUNICIPALITIES.values())
UNKNOWN = ("introduktionsydelse", "selvforsoergelse", "ingen_ydelse")
LAST_STATES = (
    "dagpenge",
    "kontanthjaelp",
    "ledighedsydelse",
    "revalidering",
    "sygedagpenge",
    "loenmodtager",
    "uoplyst",
)
# Herning's table 6.4 stands on one person less than the group (A07); that one is among the most.
EXTRA = "sygedagpenge"
TENTH, WHOLE = Fraction(1, 10), Fraction(1)


@dataclass(frozen=True)
class Limits:
    """Closed intervals (…, 2): ``separate`` (4, 5, 9), ``last`` (4, 7), ``pooled`` (5, 9), ``shifts`` (5)."""

    separate: NDArray[np.float64]
    last: NDArray[np.float64]
    pooled: NDArray[np.float64]
    shifts: NDArray[np.float64]


def last_row(state: int) -> int:
    """Row of table 6.4 that a state of quarter 20 belongs to."""
    name = STATES[state]
    return LAST_STATES.index("uoplyst" if name in UNKNOWN else name)


def separate_sizes() -> dict[tuple[str, str], int]:
    """(municipality, pathway) -> persons, bilag 1."""
    rows = _read("bilag_1.csv")
    sizes = [r for r in rows if r["row_key"] == "antal_sekvenser"]
    return {(_municipality(r), r["column_key"]): int(r["value"]) for r in sizes}


def pooled_sizes() -> dict[str, int]:
    """Pathway -> persons of the pooled analysis, table 7.2."""
    rows = (r for r in _read("tabel_7_2.csv") if r["column_key"] == "alle_fire_kommuner" and r["row_key"] in PATHWAYS)
    return {r["row_key"]: int(r["value"].split(".")[0]) for r in rows}


def read_limits() -> Limits:
    """All limits."""
    separate, last = np.zeros((len(KEYS), len(PATHWAYS), len(STATES), 2)), np.zeros((len(KEYS), len(LAST_STATES), 2))
    sizes = separate_sizes()
    for row in _read("bilag_1.csv"):
        if row["row_key"] in STATES:
            at = _municipality(row), row["column_key"]
            place = KEYS.index(at[0]), PATHWAYS.index(at[1]), STATES.index(row["row_key"])
            separate[place] = _reads_as(Fraction(row["value"]), sizes[at], TENTH)
    for row in _read("derived_counts.csv"):
        if row["table"] == "6.4" and row["column_key"] in KEYS:
            spare = sum(n for (key, _), n in sizes.items() if key == row["column_key"]) - int(row["base_n"])
            count = int(row["count_min"]) + spare * (row["row_key"] == EXTRA)
            last[KEYS.index(row["column_key"]), LAST_STATES.index(row["row_key"])] = count
    pooled, shifts = _of_text()
    return Limits(separate, last, pooled, shifts)


def _of_text() -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The text lists every state above a quarter (footnote 16); the others stay below one."""
    sizes = pooled_sizes()
    pooled = np.array([[[0, ceil(sizes[p]) - 1]] * len(STATES) for p in PATHWAYS], float)
    shifts = np.array([[0, np.inf]] * len(PATHWAYS))
    for row in _read("figures_in_text.csv"):
        if not row["section"].startswith("7.2.") or row["group"] not in sizes:
            continue
        pathway, n = PATHWAYS.index(row["group"]), sizes[row["group"]]
        if row["measure"].startswith("mean_quarters_"):
            state = STATES.index(row["measure"].removeprefix("mean_quarters_"))
            pooled[pathway, state] = _reads_as(Fraction(row["value"]), n, WHOLE)
        elif row["measure"] == "mean_switches" and row["unit"] == "switches":
            shifts[pathway] = _reads_as(Fraction(row["value"]), n, TENTH)
    return pooled, shifts


def _reads_as(mean: Fraction, n: int, step: Fraction) -> tuple[int, int]:
    """Smallest and largest total over ``n`` persons whose mean rounds to ``mean``, half up."""
    return max(0, ceil((mean - step / 2) * n)), floor((mean + step / 2) * n - Fraction(1, 1000))


def _municipality(row: dict[str, str]) -> str:
    return row["table"].removeprefix("bilag_1_")


@cache
def _read(name: str) -> tuple[dict[str, str], ...]:
    with (PUBLISHED_TABLES / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
