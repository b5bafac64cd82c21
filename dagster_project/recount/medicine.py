"""Medicine and parents counted anew: tables 6.5 and 6.6, figure 6.1, bilag 2."""

from datetime import timedelta

import polars as pl

from dagster_project.recount.cells import counts, distribute, shares, totals
from dagster_project.recount.cohort import FOUR, Cohort
from dagster_project.recount.decisions import longest_prefix
from dagster_project.recount.described import described_maalgruppe, described_others, share_of
from dagster_project.recount.source import Source

OTHER_CITIZENS, GRANTED, EVERYBODY = "oevrige_borgere", "nytilkendte", "alle_borgere"


def recount_medicine(source: Source, cohort: Cohort) -> pl.DataFrame:
    """Tables 6.5 and 6.6 and figure 6.1: persons of the study's ages, and the other citizens of its municipalities."""
    low, high = source.study["medicin_alder_fra"], source.study["medicin_alder_til"]
    of_age = pl.col("aar").is_between(low, high)
    granted = cohort.in_columns(described_maalgruppe(source, cohort).filter(of_age), cohort.four_columns)
    others = cohort.in_columns(described_others(source, cohort).filter(of_age), cohort.four_columns)
    pooled = others.filter(pl.col("kolonne") == FOUR).with_columns(kolonne=pl.lit(OTHER_CITIZENS))
    members = pl.concat([granted, pooled], how="diagonal")
    return pl.concat([*_types(source, cohort, members), _parents(source, cohort, granted, others)])


def _types(source: Source, cohort: Cohort, members: pl.DataFrame) -> list[pl.DataFrame]:
    columns = [*cohort.four_columns, OTHER_CITIZENS]
    types = source.codes("atc_medicintype")["medicintype"].unique(maintain_order=True).to_list()
    used = bought_types(source, members).join(members.select("person_id", "dag", "kolonne"), on=["person_id", "dag"])
    base = members.group_by("kolonne").agg(grundlag=pl.len().cast(pl.Int64))
    users = distribute(used, types, columns).drop("grundlag").join(base, on="kolonne", how="left")
    number = members.join(used.group_by("person_id", "dag", "kolonne").agg(antal_typer=pl.len()),
                          on=["person_id", "dag", "kolonne"], how="left")  # fmt: skip
    number = number.with_columns(raekke=pl.col("antal_typer").fill_null(0).cast(pl.String))
    figure = distribute(number, [str(n) for n in range(len(types) + 1)], columns)
    return [
        counts("6.5", totals(members, columns)),
        shares("6.5", users.with_columns(pl.col("grundlag").fill_null(0))),
        shares("figur_6.1", figure),
        counts("figur_6.1", totals(members, columns), required=False),
    ]


def bought_types(source: Source, persons: pl.DataFrame) -> pl.DataFrame:
    """``person_id``, ``dag``, ``raekke``: the types with a positive net number of packs in the days before ``dag``."""
    types = source.codes("atc_medicintype")
    bought = purchases(source, persons).with_columns(
        raekke=longest_prefix(pl.col("atc"), types, "atc_praefiks", "medicintype")
    )
    return _net(bought.filter(pl.col("raekke").is_not_null()))


def purchases(source: Source, persons: pl.DataFrame) -> pl.DataFrame:
    """``person_id``, ``dag``, ``atc``, ``apk`` of the study's days before ``dag``, that day left out."""
    dates = persons.select("person_id", "dag").unique()
    if dates.is_empty():
        return dates.with_columns(atc=pl.lit(None, pl.String), apk=pl.lit(None, pl.Float64))
    days = timedelta(days=int(source.study["medicin_dage"]))
    first, last = dates.select(pl.col("dag").min() - days, sidst=pl.col("dag").max()).row(0)
    rows = source.register_of(
        dates, "lmdb", "person_id, eksd, atc, apk", f"eksd BETWEEN DATE '{first!s}' AND DATE '{last!s}'"
    )
    window = (pl.col("eksd") >= pl.col("dag") - days) & (pl.col("eksd") < pl.col("dag"))
    return dates.join(rows, on="person_id").filter(window).select("person_id", "dag", "atc", "apk")


def psychotropics(source: Source, persons: pl.DataFrame) -> pl.DataFrame:
    """``person_id``, ``dag``, ``raekke`` of those with a positive net number of packs of psykofarmaka."""
    prefixes = source.codes("atc_psykofarmaka")["atc_praefiks"].to_list()
    among = pl.any_horizontal(pl.col("atc").str.starts_with(prefix) for prefix in prefixes)
    return _net(purchases(source, persons).filter(among).with_columns(raekke=pl.lit("psykofarmaka")))


def _net(bought: pl.DataFrame) -> pl.DataFrame:
    # A return cancels a purchase exactly, which sums of binary fractions would not.
    net = bought.group_by("person_id", "dag", "raekke").agg(pl.col("apk").cast(pl.Decimal(28, 10)).sum())
    return net.filter(pl.col("apk") > 0).drop("apk")


def parents_on_pension(source: Source) -> pl.Series:
    """Everybody whose førtidspension overlaps the study's years of parents."""
    study = source.study
    return source.register(
        "foertidspension",
        "DISTINCT person_id AS foraelder",
        f"fra <= DATE '{study['foraelder_periode_til']}-12-31' AND coalesce(til, DATE '9999-12-31') >= "
        f"DATE '{study['foraelder_periode_fra']}-01-01'",
    )["foraelder"]


def _parents(source: Source, cohort: Cohort, granted: pl.DataFrame, others: pl.DataFrame) -> pl.DataFrame:
    """Table 6.6: rows are municipalities, columns the two groups."""
    pensions = parents_on_pension(source).implode()
    has = pl.col("mor_id").is_in(pensions).fill_null(False) | pl.col("far_id").is_in(pensions).fill_null(False)
    groups = {OTHER_CITIZENS: others, GRANTED: granted, EVERYBODY: pl.concat([granted, others], how="diagonal")}
    cells = []
    for name, members in groups.items():
        tally = share_of(members, name, has, cohort.four_columns).rename({"raekke": "kolonne", "kolonne": "raekke"})
        cells.append(shares("6.6", tally, required=name != EVERYBODY))
        cells.append(counts("6.6", tally.with_columns(antal="grundlag")))
    return pl.concat(cells)
