"""Choose what is not released: small counts, and the cheapest others that keep the small ones from being computed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dagster_project.disclosure.attacker import SLACK, Reach, explore
from dagster_project.disclosure.budget import UNLIMITED, Budget, OutOfTimeError
from dagster_project.disclosure.relations import is_mean
from dagster_project.disclosure.shield import Shields, secrets_of
from dagster_project.disclosure.system import NEVER_ZERO, System

MAX_ROUNDS = 25
# Margins are what readers need most; a zero may be shown and is a poor shield.
MARGIN_WEIGHT, BASE_WEIGHT, ZERO_WEIGHT, MEAN_WEIGHT = 8.0, 60.0, 6.0, 12.0
BASES = ("personer", "sager", "borger", "stoerrelse")


@dataclass(frozen=True)
class Broken:
    """Counts that an attacker would bound too tightly: their numbers, and how far they move down and up."""

    counts: NDArray[np.int64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]


class UnsafeError(ArithmeticError):
    """No choice was found: ``counts`` are not protected, and it was not for want of time when ``in_time``."""

    def __init__(self, counts: NDArray[np.int64], *, in_time: bool) -> None:
        super().__init__(f"{len(counts)} counts cannot be protected")
        self.counts = counts
        self.in_time = in_time


def choose(
    system: System, min_cell: int, withheld: NDArray[np.bool_] | None = None, budget: Budget = UNLIMITED
) -> NDArray[np.bool_]:
    """Which counts to suppress (n), so that none of them, and no complement, is bounded to under ``min_cell`` values.

    Args:
        system: the counts and what binds them.
        min_cell: what a count must be to be shown, unless it is zero.
        withheld: (n) counts that are suppressed whatever they are.
        budget: the time there is.

    Raises:
        UnsafeError: when there is no such choice, or none is found in `MAX_ROUNDS` rounds or in time.
    """
    small = system.tabulated & (system.values >= 1) & (system.values < min_cell)
    suppressed = small if withheld is None else small | withheld
    reach = Reach.none(len(system.values))
    try:
        return _in_rounds(system, suppressed, min_cell, reach, budget)
    except OutOfTimeError:
        raise UnsafeError(_broken_by(system, small, min_cell, reach).counts, in_time=False) from None


def _in_rounds(
    system: System, suppressed: NDArray[np.bool_], min_cell: int, reach: Reach, budget: Budget
) -> NDArray[np.bool_]:
    twins = _twins(system)
    weights = _weights(system, twins)
    counts = np.flatnonzero(suppressed)
    for number in range(MAX_ROUNDS):
        suppressed = _with_companions(suppressed, system.with_base, twins)
        # At first nearly all are broken: whoever is not seen to move is given a shield, which costs nothing if it can.
        counts = find_broken(system, suppressed, min_cell, reach, exact=number > 0, budget=budget).counts
        if not len(counts):
            return suppressed
        shields = Shields(system, suppressed, weights, min_cell - 1, reach, budget)
        bare = [count for count in counts if not shields.protect(int(count), dear=BASE_WEIGHT)]
        if bare:
            raise UnsafeError(np.array(bare, dtype=np.int64), in_time=True)
        suppressed = shields.suppressed
    raise UnsafeError(counts, in_time=True)


def find_broken(  # noqa: PLR0913 - an attack is what it is
    system: System,
    suppressed: NDArray[np.bool_],
    min_cell: int,
    reach: Reach | None = None,
    *,
    exact: bool = True,
    budget: Budget = UNLIMITED,
) -> Broken:
    """What the attacker gets out of the released counts; ``reach`` holds what is known already, and is widened.

    Not ``exact``: also counts that only were not seen to move enough.

    Raises:
        OutOfTimeError: when the time is spent.
    """
    reach = Reach.none(len(system.values)) if reach is None else reach
    wanted = np.flatnonzero(suppressed | _small_complements(system, min_cell))
    secrets = secrets_of(system, budget)
    explore(secrets, system.hidden | suppressed, wanted, min_cell - 1, reach, exact=exact)
    return _broken_by(system, suppressed, min_cell, reach)


def _small_complements(system: System, min_cell: int) -> NDArray[np.bool_]:
    return system.sensitive_hidden & (system.values >= 1) & (system.values < min_cell)


def _broken_by(system: System, suppressed: NDArray[np.bool_], min_cell: int, reach: Reach) -> Broken:
    """What ``reach`` says of the suppressed counts and the small complements: the smallest first."""
    small = _small_complements(system, min_cell)
    # A complement has no cell of its own: it is given away when it is known to be small.
    given_away = (system.values + reach.low > SLACK) & (system.values + reach.high < min_cell - SLACK)
    is_broken = (suppressed & (reach.steps < min_cell - 1)) | (small & given_away)
    counts = np.flatnonzero(is_broken)
    order = np.lexsort((counts, system.values[counts]))
    return Broken(counts[order], reach.low[counts][order], reach.high[counts][order])


def _weights(system: System, twins: list[tuple[int, int]]) -> NDArray[np.float64]:
    """What it costs to suppress a count (n): infinite for what no table of ours can hide."""
    weights = np.log2(2.0 + system.values)
    weights[system.values == 0] = ZERO_WEIGHT
    margin = [name[3] == "alle" or name[2].startswith(("alle_", "region_")) for name in system.names]
    weights[np.array(margin, dtype=bool)] *= MARGIN_WEIGHT
    weights[np.array([name[0] in BASES for name in system.names], dtype=bool)] *= BASE_WEIGHT
    weights[np.array([is_mean(name) for name in system.names], dtype=bool)] = MEAN_WEIGHT
    for one, other in twins:
        weights[one] = weights[other] = weights[one] + weights[other]
    # The description of pathways has no row of one that nobody is in: its zero is known.
    nobody = [name[0] in NEVER_ZERO and name[1] != "" for name in system.names]
    weights[np.array(nobody, dtype=bool) & (system.values == 0)] = np.inf
    weights[~system.tabulated] = np.inf
    return np.asarray(weights)


def _twins(system: System) -> list[tuple[int, int]]:
    """Counts that are equal though no rule says so: to show one is to show the other."""
    place = {name: i for i, name in enumerate(system.names)}
    pairs = []
    for name, i in place.items():
        other = {
            "afgoerelse": ("personer", "", name[2], "alle") if name[3] == "tilkendelse" else None,
            "aar": ("tilkendelser", *name[1:]),
            "personer": ("egenskab:koen", *name[1:]),
            "gennemsnit:kvartaler": (*name[:3], f"{name[3].removesuffix(':op')}:ned"),
        }.get(name[0], ("stoerrelse", *name[1:]) if name[3] == "alle" else None)
        if other in place and other != name and system.values[place[other]] == system.values[i]:
            pairs.append((i, place[other]))
    return pairs


def _with_companions(
    suppressed: NDArray[np.bool_], with_base: NDArray[np.int64], twins: list[tuple[int, int]]
) -> NDArray[np.bool_]:
    """What goes with something suppressed: a twin with its twin, a count with the base of its row."""
    pairs = np.array(twins, dtype=np.int64).reshape(-1, 2)
    goes, because = np.concatenate([pairs, pairs[:, ::-1], with_base]).T
    while (more := goes[suppressed[because] & ~suppressed[goes]]).size:
        suppressed[more] = True
    return suppressed
