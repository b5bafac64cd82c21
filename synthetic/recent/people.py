"""Who they are: grantees with a kind of pathway, refused applicants, and the rest of the population."""

import numpy as np
import polars as pl

from synthetic.persons import Days, draw_municipality, person_numbers
from synthetic.recent.pathways import KINDS
from synthetic.streams import stream

MUNICIPALITIES = ("657", "661", "740", "791")
YEAR = 2024
IN_EACH, ELSEWHERE, REFUSED, OTHERS = 160, 120, 240, 2_400
FAR_PLACES = ("midt_oevrige", "region_syddanmark", "region_sjaelland")
# Ages of the kinds that are not those of everybody: begin and end.
AGES = {"ung": (19.0, 32.0)}
ANY_AGE = (24.0, 63.0)
NOT_OF_AGE = (16.0, 64.0)


def build_people(seed: int) -> pl.DataFrame:
    """Everybody, one row each.

    Returns:
        ``pnr``, ``rolle`` (bevilget, afslag, oevrig), ``kommune``, ``kind`` (of `KINDS`; empty unless bevilget),
        ``foed_dag``, ``kvinde``, ``afgdato`` (null for oevrig), ``mor_id``, ``far_id``.
    """
    rng = stream(seed, "nyere", "personer")
    granted = len(MUNICIPALITIES) * IN_EACH + ELSEWHERE
    role = np.repeat(["bevilget", "afslag", "oevrig"], [granted, REFUSED, OTHERS])
    n = len(role)
    kinds = np.array(list(KINDS))
    kind = np.where(role == "bevilget", rng.choice(kinds, n, p=[KINDS[name].share for name in kinds]), "")
    women = rng.random(n) < 0.55
    day = np.datetime64(f"{YEAR}-01-01") + rng.integers(0, 366, n).astype("timedelta64[D]")
    born = _born(kind, role, day, rng)
    mothers, fathers = (_parent(born, woman, rng) for woman in (True, False))
    return pl.DataFrame(
        {
            "pnr": person_numbers(born, women, 0),
            "rolle": role,
            "kommune": _places(granted, n, rng),
            "kind": kind,
            "foed_dag": born,
            "kvinde": women,
            "afgdato": np.where(role == "oevrig", np.datetime64("NaT"), day),
            "mor_id": mothers,
            "far_id": fathers,
        }
    )


def _born(kind: np.ndarray, role: np.ndarray, day: Days, rng: np.random.Generator) -> Days:
    low, high = np.full(len(kind), ANY_AGE[0]), np.full(len(kind), ANY_AGE[1])
    for name, (begin, end) in {**AGES, "oevrig": NOT_OF_AGE}.items():
        here = (kind == name) | (role == name)
        low[here], high[here] = begin, end
    age = low + (high - low) * rng.random(len(kind)) ** 0.8
    return np.asarray(day - np.rint(age * 365.2425).astype("timedelta64[D]"))


def _places(granted: int, n: int, rng: np.random.Generator) -> np.ndarray:
    """The four of the study in turn; elsewhere for the last grantees, and for half of the others."""
    codes = np.resize(np.array(MUNICIPALITIES, dtype=object), n)
    far = np.arange(n) >= granted - ELSEWHERE
    far[granted:] = rng.random(n - granted) < 0.5
    codes[far] = draw_municipality(rng.choice(np.array(FAR_PLACES, dtype=object), int(far.sum())), rng)
    return codes


def _parent(born: Days, woman: bool, rng: np.random.Generator) -> np.ndarray:
    """A number for one parent of about half of them, else empty."""
    theirs = born - (rng.uniform(20, 38, len(born)) * 365.2425).astype("timedelta64[D]")
    numbers = person_numbers(theirs, np.full(len(born), woman), 0, kind=1)
    return np.where(rng.random(len(born)) < 0.5, numbers, "")
