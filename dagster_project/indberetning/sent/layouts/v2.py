"""Layout 2: § 131 stk. 2 of BEK 1798/2020 in our own form. No public format exists; this one is ours."""

import polars as pl

from dagster_project.indberetning.rules.diagnoses import who_form
from dagster_project.indberetning.sent.layouts.layout import Layout
from dagster_project.privacy.covered import cover

NOT_PRESENTED, NOT_HEARD, NOT_KNOWN = "IF", "IR", "IO"


def _iso(column: str) -> pl.Expr:
    return pl.col(column).dt.strftime("%Y-%m-%d")


def _yes_no(condition: pl.Expr) -> pl.Expr:
    return pl.when(condition.fill_null(value=False)).then(pl.lit("J")).otherwise(pl.lit("N"))


def _followed_team() -> pl.Expr:
    """A refusal follows every advice but a grant: the team that said fleksjob said no pension."""
    advice, decision = pl.col("rehabteam_indstilling"), pl.col("afgoerelse")
    followed = pl.when(decision == "A").then(advice != "T").otherwise(advice == decision)
    absent = pl.when(pl.col("rehabteam_dato").is_null()).then(pl.lit(NOT_PRESENTED))
    return absent.when(advice.is_null()).then(pl.lit(NOT_KNOWN)).otherwise(_yes_no(followed))


def _followed_coordinator() -> pl.Expr:
    advice = pl.col("sundkoord_vurdering")
    absent = pl.when(pl.col("sundkoord_dato").is_null()).then(pl.lit(NOT_HEARD))
    return absent.when(advice.is_null()).then(pl.lit(NOT_KNOWN)).otherwise(_yes_no(advice == pl.col("afgoerelse")))


LAYOUT = Layout(
    2,
    {
        "myndighed": pl.col("myndighed"),
        "sagsbehandler": cover(pl.col("sagsbehandler")),
        "cpr": pl.col("cpr"),
        "paabegyndt": _iso("paabdato"),
        "ordning": pl.col("ordning"),
        "grundlag": pl.col("lovgrundlag"),
        "havde_ftp": pl.col("havde_ftp"),
        "anledning": pl.col("anledning"),
        "afgoerelse": pl.col("afgoerelse"),
        "afgoerelsesdato": _iso("afgdato"),
        "fulgt_rehabteam": _followed_team(),
        "fulgt_sundhedskoordinator": _followed_coordinator(),
        "skal_vurderes_paa_ny": _yes_no(
            pl.col("afgoerelse").is_in(["T", "H", "G"]) & pl.col("revisionsdato").is_not_null()
        ),
        "revisionsdato": _iso("revisionsdato"),
        "diagnose_1": who_form(pl.col("diag1")),
        "diagnose_2": who_form(pl.col("diag2")),
        "diagnose_3": who_form(pl.col("diag3")),
        "ressourceforloeb": pl.col("ressourceforloeb"),
    },
)
