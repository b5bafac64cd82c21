"""DREAM and AMFORA at seed scale: files of two makes, rows delivered again, and a few persons left out."""

import re

import numpy as np
import polars as pl

from synthetic.benefits import (
    Careers,
    careers_of_cohort,
    careers_of_others,
    measures_of_cohort,
)
from synthetic.dates import CORRECTED, FIRST
from synthetic.faults import FAULTS
from synthetic.files import TextForm
from synthetic.landing import At, Landing, Planted
from synthetic.population import Population
from synthetic.streams import stream

# Persons of the målgruppe without a row in DREAM, and rows that a later delivery sets right.
WITHOUT_ROW, CORRECTED_ROWS, WEEKS_LOST = 4, 120, 10
# The extract is that of the four municipalities, with a few grantees from elsewhere (who moved).
ELSEWHERE = 400
YEAR_BEGINS = re.compile("y_0")


def write_dream(
    landing: Landing,
    population: Population,
    planted: pl.DataFrame,
    weeks: range,
    seed: int,
) -> None:
    """Grantees and other citizens of the four, few from elsewhere; one file names the weeks as a spreadsheet does."""
    rng = stream(seed, "leverancer", "dream")
    mine = careers_of_cohort(population.cohort.head(planted.height + ELSEWHERE), planted, weeks, seed)
    citizens = population.others.filter(pl.col("kommune").is_in(planted["kommune"].unique().implode()))["pnr"]
    landing.text(
        At("dream", FIRST, "dream_oevrige.csv.gz"),
        careers_of_others(citizens, weeks, seed, 0).frame(),
        TextForm(delimiter=","),
    )
    far = planted.height + np.sort(rng.choice(len(mine.pnr) - planted.height, WITHOUT_ROW, replace=False))
    kept = np.setdiff1d(np.arange(len(mine.pnr)), far)
    changed = np.sort(rng.choice(kept, CORRECTED_ROWS, replace=False))
    first = Careers(mine.pnr, weeks, mine.codes.copy())
    lost = rng.integers(0, len(weeks) - WEEKS_LOST, CORRECTED_ROWS)
    first.codes[changed[:, None], lost[:, None] + np.arange(WEEKS_LOST)] = 0
    local, rest = kept[kept < planted.height], kept[kept >= planted.height]
    landing.text(At("dream", FIRST, "dream_region.csv.gz"), first.rows(local).frame(), TextForm())
    without_zero = {name: YEAR_BEGINS.sub("y_", name) for name in mine.columns}
    industry = first.rows(rest).frame().with_columns(branche_2008_01=pl.lit("960900"), nykom2008=pl.lit(""))
    landing.text(At("dream", FIRST, "dream_uden_nul.txt.gz"), industry, TextForm(delimiter="\t", renamed=without_zero))
    landing.text(
        At("dream", CORRECTED, "dream_rettet.csv"),
        mine.rows(changed).frame(),
        TextForm(),
        Planted(FAULTS["dream"], rng),
    )


def write_amfora(landing: Landing, population: Population, planted: pl.DataFrame, seed: int) -> None:
    """Records of the four municipalities: ended ones as text, running ones (SLUTDTO far ahead) as Parquet."""
    rng = stream(seed, "leverancer", "amfora")
    records = measures_of_cohort(population, planted, seed)
    running = pl.col("SLUTDTO").dt.year() > 2050
    landing.text(
        At("amfora", FIRST, "amfora.csv"),
        records.filter(~running),
        TextForm(dates="tal", decimal_comma=True),
        Planted(FAULTS["amfora"], rng),
    )
    landing.parquet(At("amfora", FIRST, "amfora_aabne.parquet"), records.filter(running))
