"""What a piece of work takes of a process: seconds, processor, memory."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path


def peak_memory() -> float:
    """Largest resident set of this process in MB (`getrusage` would tell the parent's)."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def measured(work: Callable[[], int]) -> None:
    """Do ``work`` and print what it found, seconds by the clock and of processor, and the peak of memory as JSON."""
    begun, before = time.perf_counter(), os.times()
    found = work()
    after = os.times()
    processor = after.user + after.system - before.user - before.system
    told = {"found": found, "clock": time.perf_counter() - begun, "processor": processor, "peak": peak_memory()}
    print(json.dumps(told))
