"""DREAM and AMFORA as frames of deliveries: the planted careers and measures put on the persons of the population."""

from dataclasses import dataclass

import numpy as np
import polars as pl
import pyarrow as pa
from numpy.typing import NDArray

from dagster_project.study import Study
from synthetic import careers, measures
from synthetic.population import Population
from synthetic.streams import stream

# Weeks after the last grant that a delivery still holds.
WEEKS_AFTER = 13


@dataclass(frozen=True)
class Careers:
    """Weekly codes, one row per number in ``pnr``, one column per week of ``weeks``; 0 is blank."""

    pnr: pl.Series
    weeks: range
    codes: NDArray[np.uint16]

    @property
    def columns(self) -> list[str]:
        """Names of the week columns."""
        return list(careers.week_columns(self.weeks))

    def rows(self, chosen: NDArray[np.int64] | slice) -> "Careers":
        """The careers of some."""
        picked = chosen if isinstance(chosen, slice) else chosen.tolist()
        return Careers(self.pnr[picked], self.weeks, self.codes[chosen])

    def frame(self) -> pl.DataFrame:
        """PNR and the week columns as text."""
        texts = careers.code_texts(self.codes)
        weeks = {name: pl.Series(texts[:, i].tolist()) for i, name in enumerate(self.columns)}
        return pl.DataFrame({"PNR": self.pnr, **weeks})

    @property
    def schema(self) -> pa.Schema:
        """Schema of `table`."""
        return pa.schema([("PNR", pa.string()), *((name, pa.string()) for name in self.columns)])

    def table(self) -> pa.Table:
        """The same as an Arrow table."""
        used, index = np.unique(self.codes, return_inverse=True)
        texts = pa.array(careers.code_texts(used).tolist(), pa.string())
        by_week = index.reshape(self.codes.shape).astype(np.int16).T
        weeks = [texts.take(pa.array(column)) for column in by_week]
        return pa.table([pa.array(self.pnr.to_list(), pa.string()), *weeks], schema=self.schema)


def study_weeks(study: Study) -> range:
    """Every week that a sequence of the målgruppe can need, a year before and some weeks after."""
    first, last = careers.week_number(np.array(study.periode, dtype="datetime64[D]"))
    return range(int(first) - study.uger - 52, int(last) + WEEKS_AFTER)


def careers_of_cohort(cohort: pl.DataFrame, planted: pl.DataFrame, weeks: range, seed: int) -> Careers:
    """Weekly codes of the målgruppe: the planted careers of the four first, drawn ones elsewhere."""
    elsewhere = cohort.height - planted.height
    quarters = np.concatenate([careers.planted_quarters(planted), careers.draw_quarters(elsewhere, seed)])
    grants = careers.week_number(cohort["afgdato"].to_numpy())
    return Careers(cohort["pnr"], weeks, careers.weekly_codes(quarters, grants, weeks, seed))


def careers_of_others(pnr: pl.Series, weeks: range, seed: int, first: int) -> Careers:
    """Weekly codes of people without a grant; ``first`` is the running number of the first of them."""
    return Careers(pnr, weeks, careers.ordinary_codes(len(pnr), weeks, seed, first))


def measures_of_cohort(population: Population, planted: pl.DataFrame, seed: int) -> pl.DataFrame:
    """AMFORA of the four municipalities, and a few records of a kind that no code list knows."""
    cohort = population.cohort.head(planted.height)
    found: pl.DataFrame = measures.plant_measures(planted, cohort["afgdato"].to_numpy(), seed)
    records = found.select(
        PNR=cohort["pnr"].gather(found["person_index"]),
        FORANST="foranst",
        STARTDTO="startdto",
        SLUTDTO="slutdto",
        TIMERPU="timerpu",
        STEDTYPE="stedtype",
        YDTYPE1="ydtype1",
        KORAGRAD="koragrad",
        INDBER="indber",
    )
    rng = stream(seed, "amfora", "ukendte")
    unknown = records[np.sort(rng.choice(records.height, 25, replace=False))].with_columns(FORANST=pl.lit("77"))
    return pl.concat([records, unknown]).sort("PNR", "STARTDTO", "FORANST")
