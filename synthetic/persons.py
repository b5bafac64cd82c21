"""Person numbers, ages and places: what every synthetic person has, whoever they are."""

import csv
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dagster_project.errors import VejeError
from dagster_project.settings import CODE_LISTS
from synthetic.targets import FOUR, OTHER_REGIONS, REST

Days = NDArray[np.datetime64]

# Seventh digits that say "born 19YY" from 1937 and before it, "born 20YY", and "born 18YY" (the CPR century rule).
LATE_1900S, EARLY_1900S, THE_2000S, THE_1800S = "012349", "0123", "456789", "5678"
# Slots are handed out in blocks, so that chunks never meet: the first block is wide, it holds the core population.
FIRST_BLOCK, LATER_BLOCK = 0.2, 0.02


@cache
def municipalities() -> dict[str, tuple[str, ...]]:
    """Municipality codes of today by place, from the code list; the four of the study stand alone."""
    with (CODE_LISTS / "kommune.csv").open(encoding="utf-8", newline="") as file:
        rows = [(r["kom"], _key(r["navn"]), _key(r["region_navn"])) for r in csv.DictReader(file) if not r["ny_kode"]]
    places: dict[str, tuple[str, ...]] = {name: (code,) for code, name, _ in rows if name in FOUR}
    for region in OTHER_REGIONS:
        places[region] = tuple(code for code, _, key in rows if key == region)
    others = {code for codes in places.values() for code in codes}
    places[REST] = tuple(code for code, *_ in rows if code not in others)
    return places


def _key(name: str) -> str:
    for letter, ascii_form in (("æ", "ae"), ("ø", "oe"), ("å", "aa"), (" ", "_"), ("-", "_")):
        name = name.lower().replace(letter, ascii_form)
    return name


def draw_municipality(place: NDArray[np.object_], rng: np.random.Generator) -> NDArray[np.object_]:
    """A municipality for every person of a place; sizes within a region differ as real ones do."""
    codes = np.empty(len(place), dtype=object)
    for key, members in municipalities().items():
        here = np.flatnonzero(place == key)
        # Zipf-like sizes in a fixed order, so that every delivery agrees on what is a large municipality.
        weight = 1 / np.arange(1, len(members) + 1) ** 0.5
        codes[here] = rng.choice(np.array(members, dtype=object), size=len(here), p=weight / weight.sum())
    return codes


def birthday(born: Days, year: NDArray[np.int64]) -> Days:
    """The birthday in ``year``; 29 February falls on 1 March in common years."""
    month = born.astype("datetime64[M]")
    same_month = ((year - 1970) * 12 + month.astype(np.int64) % 12).astype("datetime64[M]")
    return np.asarray(same_month.astype("datetime64[D]") + (born - month.astype("datetime64[D]")))


def exact_age(born: Days, on: Days) -> NDArray[np.float64]:
    """Completed years plus the part of the current year of life (definition of table 6.1)."""
    year = on.astype("datetime64[Y]").astype(np.int64) + 1970
    last = np.where(birthday(born, year) <= on, year, year - 1)
    since, until = birthday(born, last), birthday(born, last + 1)
    completed = last - (born.astype("datetime64[Y]").astype(np.int64) + 1970)
    return np.asarray(completed + (on - since).astype(float) / (until - since).astype(float))


def born_at_age(age: NDArray[np.float64], on: Days) -> Days:
    """A birth date that makes the person about ``age`` years old on the day (to within a day or two)."""
    return np.asarray(on.astype("datetime64[D]") - np.rint(age * 365.2425).astype("timedelta64[D]"))


def shift_to_mean(born: Days, on: Days, mean: float, free: NDArray[np.bool_], between: tuple[float, float]) -> Days:
    """Birth dates moved by whole days so that the mean exact age is ``mean``; those not ``free`` stay.

    A moved person stays strictly ``between`` the two ages. The result is within 0.002 years of ``mean``.
    """
    born, (low, high) = born.copy(), between
    for _ in range(60):
        miss = mean - float(exact_age(born, on).mean())
        if abs(miss) < 0.002:
            return born
        movable = np.flatnonzero(free)
        step = np.timedelta64(round(miss * len(born) / len(movable) * 365.2425) or int(np.sign(miss)), "D")
        moved = born[movable] - step
        age = exact_age(moved, on[movable])
        inside = (age > low + 0.01) & (age < high - 0.01)
        born[movable[inside]] = moved[inside]
    raise VejeError(f"middelalder {mean}", "kunne ikke nås", "syntetiske fødselsdage", "ret aldersgrænserne")


def person_numbers(born: Days, women: NDArray[np.bool_], block: int, kind: int = 0) -> NDArray[np.str_]:
    """Ten digits from birth date and sex: unique within and across blocks and the two kinds (0 persons, 1 parents).

    The last digit is odd for men, the seventh says the century. No check digit, as in real numbers since 2007.

    Raises:
        VejeError: when more people share a birth date and sex than the block has numbers for.
    """
    order = np.lexsort((women, born))
    key = born[order].astype(np.int64) * 2 + women[order]
    starts = np.flatnonzero(np.r_[True, key[1:] != key[:-1]])
    rank = np.empty(len(born), dtype=np.int64)
    rank[order] = np.arange(len(born)) - np.repeat(starts, np.diff(np.r_[starts, len(born)]))
    year = born.astype("datetime64[Y]").astype(np.int64) + 1970
    digits = np.select(
        [year >= 2000, year >= 1937, year >= 1900], [THE_2000S, LATE_1900S, EARLY_1900S], default=THE_1800S
    )
    choices = np.char.str_len(digits)
    slots = choices * 500 // 2
    start = 0.0 if block == 0 else FIRST_BLOCK + (block - 1) * LATER_BLOCK
    width = FIRST_BLOCK if block == 0 else LATER_BLOCK
    first, last = np.floor(slots * start), np.floor(slots * (start + width))
    if start + width > 1.0001 or np.any(first + rank >= last):
        raise VejeError(
            "højst så mange fødte på en dag som numrene rækker til",
            "flere",
            "syntetiske CPR-numre",
            "gør befolkningen mindre",
        )
    # Neighbours get unlike numbers: multiply by a number coprime with all slot counts (500, 750 and 250 per choice).
    slot = (first + rank).astype(np.int64) * 2 + kind
    slot = (slot * 7_919 + born.astype(np.int64) * 104_729) % (slots * 2)
    seventh = np.array([d[c] for d, c in zip(digits, slot % choices, strict=True)])
    serial = slot // choices * 2 + ~women
    return np.char.add(np.char.add(_ddmmyy(born), seventh), np.char.zfill(serial.astype(str), 3))


def _ddmmyy(born: Days) -> NDArray[np.str_]:
    text = born.astype(str)
    return np.array([t[8:10] + t[5:7] + t[2:4] for t in text])
