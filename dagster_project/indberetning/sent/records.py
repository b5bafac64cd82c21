"""From events to records: the values of the reporting file, one row per event. The bytes belong to `layout`."""

import polars as pl

from dagster_project.indberetning.rules.diagnoses import who_form
from dagster_project.indberetning.sent.layout import CONTENT


def build_records(events: pl.DataFrame) -> pl.DataFrame:
    """``indberetning_id``, ``sagsid``, ``maaned``, ``slags`` and the content columns of `layout`, all texts."""
    values = {
        "myndighed": pl.col("myndighed"),
        "sagsbehandler": pl.col("sagsbehandler"),
        "cpr": pl.col("cpr"),
        "paabegyndt": _iso("paabdato"),
        "ordning": pl.col("lovgrundlag"),
        "havde_ftp": pl.col("havde_ftp"),
        "anledning": pl.col("anledning"),
        "afgoerelse": pl.col("afgoerelse"),
        "afgoerelsesdato": _iso("afgdato"),
        "fulgt_rehabteam": _followed("rehabteam_indstilling", "rehabteam_dato", "IF"),
        "fulgt_sundhedskoordinator": _followed("sundkoord_vurdering", "sundkoord_dato", "IR"),
        "skal_vurderes_paa_ny": _yes_no((pl.col("afgoerelse") == "T") & pl.col("revisionsdato").is_not_null()),
        "revisionsdato": _iso("revisionsdato"),
        "diagnose_1": who_form(pl.col("diag1")),
        "diagnose_2": who_form(pl.col("diag2")),
        "diagnose_3": who_form(pl.col("diag3")),
        "ressourceforloeb": pl.col("ressourceforloeb"),
    }
    return events.select(
        "indberetning_id", "sagsid", "maaned", "slags", *(values[column].alias(column) for column in CONTENT)
    )


def _iso(column: str) -> pl.Expr:
    return pl.col(column).dt.strftime("%Y-%m-%d")


def _followed(advice: str, given: str, not_asked: str) -> pl.Expr:
    """`J` when the advice equals the decision, else `N`; ``not_asked`` without a date of the advice."""
    same = _yes_no((pl.col(advice) == pl.col("afgoerelse")).fill_null(value=False))
    return pl.when(pl.col(given).is_null()).then(pl.lit(not_asked)).otherwise(same)


def _yes_no(condition: pl.Expr) -> pl.Expr:
    return pl.when(condition).then(pl.lit("J")).otherwise(pl.lit("N"))
