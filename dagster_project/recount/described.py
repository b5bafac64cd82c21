"""The persons of chapter 6 on their index date: age, snapshot, education, income, and tables 6.1-6.3 counted anew."""

import polars as pl

from dagster_project.recount.cells import counts, distribute, grid, means, shares, totals
from dagster_project.recount.cohort import COUNTRY, Cohort
from dagster_project.recount.source import Source

OTHERS = "oevrig_befolkning"
SNAPSHOT = "person_id, referencetid, koen, foed_dag, kom, ie_type, civst, mor_id, far_id, e_faelle_id"


def described_maalgruppe(source: Source, cohort: Cohort) -> pl.DataFrame:
    """The målgruppe with its snapshot: the last on or before the grant, else the first after it; null without any."""
    return with_snapshot(source, cohort.maalgruppe)


def of_sequence_age(source: Source, persons: pl.DataFrame) -> pl.DataFrame:
    """Those of ``persons`` (``person_id``, ``dag``) who may have a sequence: of the study's ages, where it has any."""
    low, high = source.study["sekvens_alder_fra"], source.study["sekvens_alder_til"]
    if low is None:
        return persons
    aged = with_snapshot(source, persons).filter(pl.col("aar").is_between(low, high))
    return persons.join(aged, on="person_id", how="semi")


def with_snapshot(source: Source, persons: pl.DataFrame) -> pl.DataFrame:
    """``persons`` (``person_id``, ``dag``) with their own snapshot, and their age on the day."""
    rows = source.register_of(persons, "bef", SNAPSHOT)
    pairs = persons.join(rows, on="person_id", how="left")
    late = pl.col("referencetid") > pl.col("dag")
    distance = (pl.col("referencetid") - pl.col("dag")).dt.total_days().abs()
    return pairs.sort(late, distance, nulls_last=True).unique("person_id", keep="first").with_columns(*ages())


def described_others(source: Source, cohort: Cohort) -> pl.DataFrame:
    """Everybody else in the register's last snapshot on or before the reference date."""
    day = f"DATE '{source.reference.isoformat()}'"
    last = f"SELECT max(referencetid) FROM raa.bef WHERE status = 'accepteret' AND referencetid <= {day}"
    rows = source.as_today(source.register("bef", SNAPSHOT, f"referencetid = ({last})"), "kom")
    others = rows.join(cohort.maalgruppe, on="person_id", how="anti")
    return others.with_columns(dag=pl.lit(source.reference), kommune="kom").with_columns(*ages())


def recount_persons(source: Source, cohort: Cohort) -> pl.DataFrame:
    """Tables 6.1, 6.2 and 6.3."""
    columns = [*cohort.studied, cohort.own_region, COUNTRY]
    low, high = source.study["oevrig_alder_fra"], source.study["oevrig_alder_til"]
    others = described_others(source, cohort).filter(pl.col("aar").is_between(low, high))
    members = pl.concat(
        [
            cohort.in_columns(described_maalgruppe(source, cohort), columns),
            others.with_columns(kolonne=pl.lit(OTHERS)),
        ],
        how="diagonal",
    )
    columns = [*columns, OTHERS]
    heads = [counts(tabel, totals(members, columns)) for tabel in ("6.1", "6.2", "6.3")]
    return pl.concat([*heads, *_traits(members, columns), _education(source, members, columns),
                      *_economy(source, members)])  # fmt: skip


def _traits(members: pl.DataFrame, columns: list[str]) -> list[pl.DataFrame]:
    known = members.filter(pl.col("foed_dag").is_not_null())
    traits = {
        "kvinder": pl.col("koen") == "2",
        "indvandrere": pl.col("ie_type") == "2",
        "partner": pl.col("e_faelle_id").is_not_null(),
    }
    age = known.group_by("kolonne").agg(vaerdi=pl.col("alder").mean()).with_columns(raekke=pl.lit("alder"))
    return [
        means("6.1", "years", age),
        *(shares("6.1", share_of(known, name, holds, columns)) for name, holds in traits.items()),
    ]


