"""A landing folder in the making: deliveries with their files, manifests at the end, and the quarantine expected of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl

from dagster_project.synthetic import files
from dagster_project.synthetic.faults import Fault, with_faults
from dagster_project.synthetic.files import TextForm, Written

QUARANTINE = ("register", "leverance", "fil", "linje", "regel", "kolonne")


@dataclass
class Landing:
    """Writes files under ``<out>/<register>/<leverance>/`` and remembers what the manifests list."""

    out: Path
    listed: dict[tuple[str, str], list[Written]] = field(default_factory=dict)
    quarantine: list[tuple[str, str, str, int, str, str]] = field(default_factory=list)

    def text(
        self, register: str, leverance: str, name: str, frame: pl.DataFrame, form: TextForm,
        faults: Sequence[Fault] = (), rng: np.random.Generator | None = None,
    ) -> None:
        """Add a text file, with faulty rows among the good ones when ``faults`` are given (``rng`` places them)."""
        path = self._folder(register, leverance) / name
        if faults and rng is not None:
            lines, expected = with_faults(frame, form, faults, rng)
            self.quarantine += [(register, leverance, name, e.linje, e.regel, e.kolonne) for e in expected]
        else:
            lines = files.records(frame, form)
        self._list(register, leverance, files.write_lines(path, files.header(frame.columns, form), lines, form))

    def parquet(self, register: str, leverance: str, name: str, frame: pl.DataFrame) -> None:
        """Add a Parquet file."""
        self._list(register, leverance, files.write_parquet(self._folder(register, leverance) / name, frame))

    def xpt(self, register: str, leverance: str, name: str, frame: pl.DataFrame) -> None:
        """Add a SAS transport file."""
        self._list(register, leverance, files.write_xpt(self._folder(register, leverance) / name, frame, register[:8]))

    def expect(self, register: str, leverance: str, name: str, linje: int, regel: str, kolonne: str) -> None:
        """A row of a typed file that is to end in quarantine."""
        self.quarantine.append((register, leverance, name, linje, regel, kolonne))

    def finish(self) -> pl.DataFrame:
        """Write the manifests; the answer is the expected quarantine (`QUARANTINE`), sorted."""
        for (register, leverance), written in sorted(self.listed.items()):
            files.write_manifest(self.out / register / leverance, written)
        return pl.DataFrame(self.quarantine, schema=list(QUARANTINE), orient="row").sort(QUARANTINE)

    def _folder(self, register: str, leverance: str) -> Path:
        return self.out / register / leverance

    def _list(self, register: str, leverance: str, written: Written) -> None:
        self.listed.setdefault((register, leverance), []).append(written)
