"""Measures as the register writes them: split where the hours changed, and among records that count nowhere."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from synthetic.measures.layout import JOINING_GAP, WINDOW
from synthetic.measures.targets import kinds
from synthetic.streams import stream

STILL = np.datetime64("2067-12-31")
SHARE_SPLIT, SPLIT_FROM_DAYS = 0.2, 30
# The last measure of a type may run past the grant, a fleksjob without an end.
SHARE_PAST_GRANT, PAST_FROM_DAY = 0.15, 1500
# Surroundings: persons with an old measure, one that runs into the window, a ressourceforløb, an unknown code.
SHARES_AROUND = {"foer": 0.12, "ind_i": 0.03, "ressource": 0.015, "ukendt": 0.01}
UNKNOWN_CODE = "99"
RESOURCE_CODE = "11"
PLACES, BENEFITS, DEGREES = ("1", "2", "3", "4"), ("01", "02", "05", "07"), ("1", "2", "3")
FLEKSJOB_HOURS = (8.0, 30.0)


def run_past_grant(laid: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Let some last measures end after the grant: ``varighed`` grows, -1 for a fleksjob that runs still."""
    rng = stream(seed, "foranstaltninger", "udloeb")
    late = laid["sidste"].to_numpy() & (laid["dag"].to_numpy() >= PAST_FROM_DAY)
    past = late & (rng.random(laid.height) < SHARE_PAST_GRANT)
    fleksjob = (laid["foranst"] == kinds()["fleksjob"]).to_numpy()
    lasts = WINDOW - laid["dag"].to_numpy() + rng.integers(1, 200, laid.height)
    days = np.where(past, np.where(fleksjob, -1, lasts), laid["varighed"].to_numpy())
    return laid.with_columns(varighed=pl.Series(days))


def surroundings(laid: pl.DataFrame, persons: int, seed: int) -> pl.DataFrame:
    """Records of every kind that must not count: ``person_index``, ``foranst``, ``dag`` (also negative), ``varighed``.

    None is of a type that the person has in the window, so that nothing joins a measure that counts.
    """
    rng = stream(seed, "foranstaltninger", "omkring")
    lab = np.array(list(kinds().values()))
    before, into = _some(persons, "foer", rng), _some(persons, "ind_i", rng)
    resource, unknown = _some(persons, "ressource", rng), _some(persons, "ukendt", rng)
    parts = [
        _frame(before, rng.choice(lab, len(before)), rng.integers(-900, -150, len(before)), 120, rng),
        _frame(into, rng.choice(lab, len(into)), rng.integers(-60, -1, len(into)), 200, rng),
        _frame(resource, np.full(len(resource), RESOURCE_CODE), rng.integers(0, 1500, len(resource)), 300, rng),
        _frame(unknown, np.full(len(unknown), UNKNOWN_CODE), rng.integers(0, 1500, len(unknown)), 90, rng),
    ]
    around = pl.concat(parts).unique(["person_index", "foranst"], keep="first", maintain_order=True)
    return around.join(laid, on=["person_index", "foranst"], how="anti")


def to_records(measures: pl.DataFrame, grant_weeks: NDArray[np.datetime64], seed: int) -> pl.DataFrame:
    """Raw records with dates; ``grant_weeks`` (n,) is the Monday of each person's week of grant."""
    rng = stream(seed, "foranstaltninger", "poster")
    start = grant_weeks[measures["person_index"].to_numpy()] + (measures["dag"].to_numpy() - WINDOW)
    days = measures["varighed"].to_numpy()
    end = np.where(days < 0, STILL, start + np.maximum(days, 1) - 1)
    cut = start + (SPLIT_FROM_DAYS // 2) + (np.maximum(days, 0) * rng.random(len(days)) / 2).astype(np.int64)
    split = (rng.random(len(days)) < SHARE_SPLIT) & ((days >= SPLIT_FROM_DAYS) | (days < 0))
    # The second record begins up to seven days after the first has ended, or while it runs.
    again = cut + rng.integers(-JOINING_GAP, JOINING_GAP + 1, len(days))
    keys = measures.select("person_index", "foranst")
    first = keys.with_columns(startdto=pl.Series(start), slutdto=pl.Series(np.where(split & (again <= end), cut, end)))
    second = keys.with_columns(startdto=pl.Series(again), slutdto=pl.Series(end)).filter(split & (again <= end))
    return _describe(pl.concat([first, second]).sort("person_index", "foranst", "startdto"), rng)


def _describe(records: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Hours a week, place, benefit, degree and day of reporting: what the register has beside the dates."""
    n = records.height
    reported = records["startdto"].to_numpy() + rng.integers(3, 60, n)
    hours = np.where(records["foranst"] == kinds()["fleksjob"], rng.uniform(*FLEKSJOB_HOURS, n), rng.uniform(2, 37, n))
    return records.with_columns(
        pl.col("startdto", "slutdto").cast(pl.Date),
        timerpu=pl.Series(np.round(hours * 2) / 2),
        stedtype=pl.Series(rng.choice(PLACES, n)),
        ydtype1=pl.Series(rng.choice(BENEFITS, n)),
        koragrad=pl.Series(rng.choice(DEGREES, n)),
        indber=pl.Series(reported).cast(pl.Date),
    )


def _some(persons: int, kind: str, rng: np.random.Generator) -> NDArray[np.int64]:
    return np.flatnonzero(rng.random(persons) < SHARES_AROUND[kind])


def _frame(
    persons: NDArray[np.int64], kind: NDArray[np.str_], day: NDArray[np.int64], days: int, rng: np.random.Generator
) -> pl.DataFrame:
    lasts = rng.integers(5, days, len(persons))
    return pl.DataFrame(
        {"person_index": persons, "foranst": kind.tolist(), "dag": day, "varighed": lasts},
        schema={"person_index": pl.Int64, "foranst": pl.Utf8, "dag": pl.Int64, "varighed": pl.Int64},
    )
