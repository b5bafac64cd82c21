"""What a gate needs to know besides the warehouse: the run, the time, and what it compares with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

import polars as pl


class AttackOutcome(Protocol):
    """What the disclosure attacker could do; whoever plays it says so, and gates know nothing of how."""

    @property
    def broken(self) -> int:
        """Suppressed counts that it bounded too tightly."""

    @property
    def suppressed(self) -> int:
        """Of how many."""


@dataclass(frozen=True)
class GateContext:
    """One gate's surroundings; only ``run_id`` and ``now`` are needed at every stage.

    ``previous_file``: the published file that stands, of the same study (None: none yet, or a run with ``--per``).
    ``new_file``: the generation that is to be published (stage `publicering`).
    ``new_rows``: rows per ``schema.table`` of that file, as a fresh process that read every column counted them
    (None: the gate starts that process itself).
    ``attack``: plays the attacker on the new file (stage `publicering`).
    ``frames``: what a stage judges that is no table, by name (stage `indberetning`: see `profiles/indberetning`).
    ``docs_folder``: where Great Expectations writes its pages (None: nowhere).
    """

    run_id: str
    now: datetime
    previous_file: Path | None = None
    new_file: Path | None = None
    new_rows: Mapping[str, int] | None = None
    attack: Callable[[Path], AttackOutcome] | None = None
    frames: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    docs_folder: Path | None = None
