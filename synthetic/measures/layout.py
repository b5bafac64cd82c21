"""When measures took place: days within the 260 weeks before the week of the grant.

Every person has a span of activity by the scenarios that section 7.2 tells of (early, throughout, late); the measures
of one type follow each other in it, more than seven days apart, so that each counts as one.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from synthetic.measures.targets import kinds
from synthetic.streams import stream

WINDOW = 260 * 7
# Two records of a type at most this far apart are one measure (docs/contract/tables.md, table 6.8).
JOINING_GAP = 7
# Chances of early, throughout and late: what 7.2.1-7.2.5 say of each pathway.
SCENARIOS = {
    "kortvarig_kontanthjaelp": (0.10, 0.25, 0.65),
    "langvarig_kontanthjaelp": (0.30, 0.20, 0.50),
    "pendler": (0.10, 0.75, 0.15),
    "loenmodtager_syg": (0.05, 0.10, 0.85),
    "fleksjobvisiteret": (0.10, 0.60, 0.30),
}
# First and last day of the spans: earliest and latest begin, earliest and latest end.
SPANS = np.array([(0, 120, 560, 780), (0, 200, 1500, WINDOW), (911, 1090, 1720, WINDOW)])
# Share of its room that a measure begins late, and that it lasts; the longest of each type in days.
LATE, LASTS = 0.3, 0.7
LONGEST = {"fleksjob": 1400, "uddannelsesforloeb": 500, "danskundervisning": 500, "loentilskud": 365}
LONGEST_OF_OTHERS = 180


def lay_out(careers: pl.DataFrame, measures: pl.DataFrame, seed: int) -> pl.DataFrame:
    """``measures`` with ``dag`` (day of the window on which it starts, 0..1819) and ``varighed`` (days, at least 1).

    Sorted by person, type and day; ``sidste`` marks the last of a person and type.
    """
    rng = stream(seed, "foranstaltninger", "tid")
    begin, end = _spans(careers, rng)
    ordered = measures.sort("person_index", "foranst", maintain_order=True)
    series = pl.struct("person_index", "foranst").rle_id()
    weight = 0.5 + rng.random(ordered.height)
    placed = ordered.with_columns(vaegt=pl.Series(weight)).with_columns(
        fra=(pl.col("vaegt").cum_sum() - pl.col("vaegt")).over(series) / pl.col("vaegt").sum().over(series),
        til=pl.col("vaegt").cum_sum().over(series) / pl.col("vaegt").sum().over(series),
        sidste=series != series.shift(-1).fill_null(-1),
    )
    person = placed["person_index"].to_numpy()
    length = (end - begin)[person]
    first = np.ceil(begin[person] + placed["fra"].to_numpy() * length).astype(np.int64)
    room = np.floor(begin[person] + placed["til"].to_numpy() * length).astype(np.int64) - first - JOINING_GAP - 1
    start, lasts = _within(np.maximum(room, 1), _longest(placed["foranst"]), rng)
    return placed.select("person_index", "foranst", "sidste", dag=pl.Series(first + start), varighed=pl.Series(lasts))


def _spans(careers: pl.DataFrame, rng: np.random.Generator) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    chances = np.cumsum([SCENARIOS[p] for p in careers["forloebstype_kommune"]], axis=1)
    scenario = (rng.random((careers.height, 1)) >= chances[:, :2]).sum(axis=1)
    limits = SPANS[scenario]
    begin = limits[:, 0] + rng.random(len(limits)) * (limits[:, 1] - limits[:, 0])
    end = limits[:, 2] + rng.random(len(limits)) * (limits[:, 3] - limits[:, 2])
    return begin, end


def _longest(foranst: pl.Series) -> NDArray[np.int64]:
    days = {code: LONGEST.get(kind, LONGEST_OF_OTHERS) for kind, code in kinds().items()}
    return np.asarray(foranst.replace_strict(days, return_dtype=pl.Int64).to_numpy(), np.int64)


def _within(
    room: NDArray[np.int64], longest: NDArray[np.int64], rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Delay and days of a measure that has ``room`` days before it would join the next."""
    delay = np.floor(room * LATE * rng.random(len(room))).astype(np.int64)
    left = np.minimum((room - delay) * LASTS, longest)
    return delay, np.maximum(np.ceil(left * rng.random(len(room))).astype(np.int64), 1)