def share_of(members: pl.DataFrame, row: str, holds: pl.Expr, columns: list[str]) -> pl.DataFrame:
    """How many ``members`` of each column ``holds`` is true of, and of how many."""
    tally = members.group_by("kolonne").agg(antal=holds.sum().cast(pl.Int64), grundlag=pl.len().cast(pl.Int64))
    return (
        grid([row], columns)
        .join(tally, on="kolonne", how="left")
        .with_columns(pl.col("antal", "grundlag").fill_null(0))
    )


def _education(source: Source, members: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    levels = source.codes("uddannelsesniveau")["tabel_6_2"].unique(maintain_order=True).to_list()
    return shares("6.2", distribute(education_of(source, members, "tabel_6_2"), levels, columns))


def education_of(source: Source, members: pl.DataFrame, column: str) -> pl.DataFrame:
    """``members`` (``person_id``, ``dag``) with ``raekke``: their level that day, by ``column`` of the list."""
    levels = source.codes("uddannelsesniveau")
    rows = source.register_of(members, "udda", "person_id, hfaudd, hf_vfra")
    dates = members.select("person_id", "dag").unique()
    current = (
        dates.join(rows, on="person_id")
        .filter(pl.col("hf_vfra") <= pl.col("dag"))
        .sort("hf_vfra")
        .unique(["person_id", "dag"], keep="last")
    )
    known = source.meaning(current, "hfaudd", "hf_vfra", ["niveau"]).join(levels, on="niveau")
    known = known.select("person_id", "dag", raekke=column)
    return members.join(known, on=["person_id", "dag"], how="left").with_columns(
        pl.col("raekke").fill_null("grundskole")
    )


def _economy(source: Source, members: pl.DataFrame) -> list[pl.DataFrame]:
    dated = members.with_columns(aar_indeks=pl.col("dag").dt.year() + int(source.study["indkomst_aar"]))
    measures = [("ind", "brutto", "bruttoindkomst", "kr", 1.0), ("idap", "arledgr", "ledighedsgrad", "percent", 10.0)]
    cells = []
    for register, column, row, statistic, divisor in measures:
        rows = source.register_of(members, register, f"person_id, aar AS aar_indeks, {column} AS beloeb")
        found = dated.join(rows.cast({"aar_indeks": pl.Int32}), on=["person_id", "aar_indeks"])
        mean = found.group_by("kolonne").agg(vaerdi=pl.col("beloeb").cast(pl.Float64).mean() / divisor)
        cells.append(means("6.3", statistic, mean.with_columns(raekke=pl.lit(row))))
    return cells


def ages() -> tuple[pl.Expr, pl.Expr]:
    """``aar``: completed years on ``dag``; ``alder``: with the days since the last birthday as a fraction."""
    years = pl.col("dag").dt.year() - pl.col("foed_dag").dt.year()
    years -= (birthday(pl.col("dag").dt.year()) > pl.col("dag")).cast(pl.Int32)
    last = birthday(pl.col("foed_dag").dt.year() + years)
    following = birthday(pl.col("foed_dag").dt.year() + years + 1)
    part = (pl.col("dag") - last).dt.total_days() / (following - last).dt.total_days()
    return years.alias("aar"), (years + part).alias("alder")


def birthday(year: pl.Expr) -> pl.Expr:
    """The birthday in a year; 29 February falls on 1 March in common years."""
    month, day = pl.col("foed_dag").dt.month(), pl.col("foed_dag").dt.day()
    leap = ((year % 4 == 0) & (year % 100 != 0)) | (year % 400 == 0)
    moved = (month == 2) & (day == 29) & ~leap
    return pl.date(year, pl.when(moved).then(3).otherwise(month), pl.when(moved).then(1).otherwise(day))
