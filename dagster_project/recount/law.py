"""Applications by what the law since 2003 says of them, counted anew: tables 5.1_lov, 5.4_hjemmel, 5.5, 5.6 and 5.7."""

import polars as pl

from dagster_project.recount.cells import counts, distribute, shares, totals
from dagster_project.recount.cohort import Cohort
from dagster_project.recount.source import Source

FIELDS = {
    "lovgrundlag": "5.1_lov",
    "afslagshjemmel": "5.4_hjemmel",
    "rehabteam_indstilling": "5.5",
    "sundkoord_vurdering": "5.6",
    "ressourceforloeb": "5.7",
}
FIRST_YEAR = 1900


def recount_law(source: Source, cohort: Cohort) -> pl.DataFrame:
    """Every table of a field that an application of the period has a known value of."""
    nothing = counts("5.1_lov", totals(pl.DataFrame(schema={"kolonne": pl.String}), []))
    return pl.concat([nothing, *(_table(source, cohort, field, tabel) for field, tabel in FIELDS.items())])


def _table(source: Source, cohort: Cohort, field: str, tabel: str) -> pl.DataFrame:
    cases = cohort.sager.filter(pl.col("afgoerelse") == "A") if field == "afslagshjemmel" else cohort.sager
    known = _values(source, field)
    told = cases.with_row_index("nr").with_columns(vaerdi=pl.col(field))
    meant = told.join(known, on="vaerdi").filter(pl.col("dag").is_between("gyldig_fra", "gyldig_til"))
    unknown = f"{field}_uoplyst"
    cells = told.join(meant.select("nr", "raekke"), on="nr", how="left").with_columns(
        pl.col("raekke").fill_null(unknown)
    )
    first, last = source.period
    rows = known.filter(pl.col("gyldig_fra") <= last, pl.col("gyldig_til") >= first)["raekke"].unique().to_list()
    columns = cohort.every_column if meant.height else []
    members = cohort.in_columns(cells, columns)
    return pl.concat(
        [shares(tabel, distribute(members, [*rows, unknown], columns)), counts(tabel, totals(members, columns))]
    )


def _values(source: Source, field: str) -> pl.DataFrame:
    """``vaerdi, gyldig_fra, gyldig_til, raekke``: a later meaning of a value is a row of its own."""
    listed = source.codes("indberetning_vaerdi").filter(pl.col("felt") == field.upper())
    since = pl.col("gyldig_fra").str.to_date()
    year = pl.when(since.dt.year() > FIRST_YEAR).then(pl.format("_{}", since.dt.year())).otherwise(pl.lit(""))
    return listed.select(
        "vaerdi",
        since.alias("gyldig_fra"),
        pl.col("gyldig_til").str.to_date(),
        pl.concat_str(pl.lit(f"{field}_"), pl.col("vaerdi").str.to_lowercase(), year).alias("raekke"),
    )
