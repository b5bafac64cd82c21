"""What the seed's deliveries say in the end: a frame a register, later rows of a key in place of earlier ones."""

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from dagster_project.registers import REGISTERS
from dagster_project.registers.spec import RegisterSpec, Versions
from synthetic import careers
from synthetic.files import TextForm
from synthetic.landing import At, Landing, Planted
from synthetic.population import core_population
from synthetic.seed_scale import write_seed
from synthetic.write import report_study


@dataclass
class Listened(Landing):
    """A landing that keeps the good rows of every file and writes none."""

    frames: list[tuple[At, pl.DataFrame]] = field(default_factory=list)

    def text(self, at: At, frame: pl.DataFrame, form: TextForm, planted: Planted | None = None) -> None:
        """Keep the rows; the planted faults go to quarantine and so say nothing."""
        del form, planted
        self.frames.append((at, frame))

    def parquet(self, at: At, frame: pl.DataFrame) -> None:
        """Keep the rows."""
        self.frames.append((at, frame))

    def xpt(self, at: At, frame: pl.DataFrame) -> None:
        """Keep the rows."""
        self.frames.append((at, frame))


def merged_registers(seed: int) -> dict[str, pl.DataFrame]:
    """Rows in force of every register at seed scale, columns as the contract names them."""
    study, planted = report_study(), careers.plant_careers(seed)
    landing = Listened(Path())
    write_seed(landing, core_population(study, planted, seed, national=False), planted, study, seed)
    landing.frames.sort(key=lambda pair: (pair[0].leverance, pair[0].navn))
    return {name: _in_force(spec, landing.frames) for name, spec in REGISTERS.items()}


def _in_force(spec: RegisterSpec, frames: list[tuple[At, pl.DataFrame]]) -> pl.DataFrame:
    parts = [
        _plain(frame).with_columns(leverance=pl.lit(at.leverance)) for at, frame in frames if at.register == spec.name
    ]
    rows = pl.concat(parts, how="diagonal_relaxed")
    if spec.versions is Versions.BY_MONTH:
        month = pl.col(str(spec.month_of)).dt.truncate("1mo")
        rows = rows.filter(pl.col("leverance") == pl.col("leverance").max().over(month))
        return rows.drop("leverance")
    keys = [column.name for column in spec.keys if column.name in rows.columns]
    return rows.unique(keys, keep="last", maintain_order=True).drop("leverance")


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """Numbers of persons and codes as text, whatever a single file made of them."""
    return frame.with_columns(pl.col(pl.Int64, pl.Float64).cast(pl.Float64))
