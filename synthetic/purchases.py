"""Purchases of medicine (LMDB): rows that make a person a user of a type, and rows that must not."""

import csv
from functools import cache
from string import ascii_uppercase

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.settings import CODE_LISTS
from dagster_project.study import Study
from synthetic.medicine import SLEEP, type_names
from synthetic.streams import stream

# In no type: diabetes, asthma, antibiotics, and a code of level 2 that is only the beginning of types.
OTHER_ATC = ("A10BA02", "R03AC02", "J01CA08", "N06", "G03AA12")
SLEEP_ATC = "N05C"


@cache
def _prefixes() -> dict[str, tuple[str, ...]]:
    with (CODE_LISTS / "atc_medicintype.csv").open(encoding="utf-8", newline="") as file:
        rows = [(r["medicintype"], r["atc_praefiks"]) for r in csv.DictReader(file)]
    found = {kind: tuple(p for k, p in rows if k == kind) for kind, _ in rows}
    return {**found, SLEEP: (SLEEP_ATC,)}


def build_purchases(users: pl.DataFrame, study: Study, seed: int) -> pl.DataFrame:
    """PNR, EKSD, ATC, APK of everybody in ``users`` (frame of `users.medicine_users`), sorted.

    A user of a type has bought on net in the ``medicin_dage`` days before the index date. Some who are none have
    bought on the index date, the day before the window, or brought everything back.
    """
    frames = []
    for kind in (*type_names(), SLEEP):
        rng = stream(seed, "koeb", kind)
        has = users[kind].to_numpy()
        buyers, others = users.filter(pl.Series(has)), users.filter(pl.Series(~has))
        frames += [
            _bought(buyers, kind, study.medicin_dage, rng),
            _returned_in_part(buyers, kind, study.medicin_dage, rng),
        ]
        frames += _not_counted(others, kind, study.medicin_dage, rng)
    frames.append(_other_medicine(users, stream(seed, "koeb", "andet")))
    return pl.concat(frames).sort("EKSD", "PNR", "ATC", "APK")


def _atc(kind: str, n: int, rng: np.random.Generator) -> NDArray[np.str_]:
    """Codes under one of the type's prefixes, most of level 5, some shorter."""
    prefixes = _prefixes()[kind]
    return np.array([_completed(prefixes[i % len(prefixes)], j) for i, j in rng.integers(0, 12, (n, 2))], dtype=str)


def _completed(prefix: str, number: int) -> str:
    """A code of level 5 (form A00AA00) that begins with ``prefix``; one in twelve is the prefix itself."""
    if number == 11 and len(prefix) in (1, 3, 4, 5):
        return prefix
    letters = ascii_uppercase[number % 2] + ascii_uppercase[number % 4]
    fill = f"C0{number % 3 + 1}{letters}0{number % 9 + 1}"
    return prefix + fill[len(prefix) :]


def _rows(
    users: pl.DataFrame, before: NDArray[np.int64], atc: NDArray[np.str_], packs: NDArray[np.int64]
) -> pl.DataFrame:
    """Purchases ``before`` days before the index date."""
    day = users["indeksdato"].to_numpy() - before.astype("timedelta64[D]")
    return pl.DataFrame({"PNR": users["pnr"], "EKSD": day, "ATC": atc, "APK": packs.astype(float)})


def _bought(buyers: pl.DataFrame, kind: str, days: int, rng: np.random.Generator) -> pl.DataFrame:
    """One to five purchases in the window; the last day and the first day of it happen too."""
    times = rng.integers(1, 6, buyers.height)
    many = buyers[np.repeat(np.arange(buyers.height), times)]
    back = rng.integers(1, days + 1, many.height)
    back[rng.random(many.height) < 0.02] = days
    atc = np.repeat(_atc(kind, buyers.height, rng), times)
    packs = rng.choice(np.array([1, 1, 1, 2, 3]), many.height)
    return _rows(many, back, atc, packs)


def _returned_in_part(buyers: pl.DataFrame, kind: str, days: int, rng: np.random.Generator) -> pl.DataFrame:
    """One in fifty bought five packs and brought two back: still a user."""
    some = buyers.filter(pl.Series(rng.random(buyers.height) < 0.02))
    back = rng.integers(30, days, some.height)
    atc = _atc(kind, some.height, rng)
    ones = np.ones(some.height, dtype=np.int64)
    return pl.concat([_rows(some, back, atc, 5 * ones), _rows(some, back - 14, atc, -2 * ones)])


def _not_counted(others: pl.DataFrame, kind: str, days: int, rng: np.random.Generator) -> list[pl.DataFrame]:
    """Purchases that make nobody a user: on the index date, before the window, and wholly returned."""
    drawn = rng.random(others.height)
    same_day, before, undone = (others.filter(pl.Series((drawn >= a) & (drawn < a + 0.005))) for a in (0.0, 0.1, 0.2))
    frames = []
    for group, back in ((same_day, 0), (before, days + 1)):
        atc = _atc(kind, group.height, rng)
        frames.append(_rows(group, np.full(group.height, back), atc, np.ones(group.height, dtype=np.int64)))
    some_time = rng.integers(20, days, undone.height)
    atc, two = _atc(kind, undone.height, rng), np.full(undone.height, 2)
    return [*frames, _rows(undone, some_time, atc, two), _rows(undone, some_time - 7, atc, -two)]


def _other_medicine(users: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    some = users.filter(pl.Series(rng.random(users.height) < 0.15))
    back = rng.integers(1, 500, some.height)
    return _rows(some, back, rng.choice(np.array(OTHER_ATC), some.height), rng.integers(1, 3, some.height))
