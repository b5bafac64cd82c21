"""National scale: everybody, written chunk by chunk so that memory holds one chunk at a time.

The core (målgruppe, everyone tied to it, the citizens of the four municipalities) is one population with all its
registers; the rest of the country follows in chunks of the registers that everybody is in. Plain Parquet, one
delivery: formats, faults and corrections are the seed scale's business.
"""

from pathlib import Path

import polars as pl

from dagster_project.study import Study
from synthetic import background, decisions, parents, printed, purchases
from synthetic.benefits import careers_of_cohort, careers_of_others, measures_of_cohort
from synthetic.landing import At, Landing
from synthetic.population import CHUNK, Population, chunk_population, core_population
from synthetic.seed_scale import Expectations
from synthetic.users import medicine_users

DELIVERY = "2010-06-30"
# DREAM from its first week (y_9132) to the middle of 2010.
ALL_WEEKS = range(1, 985)
DREAM_SLICE = 20_000
# Persons of a chunk are numbered from here times the chunk, so that no two share a random stream.
FIRST_OF_CHUNK = 1_000_000


def write_national(
    out: Path, planted: pl.DataFrame, study: Study, seed: int, chunks: int | None = None
) -> Expectations:
    """Write all registers of everybody; ``chunks`` stops after so many chunks of the rest (to measure)."""
    landing = Landing(out)
    core = core_population(study, planted, seed, national=True)
    _write_core(landing, core, planted, study, seed)
    left = printed.count("6.1", "alle", "oevrig_befolkning") - core.others.height
    del core
    sizes = [min(CHUNK, left - start) for start in range(0, left, CHUNK)]
    for number, size in enumerate(sizes[:chunks], start=1):
        _write_chunk(landing, chunk_population(size, study, seed, number), study, seed, number)
    nothing = pl.DataFrame()
    return Expectations(landing.finish(), nothing, nothing)


def _write_core(landing: Landing, core: Population, planted: pl.DataFrame, study: Study, seed: int) -> None:
    """Every register of the core; DREAM in two files, the målgruppe's careers as planted."""
    landing.parquet(_at("tilkendelsesregister"), decisions.register_rows(core, study, seed))
    landing.parquet(_at("bef", 0), background.bef(core, study, seed))
    landing.parquet(_at("lmdb"), purchases.build_purchases(medicine_users(core, study, seed), study, seed))
    spells = parents.spells(core.people, core.families, study, seed)
    pensions = pl.concat([spells, parents.own_pensions(core.cohort, study)])
    landing.parquet(_at("foertidspension"), pensions.unique(["PNR", "FRA"], maintain_order=True))
    landing.parquet(_at("amfora"), measures_of_cohort(core, planted, seed))
    _write_background(landing, core.people.filter(pl.col("gruppe").is_in(["maalgruppe", "oevrig"])), seed, 0)
    mine = careers_of_cohort(core.cohort, planted, ALL_WEEKS, seed)
    landing.tables(_at("dream"), mine.schema, [mine.table()])
    del mine
    _write_ordinary_careers(landing, core.others["pnr"], seed, core.cohort_size, 0)


def _write_chunk(landing: Landing, chunk: Population, study: Study, seed: int, number: int) -> None:
    landing.parquet(_at("bef", number), background.bef(chunk, study, seed))
    _write_background(landing, chunk.people, seed, number)
    _write_ordinary_careers(landing, chunk.people["pnr"], seed, number * FIRST_OF_CHUNK, number)


def _write_background(landing: Landing, people: pl.DataFrame, seed: int, number: int) -> None:
    for register, build in (("udda", background.udda), ("ind", background.income), ("idap", background.unemployment)):
        landing.parquet(_at(register, number), build(people, seed, number))


def _write_ordinary_careers(landing: Landing, pnr: pl.Series, seed: int, first: int, number: int) -> None:
    """One DREAM file, made a slice at a time; ``first`` numbers the persons for their random streams."""
    starts = range(0, len(pnr), DREAM_SLICE)
    slices = (careers_of_others(pnr[s : s + DREAM_SLICE], ALL_WEEKS, seed, first + s) for s in starts)
    schema = careers_of_others(pnr[:1], ALL_WEEKS, seed, first).schema
    landing.tables(_at("dream", number), schema, (one.table() for one in slices))


def _at(register: str, number: int | None = None) -> At:
    return At(register, DELIVERY, f"{register}.parquet" if number is None else f"{register}_{number:03d}.parquet")
