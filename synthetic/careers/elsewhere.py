"""Careers of everybody else: grantees of the rest of the country, and people without a grant."""

import numpy as np
from numpy.typing import NDArray

from synthetic.careers.draws import persons, uniform
from synthetic.careers.planted import plant_careers, planted_quarters
from synthetic.careers.states import QUARTERS, STATES
from synthetic.careers.weekly import SLICE, codes_of

# Borders of spells that are moved by a quarter in a drawn career.
MOVED_BORDERS = 4
# People without a grant: the chance of a spell, at most so many, their mean length in weeks, what they are.
SPELLS, CHANCE, MEAN_WEEKS = 6, 0.4, 60.0
SPELL_SHARES = {
    "dagpenge": 0.40,
    "kontanthjaelp": 0.17,
    "sygedagpenge": 0.25,
    "ingen_ydelse": 0.14,
    "revalidering": 0.02,
    "ledighedsydelse": 0.01,
    "introduktionsydelse": 0.01,
}


def draw_quarters(n: int, seed: int, first: int = 0) -> NDArray[np.int8]:
    """Quarters (n, 20) of grantees elsewhere: planted careers drawn at random, some borders moved by a quarter."""
    planted = planted_quarters(plant_careers())
    person = persons(n, first)
    drawn = planted[(uniform(seed, "forbillede", person)[:, 0] * len(planted)).astype(np.int64)]
    rows = np.arange(n)
    for move in range(MOVED_BORDERS):
        draw = uniform(seed, "graense", person, np.array([[move]]))[:, 0]
        left = (draw * (QUARTERS - 1)).astype(np.int64)
        earlier = uniform(seed, "retning", person, np.array([[move]]))[:, 0] < 1 / 2
        here, there = np.where(earlier, left, left + 1), np.where(earlier, left + 1, left)
        drawn[rows, here] = drawn[rows, there]
    return drawn


def ordinary_codes(n: int, weeks: range, seed: int, first: int = 0) -> NDArray[np.uint16]:
    """DREAM codes (n, len(weeks)) of people without a grant, 0 = blank; later spells overwrite earlier ones."""
    codes = np.zeros((n, len(weeks)), np.uint16)
    for start in range(0, n, SLICE):
        part = codes[start : start + SLICE]
        _write_spells(part, weeks, seed, persons(len(part), first + start))
    return codes


def _write_spells(codes: NDArray[np.uint16], weeks: range, seed: int, person: NDArray[np.int64]) -> None:
    spell = np.arange(SPELLS, dtype=np.int64)[None, :]
    chosen = uniform(seed, "har periode", person, spell) < CHANCE
    # Weeks count from the register's first, so that a person's spells do not depend on the columns asked for.
    begins = np.floor(uniform(seed, "begynder", person, spell) * 1900)
    lasts = np.ceil(-MEAN_WEEKS * np.log1p(-uniform(seed, "varer", person, spell)))
    numbers = np.array([STATES.index(name) for name in SPELL_SHARES], np.int8)
    drawn = np.searchsorted(np.cumsum(list(SPELL_SHARES.values())), uniform(seed, "tilstand", person, spell))
    states = numbers[np.minimum(drawn, len(numbers) - 1)]
    values = codes_of(states, uniform(seed, "kode", person, spell))
    week = np.asarray(weeks, np.int64)[None, :]
    for i in range(SPELLS):
        within = chosen[:, i : i + 1] & (week >= begins[:, i : i + 1]) & (week < (begins + lasts)[:, i : i + 1])
        np.copyto(codes, values[:, i : i + 1], where=within)
