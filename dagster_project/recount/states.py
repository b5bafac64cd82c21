"""Quarter states counted anew from the weeks of DREAM, and table 6.4."""

import polars as pl

from dagster_project.recount.cells import ALL, counts, distribute, shares, totals
from dagster_project.recount.cohort import Cohort
from dagster_project.recount.described import of_sequence_age
from dagster_project.recount.source import BLANK_STATE, Source, monday_of
from dagster_project.registers.weeks import FIRST_WEEK


def quarter_states_of(source: Source, persons: pl.DataFrame) -> pl.DataFrame:
    """``person_id``, ``kvartal``, ``tilstand`` of ``persons`` (``person_id``, ``dag``) of the age with all weeks.

    The state with the most weeks; of tied states the one that occurs latest.
    """
    weeks = _weeks_before(source, of_sequence_age(source, persons))
    length = int(source.study["uger_pr_kvartal"])
    tally = weeks.group_by("person_id", kvartal=pl.col("nr") // length + 1, tilstand="tilstand").agg(
        antal=pl.len(), sidst=pl.col("nr").max()
    )
    ordered = tally.sort("antal", "sidst", descending=True)
    return ordered.unique(["person_id", "kvartal"], keep="first").select("person_id", "kvartal", "tilstand")


def _weeks_before(source: Source, persons: pl.DataFrame) -> pl.DataFrame:
    """``person_id``, ``nr`` (0 is the oldest week), ``tilstand``."""
    length = source.weeks
    rows = source.register_of(persons, "dream", "person_id, ydelser")
    weeks_since = (monday_of(pl.col("dag")) - pl.lit(FIRST_WEEK)).dt.total_days() // 7
    first = persons.select("person_id", "dag", start=weeks_since - length).filter(pl.col("start") >= 0)
    wanted = first.join(rows, on="person_id").with_columns(kode=pl.col("ydelser").list.slice(pl.col("start"), length))
    whole = (pl.col("kode").list.len() == length) & (pl.col("kode").list.drop_nulls().list.len() == length)
    weeks = (
        wanted.filter(whole)
        .select("person_id", "start", "kode", nr=pl.int_ranges(0, length))
        .explode("kode", "nr")
        .with_columns(uge=pl.lit(FIRST_WEEK) + pl.duration(weeks=pl.col("start") + pl.col("nr")))
    )
    return _with_states(source, weeks).select("person_id", "nr", "tilstand")


def _with_states(source: Source, weeks: pl.DataFrame) -> pl.DataFrame:
    codes = source.codes("dream_ydelse").select(
        "kode",
        pl.col("gyldig_fra", "gyldig_til").str.to_date(),
        tilstand=pl.col(str(source.study["alfabet"])),
    )
    coded = weeks.filter(pl.col("kode") != "").join(codes, on="kode", how="left")
    valid = coded.filter(pl.col("uge").is_between("gyldig_fra", "gyldig_til"))
    blank = weeks.filter(pl.col("kode") == "").with_columns(tilstand=pl.lit(BLANK_STATE))
    return pl.concat([valid.select("person_id", "nr", "tilstand"), blank.select("person_id", "nr", "tilstand")])


def recount_last_quarter(source: Source, cohort: Cohort) -> pl.DataFrame:
    """Table 6.4: the state of the last quarter; rare states are `uoplyst`, N is the whole group."""
    states = quarter_states_of(source, cohort.of_the_four.select("person_id", "dag").unique())
    last = states.filter(pl.col("kvartal") == int(source.study["kvartaler"])).join(source.states, on="tilstand")
    members = cohort.of_the_four.join(last.select("person_id", "raekke"), on="person_id", how="inner")
    columns = cohort.four_columns
    tally = distribute(members, source.states["raekke"].unique(maintain_order=True).to_list(), columns)
    whole = totals(members, columns).with_columns(grundlag="antal").select(tally.columns)
    return pl.concat(
        [
            shares("6.4", tally),
            shares("6.4", whole),
            counts("6.4", totals(cohort.of_the_four, columns, ALL)),
        ]
    )
