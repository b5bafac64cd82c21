"""Simulated annealing: a candidate for every place, so that no limit is broken and the cost is small."""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from synthetic.careers.states import STATES
from tools.careers_search.bounds import Limits, last_row
from tools.careers_search.candidates import Pool

# What a broken unit costs, and how cold it gets: roughly, finely, then again while something is broken.
STAGES = ((3.0, 2.0, 0.2), (20.0, 1.0, 0.1), (3.0, 1.5, 0.05), (5.0, 1.5, 0.05), (8.0, 1.5, 0.05))
LEAST_STAGES, STEPS = 2, 8_000_000


@dataclass(frozen=True)
class Slots:
    """One entry per person (n,): indices of municipality, separate pathway, pooled pathway, kind of candidate."""

    municipality: NDArray[np.int64]
    separate: NDArray[np.int64]
    pooled: NDArray[np.int64]
    kind: NDArray[np.int64]


@dataclass(frozen=True)
class Wishes:
    """``allowed`` and ``cost`` (4, j) of a candidate by municipality, ``most`` (j,) how often it may be used."""

    allowed: NDArray[np.bool_]
    cost: NDArray[np.float64]
    most: NDArray[np.int64]


def select(pool: Pool, places: Slots, wishes: Wishes, limits: Limits, seed: int) -> tuple[NDArray[np.int64], float]:
    """Candidate (n,) per place, and by how many units the limits are still broken.

    Args:
        pool: the candidates.
        places: what each place asks for.
        wishes: which candidates may be used, and what they cost.
        limits: as `read_limits`.
        seed: of all draws.

    Raises:
        ValueError: when a place has no allowed candidate.
    """
    options, begin = _options(pool, places, wishes.allowed)
    rng = np.random.default_rng(seed)
    cell = places.municipality * len(pool.kinds) + places.kind
    picked = options[begin[cell] + (rng.random(len(cell)) * (begin[cell + 1] - begin[cell])).astype(np.int64)]
    counts = np.stack([(pool.states == s).sum(axis=1) for s in range(len(STATES))], axis=1).astype(np.float64)
    shifts = (pool.states[:, 1:] != pool.states[:, :-1]).sum(axis=1).astype(np.float64)
    last = np.array([last_row(int(s)) for s in pool.states[:, -1]])
    broken = np.inf
    for stage, (weight, warm, cold) in enumerate(STAGES, start=1):
        broken = _anneal(
            picked, places.municipality, places.separate, places.pooled, cell, options, begin, counts, shifts, last,
            wishes.cost, limits.separate, limits.last, limits.pooled, limits.shifts, wishes.most, weight, warm, cold,
            STEPS, rng,
        )  # fmt: skip
        if broken == 0 and stage >= LEAST_STAGES:
            break
    return picked, float(broken)


def _options(pool: Pool, places: Slots, allowed: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Allowed candidates of every (municipality, kind), one after the other, and where each begins."""
    lists = [np.flatnonzero(allowed[m] & (pool.kind == k)) for m in range(len(allowed)) for k in range(len(pool.kinds))]
    asked = np.unique(places.municipality * len(pool.kinds) + places.kind)
    if any(len(lists[cell]) == 0 for cell in asked.tolist()):
        raise ValueError("a cell has no candidate left: draw a larger pool")
    return np.concatenate(lists), np.cumsum([0, *map(len, lists)])


@njit(cache=True)
def _over(value, limit):  # type: ignore[no-untyped-def]
    return max(limit[0] - value, 0.0, value - limit[1])


@njit(cache=True)
def _anneal(  # type: ignore[no-untyped-def]  # noqa: PLR0913, PLR0917
    picked, municipality, separate, pooled, cell, options, begin, counts, shifts, last, cost, lim_s, lim_l, lim_p,
    lim_w, most, weight, warm, cold, steps, rng,
):  # fmt: skip
    """Metropolis steps on ``picked`` in place, a place taking another candidate of its cell; returns what is broken."""
    sums, ends = np.zeros(lim_s.shape[:3]), np.zeros(lim_l.shape[:2])
    pools, moves, used = np.zeros(lim_p.shape[:2]), np.zeros(len(lim_w)), np.zeros(len(last), np.int64)
    for i in range(len(picked)):
        j = picked[i]
        sums[municipality[i], separate[i]] += counts[j]
        pools[pooled[i]] += counts[j]
        ends[municipality[i], last[j]] += 1
        moves[pooled[i]] += shifts[j]
        used[j] += 1
    for step in range(steps):
        heat = warm * (cold / warm) ** (step / steps)
        i = rng.integers(0, len(picked))
        old, c = picked[i], cell[i]
        new = options[begin[c] + rng.integers(0, begin[c + 1] - begin[c])]
        if new == old or used[new] >= most[new]:
            continue
        m, g, p = municipality[i], separate[i], pooled[i]
        worse = 0.0
        for s in range(counts.shape[1]):
            d = counts[new, s] - counts[old, s]
            if d != 0:
                worse += _over(sums[m, g, s] + d, lim_s[m, g, s]) - _over(sums[m, g, s], lim_s[m, g, s])
                worse += _over(pools[p, s] + d, lim_p[p, s]) - _over(pools[p, s], lim_p[p, s])
        a, b = last[old], last[new]
        if a != b:
            worse += 2 * (_over(ends[m, a] - 1, lim_l[m, a]) - _over(ends[m, a], lim_l[m, a]))
            worse += 2 * (_over(ends[m, b] + 1, lim_l[m, b]) - _over(ends[m, b], lim_l[m, b]))
        d = shifts[new] - shifts[old]
        worse += _over(moves[p] + d, lim_w[p]) - _over(moves[p], lim_w[p])
        rise = weight * worse + cost[m, new] - cost[m, old]
        if rise <= 0 or rng.random() < np.exp(-rise / heat):
            picked[i] = new
            used[old] -= 1
            used[new] += 1
            sums[m, g] += counts[new] - counts[old]
            pools[p] += counts[new] - counts[old]
            ends[m, a] -= 1
            ends[m, b] += 1
            moves[p] += d
    return _broken(sums, ends, pools, moves, lim_s, lim_l, lim_p, lim_w)


@njit(cache=True)
def _broken(sums, ends, pools, moves, lim_s, lim_l, lim_p, lim_w):  # type: ignore[no-untyped-def]  # noqa: PLR0913, PLR0917
    """By how many units all limits are broken."""
    broken = 0.0
    for m in range(lim_s.shape[0]):
        for g in range(lim_s.shape[1]):
            for s in range(lim_s.shape[2]):
                broken += _over(sums[m, g, s], lim_s[m, g, s])
        for r in range(lim_l.shape[1]):
            broken += _over(ends[m, r], lim_l[m, r])
    for p in range(lim_p.shape[0]):
        for s in range(lim_p.shape[1]):
            broken += _over(pools[p, s], lim_p[p, s])
        broken += _over(moves[p], lim_w[p])
    return broken
