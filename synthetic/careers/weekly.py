"""From quarters to weeks: the codes of grantees before and after their grant.

A quarter keeps its state as the one with the most weeks, or as the latest of tied ones, whatever else happens in it:
the spell before reaches into its first weeks, the spell after begins in its last, and a few weeks are something else.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from synthetic.careers.draws import persons, uniform
from synthetic.careers.states import (
    PENSION,
    QUARTERS,
    STATES,
    WEEKS_PER_QUARTER,
    code_shares,
    state,
)

# Persons at a time: some tens of megabytes of working memory.
SLICE = 2048
# Weeks that a neighbouring spell reaches into a quarter, at most; that many of something else in its middle.
HEAD, TAIL, MIDDLE = 3, 2, 2
# A tied quarter: six weeks of the spell before, one of something else, six of its own, which is seen latest.
TIED_HEAD = 6
SHARE_TIED, SHARE_MIDDLE, SHARE_NEW_CODE = 0.05, 0.06, 0.2
# Quarters before the planted ones mirror them; before those, wage.
MIRRORED = QUARTERS
PENSION_DELAY = 4


@dataclass(frozen=True)
class _Blocks:
    """Thirteen-week blocks of persons (n, b); block ``offset`` is quarter 1."""

    offset: int
    codes: NDArray[np.uint16]
    others: NDArray[np.uint16]
    head: NDArray[np.int8]
    tail: NDArray[np.int8]
    middle: NDArray[np.int8]


def weekly_codes(
    quarters: NDArray[np.int8], grant_weeks: NDArray[np.int32], weeks: range, seed: int, first: int = 0
) -> NDArray[np.uint16]:
    """DREAM codes (n, len(weeks)) of grantees, 0 = blank; see the package's docstring.

    Args:
        quarters: (n, 20) states, indices into `STATES`; quarter 20 ends the week before the grant's.
        grant_weeks: (n,) week numbers of the grants.
        weeks: week numbers wanted.
        seed: of all draws.
        first: number of the first person.
    """
    codes = np.empty((len(quarters), len(weeks)), np.uint16)
    for start in range(0, len(quarters), SLICE):
        part = slice(start, start + SLICE)
        codes[part] = _slice(quarters[part], grant_weeks[part], weeks, seed, first + start)
    return codes


def _slice(
    quarters: NDArray[np.int8], grants: NDArray[np.int32], weeks: range, seed: int, first: int
) -> NDArray[np.uint16]:
    blocks = _draw_blocks(quarters, seed, persons(len(quarters), first))
    begun = np.asarray(grants, np.int64)[:, None] - QUARTERS * WEEKS_PER_QUARTER
    week = np.asarray(weeks, np.int64)[None, :] - begun
    block = np.clip(week // WEEKS_PER_QUARTER + blocks.offset, 0, blocks.codes.shape[1] - 1)
    codes = _in_block(blocks, block, (week % WEEKS_PER_QUARTER).astype(np.int8))
    delay = 1 + np.floor(PENSION_DELAY * uniform(seed, "pension", persons(len(quarters), first))).astype(np.int64)
    return np.where(week >= QUARTERS * WEEKS_PER_QUARTER + delay, np.uint16(PENSION), codes)


def _in_block(blocks: _Blocks, block: NDArray[np.int64], place: NDArray[np.int8]) -> NDArray[np.uint16]:
    last = blocks.codes.shape[1] - 1
    head, tail, middle = (np.take_along_axis(x, block, 1) for x in (blocks.head, blocks.tail, blocks.middle))
    here = np.take_along_axis(blocks.codes, block, 1)
    before = np.take_along_axis(blocks.codes, np.maximum(block - 1, 0), 1)
    after = np.take_along_axis(blocks.codes, np.minimum(block + 1, last), 1)
    other = np.take_along_axis(blocks.others, block, 1)
    in_middle = (place >= TIED_HEAD) & (place < TIED_HEAD + middle)
    return np.select([place < head, place >= WEEKS_PER_QUARTER - tail, in_middle], [before, after, other], here)


def _draw_blocks(quarters: NDArray[np.int8], seed: int, person: NDArray[np.int64]) -> _Blocks:
    """Blocks from `MIRRORED` + 1 quarters before the first to one after the last, which goes on as the last."""
    wage = np.full((len(quarters), 1), state("loenmodtager"), np.int8)
    states = np.hstack([wage, quarters[:, MIRRORED - 1 :: -1], quarters, quarters[:, -1:]])
    number = np.arange(states.shape[1], dtype=np.int64)[None, :]
    new_before = np.hstack([np.zeros((len(states), 1), bool), states[:, 1:] != states[:, :-1]])
    new_after = np.hstack([states[:, 1:] != states[:, :-1], np.zeros((len(states), 1), bool)])
    draw = uniform(seed, "ujaevn", person, number)
    tied = new_before & (draw < SHARE_TIED)
    middle = np.where(~tied & (draw > 1 - SHARE_MIDDLE), 1 + (draw > 1 - SHARE_MIDDLE / MIDDLE), 0)
    head = np.floor((HEAD + 1) * uniform(seed, "hoved", person, number))
    tail = np.floor((TAIL + 1) * uniform(seed, "hale", person, number))
    return _Blocks(
        offset=MIRRORED + 1,
        codes=_codes(states, new_before, seed, person, number),
        others=_others(states, seed, person, number),
        head=np.where(tied, TIED_HEAD, np.where(new_before, head, 0)).astype(np.int8),
        tail=np.where(new_after & ~tied, tail, 0).astype(np.int8),
        middle=np.where(tied, 1, middle).astype(np.int8),
    )


def _codes(
    states: NDArray[np.int8],
    new: NDArray[np.bool_],
    seed: int,
    person: NDArray[np.int64],
    number: NDArray[np.int64],
) -> NDArray[np.uint16]:
    """A code per block: one through a spell, now and then another of the same state."""
    changed = new | (uniform(seed, "ny kode", person, number) < SHARE_NEW_CODE)
    return codes_of(states, uniform(seed, "kode", person, np.cumsum(changed, axis=1)))


def _others(
    states: NDArray[np.int8], seed: int, person: NDArray[np.int64], number: NDArray[np.int64]
) -> NDArray[np.uint16]:
    """Codes of a state that is neither the block's nor the one before: wage, sickness or social assistance."""
    before = np.hstack([states[:, :1], states[:, :-1]])
    choices = [np.int8(state(name)) for name in ("loenmodtager", "sygedagpenge", "kontanthjaelp")]
    free = [(states != choice) & (before != choice) for choice in choices]
    other = np.select(free[:2], choices[:2], choices[2])
    return codes_of(other, uniform(seed, "anden kode", person, number))


def codes_of(states: NDArray[np.int8], draws: NDArray[np.float64]) -> NDArray[np.uint16]:
    """A DREAM code for every state, chosen by ``draws`` in [0, 1) with the shares of the code weights."""
    codes = np.zeros(states.shape, np.uint16)
    for number, (known, shares) in enumerate(code_shares()[: len(STATES)]):
        here = states == number
        if len(known) and here.any():
            codes[here] = known[np.searchsorted(shares, draws[here], side="right")]
    return codes
