"""Work in lots on all cores.

Python's own threads around compiled functions that leave its lock: a thread that waits, sleeps. OpenMP's threads, which
numba's ``prange`` uses, wait awake; on a busy machine a step of milliseconds took a second that way.
"""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Lot = TypeVar("Lot")
Outcome = TypeVar("Outcome")


def cores() -> int:
    """Cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def on_all_cores(work: Callable[[Lot], Outcome], lots: Iterable[Lot], *, worth: bool = True) -> list[Outcome]:
    """``work`` of every lot, in their order. Not ``worth`` threads: one lot after the other."""
    waiting = list(lots)
    workers = min(len(waiting), cores())
    if workers < 2 or not worth:
        return [work(lot) for lot in waiting]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(work, waiting))
