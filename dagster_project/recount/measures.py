"""Measures counted anew: AMFORA records merged to measures, and tables 6.7 and 6.8."""

import polars as pl

from dagster_project.recount.cells import ALL, counts, distribute, shares, totals
from dagster_project.recount.cohort import Cohort
from dagster_project.recount.source import Source, monday_of

LONGEST_GAP = 7  # days from the latest end so far to the next start: docs/contract/tables.md, table 6.8
WHOLE_GROUP = "alle_individer"


def measures_before_grant(source: Source, cohort: Cohort) -> pl.DataFrame:
    """``person_id``, ``raekke``: the counted measures of the study's målgruppe, one row each."""
    return _begun_inside(source, cohort, pl.col("lab") == "J")


def _begun_inside(source: Source, cohort: Cohort, wanted: pl.Expr) -> pl.DataFrame:
    """``person_id``, ``raekke``: measures of a kind that is ``wanted``, begun within the weeks before the grant's."""
    persons = cohort.of_the_four.select("person_id", "dag").unique()
    records = source.register_of(persons, "amfora", "person_id, foranst, startdto, slutdto")
    known = source.meaning(merge_records(records), "foranst", "startdto", ["foranstaltning", "lab", "timing"])
    merged = known.filter(wanted).join(persons, on="person_id")
    week = monday_of(pl.col("dag"))
    inside = (pl.col("startdto") >= week - pl.duration(weeks=source.weeks)) & (pl.col("startdto") < week)
    return merged.filter(inside).select("person_id", raekke="foranstaltning")


def merge_records(records: pl.DataFrame) -> pl.DataFrame:
    """One row per measure (``person_id``, ``foranst``, ``startdto``, ``slutdto``), in order of STARTDTO.

    A record joins the ones before it of the same person and FORANST when it begins at most seven days after the
    latest end so far.
    """
    key = ["person_id", "foranst"]
    ordered = records.sort(*key, "startdto", "slutdto")
    latest_end = pl.col("slutdto").cum_max().shift(1).over(key)
    begins = ((pl.col("startdto") - latest_end).dt.total_days() > LONGEST_GAP).fill_null(True)
    numbered = ordered.with_columns(nummer=begins.cast(pl.Int64).cum_sum())
    return numbered.group_by(*key, "nummer").agg(pl.col("startdto").min(), pl.col("slutdto").max()).drop("nummer")


def measures_per_person(source: Source, cohort: Cohort) -> pl.DataFrame:
    """``person_id``, ``kommune``, ``antal``: the study's målgruppe with its number of measures, 0 included."""
    number = measures_before_grant(source, cohort).group_by("person_id").agg(antal=pl.len().cast(pl.Int64))
    studied = cohort.maalgruppe.join(source.municipalities, on="kommune", how="semi")
    persons = studied.select("person_id", "kommune").join(number, on="person_id", how="left")
    return persons.with_columns(pl.col("antal").fill_null(0))


def recount_measures(source: Source, cohort: Cohort) -> pl.DataFrame:
    """Tables 6.7 (persons by number of measures) and 6.8 (measures by type)."""
    columns = cohort.four_columns
    kinds = source.codes("foranst").filter(pl.col("lab") == "J")["foranstaltning"].unique(maintain_order=True)
    measures = measures_before_grant(source, cohort).join(
        cohort.of_the_four.select("person_id", "kolonne"), on="person_id"
    )
    return pl.concat(
        [
            _by_number(source, cohort),
            shares("6.8", distribute(measures, kinds.to_list(), columns)),
            counts("6.8", totals(measures, columns)),
        ]
    )


def recount_outside_lab(source: Source, cohort: Cohort) -> pl.DataFrame:
    """Table 6.8_andre: measures that timing knows and LAB does not; no table where nobody has any."""
    listed = source.codes("foranst")
    in_lab = listed.filter(pl.col("lab") == "J")["foranstaltning"].implode()
    apart = (pl.col("timing") == "J") & ~pl.col("foranstaltning").is_in(in_lab)
    measures = _begun_inside(source, cohort, apart).join(
        cohort.of_the_four.select("person_id", "kolonne"), on="person_id"
    )
    kinds = listed.filter(apart)["foranstaltning"].unique(maintain_order=True).to_list()
    columns = cohort.four_columns if measures.height else []
    return pl.concat(
        [
            shares("6.8_andre", distribute(measures, kinds, columns)),
            counts("6.8_andre", totals(measures, columns)),
        ]
    )


def _by_number(source: Source, cohort: Cohort) -> pl.DataFrame:
    columns = cohort.four_columns
    bands = source.codes("antalsbaand").with_columns(pl.col("antal_fra", "antal_til").cast(pl.Int64))
    persons = cohort.in_columns(measures_per_person(source, cohort), columns)
    active = persons.filter(pl.col("antal") > 0)
    placed = active.join_where(
        bands.select("noegle", "antal_fra", "antal_til"),
        pl.col("antal") >= pl.col("antal_fra"),
        pl.col("antal") <= pl.col("antal_til"),
    ).select("kolonne", raekke="noegle")
    return pl.concat(
        [
            shares("6.7", distribute(placed, bands["noegle"].to_list(), columns)),
            counts("6.7", totals(active, columns, ALL)),
            counts("6.7", totals(persons, columns, WHOLE_GROUP)),
        ]
    )
