"""New pensions per place and year counted anew (docs/contract/tables.md, aarlig): who is granted, and who could be."""

import polars as pl

from dagster_project.recount.cohort import ABROAD, COUNTRY
from dagster_project.recount.described import ages, birthday, education_of, with_snapshot
from dagster_project.recount.source import Source

CLOSE = 366  # days from 1 July to the snapshot of a year
STRATUM = ["koen", "alder", "uddannelse", "herkomst"]
BEF = "person_id, referencetid, koen, foed_dag, kom AS kommune, ie_type"


def granted_ever(source: Source) -> pl.DataFrame:
    """``person_id, kommune, dag, aar`` of everybody who was ever granted a pension, at the first time."""
    rows = source.register("tilkendelsesregister", "sagsid, afgnr, person_id, bopkom AS kommune, afgdato AS dag, "
                           "afgoerelse, myndighed")  # fmt: skip
    granted = rows.filter(
        pl.col("afgoerelse") == "T",
        pl.col("myndighed").str.strip_chars().str.to_uppercase().ne_missing("UDK"),
        pl.col("dag").is_not_null(),
    )
    first = granted.sort("dag", "sagsid", "afgnr").unique("person_id", keep="first")
    return source.as_today(first, "kommune").select("person_id", "kommune", "dag", aar=pl.col("dag").dt.year())


def places_of(source: Source) -> pl.DataFrame:
    """``kommune, sted``: a municipality as it is today, and every place that it is in."""
    listed = source.codes("kommune").filter(pl.col("kom") != ABROAD).sort("gyldig_til", "gyldig_fra")
    today = listed.unique("kom", keep="last").join(source.successors, on="kom").filter(pl.col("nu") == pl.col("kom"))
    regions = source.codes("region").select("region_kode", sted="noegle")
    return pl.concat(
        [
            today.select(kommune="kom", sted="noegle"),
            today.join(regions, on="region_kode").select("sted", kommune="kom").select("kommune", "sted"),
            today.select(kommune="kom", sted=pl.lit(COUNTRY)),
        ]
    )


def rows_of(source: Source, years: pl.DataFrame) -> pl.DataFrame:
    """``aar, sted``: every place in the years in which one of its municipalities existed."""
    listed = source.codes("kommune").filter(pl.col("kom") != ABROAD).join(source.successors, on="kom")
    first, last = (pl.col(name).str.to_date().dt.year() for name in ("gyldig_fra", "gyldig_til"))
    existed = listed.join(years.select("aar"), how="cross").filter(pl.col("aar").is_between(first, last))
    return existed.join(places_of(source), left_on="nu", right_on="kommune").select("aar", "sted").unique()


def snapshots(source: Source, granted: pl.DataFrame) -> pl.DataFrame:
    """``aar, referencetid``: the snapshot nearest to 1 July of each year, null where none is close."""
    days = source.read("SELECT DISTINCT referencetid FROM raa.bef WHERE status = 'accepteret'")
    away = (pl.col("referencetid") - pl.date(pl.col("aar"), 7, 1)).dt.total_days().abs()
    years = granted.select("aar").unique()
    near = years.join(days, how="cross").filter(away <= CLOSE).sort(away, "referencetid")
    return years.join(near.unique("aar", keep="first"), on="aar", how="left")


def strata(source: Source, granted: pl.DataFrame) -> pl.DataFrame:
    """``aar, kommune``, `STRATUM`, ``nytilkendte, befolkning`` of municipalities with a population that year."""
    years = snapshots(source, granted).drop_nulls()
    new = with_snapshot(source, granted.join(years.select("aar"), on="aar", how="semi"))
    new = new.filter(pl.col("foed_dag").is_not_null()).rename({"aar": "aar_gammel"})
    new = new.with_columns(aar=pl.col("dag").dt.year())
    could = _could_be(source, granted, years)
    keys = ["aar", "kommune", *STRATUM]
    population = _by_stratum(source, could, "referencetid").rename({"antal": "befolkning"})
    population = population.join(years, on="referencetid").select(*keys, "befolkning")
    tally = _by_stratum(source, new, "aar").select(*keys, nytilkendte="antal")
    tally = tally.join(population, on=["aar", "kommune"], how="semi")
    both = population.join(tally, on=keys, how="full", coalesce=True)
    return both.with_columns(pl.col("nytilkendte", "befolkning").fill_null(0))


def _by_stratum(source: Source, persons: pl.DataFrame, when: str) -> pl.DataFrame:
    placed = education_of(source, persons, "tabel_6_2").with_columns(
        pl.col("koen").fill_null("9"),
        alder=pl.max_horizontal(pl.lit(18), pl.col("aar_gammel") // 5 * 5),
        uddannelse="raekke",
        herkomst=pl.col("ie_type").fill_null("9"),
    )
    return placed.group_by(when, "kommune", *STRATUM).agg(antal=pl.len().cast(pl.Int64))


def _could_be(source: Source, granted: pl.DataFrame, years: pl.DataFrame) -> pl.DataFrame:
    """Inhabitants of the snapshots, of 18 years to folkepension age and without a pension."""
    days = ", ".join(f"DATE '{day}'" for day in years["referencetid"].unique().sort()) or "NULL"
    living = source.as_today(source.register("bef", BEF, f"referencetid IN ({days})"), "kommune")
    living = living.join(places_of(source), on="kommune", how="semi").with_columns(dag="referencetid")
    spells = source.register("foertidspension", "person_id, fra, til").join(living, on="person_id")
    runs = spells.filter(pl.col("referencetid").is_between("fra", pl.col("til").fill_null(pl.date(9999, 12, 31))))
    before = granted.select("person_id", foer="dag").join(living, on="person_id").filter(pl.col("foer") < pl.col("dag"))
    on_pension = pl.concat([frame.select("person_id", "referencetid") for frame in (runs, before)])
    free = living.join(on_pension, on=["person_id", "referencetid"], how="anti")
    return _of_working_age(source, free)


def _of_working_age(source: Source, persons: pl.DataFrame) -> pl.DataFrame:
    listed = source.codes("folkepensionsalder").select(
        pl.col("foedt_fra").str.to_date(), pl.col("aar").cast(pl.Int32).alias("til_aar"), "maaneder"
    )
    dated = persons.sort("foed_dag").join_asof(listed.sort("foedt_fra"), left_on="foed_dag", right_on="foedt_fra")
    retires = birthday(pl.col("foed_dag").dt.year() + pl.col("til_aar"))
    retires = retires.dt.offset_by(pl.concat_str("maaneder", pl.lit("mo")))
    return dated.with_columns(ages()[0].alias("aar_gammel")).filter(pl.col("aar_gammel") >= 18, pl.col("dag") < retires)
