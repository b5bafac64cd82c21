"""The nine states of the report, their order and letters, and which DREAM codes stand for each.

Mappings come from the code list; how often a code is used among those of its state is
``data/seed/synthetic/ydelsesvaegt.csv`` (code 0 is the blank of wage earners).
"""

import csv
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dagster_project.settings import CODE_LISTS, PROJECT_ROOT

SYNTHETIC = PROJECT_ROOT / "data" / "seed" / "synthetic"
ALPHABET = "tilstand_akf2012"
# Order of the rows of bilag 1, and a letter for each in ``careers.csv``.
STATES = (
    "dagpenge",
    "introduktionsydelse",
    "kontanthjaelp",
    "selvforsoergelse",
    "ledighedsydelse",
    "revalidering",
    "sygedagpenge",
    "loenmodtager",
    "ingen_ydelse",
)
LETTERS = "DTKVFRSLO"
BLANK = 0
PENSION = 783
QUARTERS = 20
WEEKS_PER_QUARTER = 13


def state(name: str) -> int:
    """Index of a state."""
    return STATES.index(name)


@cache
def code_shares() -> tuple[tuple[NDArray[np.uint16], NDArray[np.float64]], ...]:
    """Per state: its codes, and their cumulated shares (the last is 1); a state without a code is empty."""
    with (CODE_LISTS / "dream_ydelse.csv").open(encoding="utf-8", newline="") as file:
        state_of = {int(row["kode"]): row[ALPHABET] for row in csv.DictReader(file)}
    state_of[BLANK] = "loenmodtager"  # footnote 5 of the report
    with (SYNTHETIC / "ydelsesvaegt.csv").open(encoding="utf-8", newline="") as file:
        weights = {int(row["kode"]): float(row["vaegt"]) for row in csv.DictReader(file)}
    return tuple(_shares({c: w for c, w in weights.items() if state_of[c] == name}) for name in STATES)


def _shares(weights: dict[int, float]) -> tuple[NDArray[np.uint16], NDArray[np.float64]]:
    summed = np.cumsum(list(weights.values()))
    return np.array(list(weights), np.uint16), summed / summed[-1] if len(summed) else summed
