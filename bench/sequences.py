"""Speed of the sequence analysis, beside sequenzo where it has the same step.

    .venv/bin/python bench/sequences.py [kommuner|national|stikproever|laengder ...]

Each measurement runs in the same process after one warm-up, on sequences that are made here: careers of
a few spells, about as many different ones as 27,893 persons have. Peak memory is the process's own (``ru_maxrss``).
"""

import resource
import sys
import time
import warnings
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dagster_project.sequences import analyse, pairwise_distances, substitution_costs, transition_rates
from dagster_project.sequences.analysis import SampledWarning
from dagster_project.sequences.method import Method
from dagster_project.sequences.stability import stability
from dagster_project.sequences.unique import aggregate

STATES, QUARTERS = 9, 20
# Periods of five years, and persons to compare at each.
LENGTHS, FEW = (20, 60, 120, 260), 700
SIZES = {"kommuner": 1_553, "national": 27_893, "stikproever": 100_000}
# Share of careers that stay in one state or change once, so that many persons share a sequence; the others leave a
# state with this probability a quarter. Together they give 15,117 different sequences of 27,893.
PLAIN, MOVES = 0.25, 0.16


def careers(persons: int, seed: int = 0, periods: int = QUARTERS) -> NDArray[np.int8]:
    """(n, L) sequences of spells, as long whatever the period; plain careers change state once at most."""
    generator = np.random.default_rng(seed)
    states = np.empty((persons, periods), dtype=np.int8)
    popularity = np.array([0.28, 0.26, 0.2, 0.08, 0.06, 0.05, 0.04, 0.02, 0.01])
    states[:, 0] = generator.choice(STATES, persons, p=popularity)
    for quarter in range(1, periods):
        moves = generator.random(persons) < MOVES * QUARTERS / periods
        states[:, quarter] = np.where(moves, generator.choice(STATES, persons, p=popularity), states[:, quarter - 1])
    plain = np.flatnonzero(generator.random(persons) < PLAIN)
    turn = generator.integers(0, periods + 1, len(plain))[:, None]
    states[plain] = np.where(np.arange(periods) < turn, states[plain, :1], states[plain, -1:])
    return states


def timed(name: str, work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of ``work``, printed with the processor time of all threads and the process's peak memory so far."""
    start, busy = time.perf_counter(), time.process_time()
    outcome = work()
    seconds, busy = time.perf_counter() - start, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"  {name:<56} {seconds:7.2f} s  ({busy:7.2f} s processor)  højst {peak:5.2f} GB", flush=True)
    return seconds, outcome


def whole(states: NDArray[np.int8]) -> Any:
    """Distances, tree, statistics for k = 2..10, and the sensitivity to ties."""
    analysis = analyse(states, np.arange(len(states)))
    return analysis, stability(analysis) if analysis.distances is not None else None


def peer(states: NDArray[np.int8]) -> Any:
    """The same sequences as sequenzo wants them."""
    from sequenzo import SequenceData  # noqa: PLC0415 - only the bench needs it

    frame = pd.DataFrame(states, columns=[f"q{number}" for number in range(states.shape[1])])
    frame.insert(0, "id", np.arange(len(states)))
    names = list(range(STATES))
    return SequenceData(frame, time=list(frame.columns[1:]), states=names, labels=[str(n) for n in names], id_col="id")


def beside_sequenzo(states: NDArray[np.int8]) -> None:
    """Optimal matching of all pairs of unique sequences, here and there."""
    from sequenzo import get_distance_matrix  # noqa: PLC0415 - only the bench needs it

    unique, _, _ = aggregate(states)
    costs = substitution_costs(states, STATES, "trate")
    theirs = peer(unique)
    for name, matrix in {"2/1": None, "TRATE": costs}.items():
        ours, mine = timed(f"OM {name}, Veje", partial(pairwise_distances, unique, substitution=matrix))
        asked = 2.0 * (1 - np.eye(STATES)) if matrix is None else matrix
        padded = np.zeros((STATES + 1, STATES + 1))
        padded[1:, 1:] = asked
        other, found = timed(
            f"OM {name}, sequenzo",
            partial(get_distance_matrix, theirs, method="OM", sm=padded, indel=1.0, full_matrix=True),
        )
        square = np.asarray(found)
        largest = max(
            float(np.abs(square[i, i + 1 :] - mine[i * len(unique) - i * (i + 1) // 2 :][: len(unique) - i - 1]).max())
            for i in range(0, len(unique) - 1, 97)
        )
        print(f"  OM {name}: {other / ours:.1f} gange så hurtig; største forskel {largest:.1e}", flush=True)
        del found, square, mine


def main(names: list[str]) -> None:
    """Measure the sizes named, or all."""
    warnings.simplefilter("ignore", SampledWarning)
    timed("opvarmning (oversættelse eller indlæsning af den)", lambda: (whole(careers(300)), _warm_trate()))
    for name in names or [*SIZES, "laengder"]:
        if name == "laengder":
            _by_length()
            continue
        states = careers(SIZES[name])
        unique, _, _ = aggregate(states)
        print(f"{name}: {len(states)} sekvenser, {len(unique)} forskellige", flush=True)
        method = Method(largest_exact=0) if name == "stikproever" else Method()
        if name == "stikproever":
            timed("medoider fra stikprøver, k = 2..10", partial(analyse, states, np.arange(len(states)), method=method))
            continue
        timed("hele analysen: afstande, Ward, mål, 20 frø", partial(whole, states))
        beside_sequenzo(states)


def _by_length() -> None:
    """The same persons told in quarters, months, half months and weeks."""
    for periods in LENGTHS:
        states = careers(FEW, periods=periods)
        unique, _, _ = aggregate(states)
        print(f"længde {periods}: {len(unique)} forskellige", flush=True)
        pairwise_distances(unique[:50])
        beside_sequenzo(states)


def _warm_trate() -> Any:
    states = careers(300)
    transition_rates(states, STATES)
    return analyse(states, np.arange(300), method=Method(substitution="trate"))


if __name__ == "__main__":
    main(sys.argv[1:])
