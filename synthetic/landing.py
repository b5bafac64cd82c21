"""A landing folder in the making: deliveries with their files, manifests, and the quarantine expected of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa

from synthetic import files
from synthetic.faults import Fault, with_faults
from synthetic.files import TextForm, Written

QUARANTINE = ("register", "leverance", "fil", "linje", "regel", "kolonne")


@dataclass(frozen=True)
class At:
    """Where a file lies: register, delivery and name."""

    register: str
    leverance: str
    navn: str


@dataclass(frozen=True)
class Planted:
    """Faulty rows to put among the good ones; ``rng`` places them."""

    faults: Sequence[Fault]
    rng: np.random.Generator


@dataclass
class Landing:
    """Writes files under ``<out>/<register>/<leverance>/`` and remembers what the manifests list."""

    out: Path
    listed: dict[tuple[str, str], list[Written]] = field(default_factory=dict)
    quarantine: list[tuple[str, str, str, int, str, str]] = field(default_factory=list)

    def text(self, at: At, frame: pl.DataFrame, form: TextForm, planted: Planted | None = None) -> None:
        """Add a text file, with faulty rows among the good ones when some are ``planted``."""
        if planted and planted.faults:
            lines, expected = with_faults(frame, form, planted.faults, planted.rng)
            self.quarantine += [(at.register, at.leverance, at.navn, e.linje, e.regel, e.kolonne) for e in expected]
        else:
            lines = files.records(frame, form)
        self._list(at, files.write_lines(self._path(at), files.header(frame.columns, form), lines, form))

    def parquet(self, at: At, frame: pl.DataFrame) -> None:
        """Add a Parquet file."""
        self._list(at, files.write_parquet(self._path(at), frame))

    def tables(self, at: At, schema: pa.Schema, tables: Iterable[pa.Table]) -> None:
        """Add Arrow tables as one Parquet file."""
        self._list(at, files.write_tables(self._path(at), schema, tables))

    def xpt(self, at: At, frame: pl.DataFrame) -> None:
        """Add a SAS transport file."""
        self._list(at, files.write_xpt(self._path(at), frame, at.register[:8]))

    def finish(self) -> pl.DataFrame:
        """Write the manifests; the answer is the expected quarantine (`QUARANTINE`), sorted."""
        for (register, leverance), written in sorted(self.listed.items()):
            files.write_manifest(self.out / register / leverance, written)
        return pl.DataFrame(self.quarantine, schema=list(QUARANTINE), orient="row").sort(QUARANTINE)

    def _path(self, at: At) -> Path:
        return self.out / at.register / at.leverance / at.navn

    def _list(self, at: At, written: Written) -> None:
        self.listed.setdefault((at.register, at.leverance), []).append(written)
