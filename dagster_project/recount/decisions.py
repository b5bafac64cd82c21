"""Chapters 4 and 5 counted anew: grants by year, applications, decisions, diagnoses, refusals."""

import polars as pl

from dagster_project.recount.cells import ALL, counts, distribute, on_its_side, shares, totals
from dagster_project.recount.cohort import Cohort
from dagster_project.recount.source import Source

OTHER_DIAGNOSES = "oevrige_diagnoser"
CODE_LISTS = {"5.1": "grundlag", "5.4": "afslagsgrund"}


def recount_decisions(source: Source, cohort: Cohort) -> pl.DataFrame:
    """Tables 4.1, 5.1, 5.2, 5.3 and 5.4."""
    return pl.concat(
        [
            _grants_by_year(source, cohort),
            _applications_by_basis(source, cohort),
            _decisions(cohort),
            _diagnoses(source, cohort),
            _refusals(source, cohort),
        ]
    )


def recount_every_year(source: Source) -> pl.DataFrame:
    """Figure 2.2: every grant of the register (cases) per municipality and year, whatever years it holds."""
    rows = source.register("tilkendelsesregister", "bopkom AS kom, year(afgdato) AS aar, afgoerelse, myndighed")
    granted = source.as_today(rows, "kom").filter(
        pl.col("afgoerelse") == "T",
        pl.col("myndighed").str.strip_chars().str.to_uppercase().ne_missing("UDK"),
        pl.col("aar").is_not_null(),
    )
    listed = source.codes("kommune").filter(pl.col("kom") != "000").sort("gyldig_til", "gyldig_fra")
    known = listed.unique("kom", keep="last").join(source.successors, on="kom").filter(pl.col("nu") == pl.col("kom"))
    named = known.select("kom", raekke="noegle")
    members = granted.join(named, on="kom").with_columns(kolonne=pl.col("aar").cast(pl.String))
    years = members["kolonne"].unique().sort().to_list()
    tally = distribute(members, named["raekke"].unique().sort().to_list(), years)
    # A municipality without a grant in a year may be left out: it may not have existed then.
    return pl.concat(
        [
            counts("figur_2.2", tally.filter(pl.col("antal") > 0)),
            counts("figur_2.2", tally.filter(pl.col("antal") == 0), required=False),
        ]
    )


def _grants_by_year(source: Source, cohort: Cohort) -> pl.DataFrame:
    first, last = source.period
    years = [str(year) for year in range(first.year, last.year + 1)]
    members = cohort.maalgruppe.with_columns(raekke=pl.col("dag").dt.year().cast(pl.String))
    return _sideways("4.1", cohort.in_columns(members, cohort.every_column), years, cohort)


def _decisions(cohort: Cohort) -> pl.DataFrame:
    words = {"T": "tilkendelse", "A": "afslag", "I": "ikke_afgjort"}
    members = cohort.sager.with_columns(raekke=pl.col("afgoerelse").replace_strict(words))
    return _sideways("5.2", cohort.in_columns(members, cohort.every_column), list(words.values()), cohort)


def _sideways(tabel: str, members: pl.DataFrame, parts: list[str], cohort: Cohort) -> pl.DataFrame:
    """Row percent and N with the total as a column: what is counted lies along the row."""
    tally = distribute(members, parts, cohort.every_column)
    total = totals(members, cohort.every_column).with_columns(grundlag="antal")
    cells = on_its_side(pl.concat([tally, total.select(tally.columns)]))
    return pl.concat([shares(tabel, cells), counts(tabel, cells)])


def _applications_by_basis(source: Source, cohort: Cohort) -> pl.DataFrame:
    return _coded("5.1", source, cohort, cohort.sager.with_columns(kode="grundlag"))


def _refusals(source: Source, cohort: Cohort) -> pl.DataFrame:
    refused = cohort.sager.filter(pl.col("afgoerelse") == "A")
    return _coded("5.4", source, cohort, refused.with_columns(kode="afslagsgrund"))


def _coded(tabel: str, source: Source, cohort: Cohort, sager: pl.DataFrame) -> pl.DataFrame:
    words = source.codes(CODE_LISTS[tabel]).select("kode", raekke="noegle")
    members = cohort.in_columns(sager.join(words, on="kode", how="left"), cohort.every_column)
    return _column_percent(tabel, members, words["raekke"].to_list(), cohort.every_column)


def _diagnoses(source: Source, cohort: Cohort) -> pl.DataFrame:
    groups = source.codes("icd10_diagnosegruppe")
    named = groups["diagnosegruppe"].unique(maintain_order=True).to_list()
    rows = [name for name in named if name != OTHER_DIAGNOSES] + [OTHER_DIAGNOSES]
    members = cohort.maalgruppe.with_columns(raekke=diagnosis_group(pl.col("diag1"), groups))
    return _column_percent("5.3", cohort.in_columns(members, cohort.every_column), rows, cohort.every_column)


def _column_percent(tabel: str, members: pl.DataFrame, rows: list[str], columns: list[str]) -> pl.DataFrame:
    return pl.concat([shares(tabel, distribute(members, rows, columns)), counts(tabel, totals(members, columns, ALL))])


def diagnosis_group(code: pl.Expr, groups: pl.DataFrame) -> pl.Expr:
    """The group of an ICD-10 code, with or without the Danish D and the dot; the longest prefix wins."""
    listed = groups.filter(pl.col("icd10_praefiks").is_not_null()).with_columns(_bare(pl.col("icd10_praefiks")))
    return longest_prefix(_bare(code), listed, "icd10_praefiks", "diagnosegruppe").fill_null(OTHER_DIAGNOSES)


def _bare(code: pl.Expr) -> pl.Expr:
    # WHO's own chapter D is a D before a digit; the Danish D stands before a letter.
    bare = code.str.strip_chars().str.to_uppercase().str.replace_all(".", "", literal=True)
    return bare.str.replace(r"^D([A-Z])", "${1}")


def longest_prefix(code: pl.Expr, table: pl.DataFrame, prefix: str, value: str) -> pl.Expr:
    """The ``value`` of the longest ``prefix`` in ``table`` that ``code`` begins with, else null."""
    ordered = table.sort(pl.col(prefix).str.len_chars(), prefix, descending=[True, False])
    pairs = ordered.select(prefix, value).iter_rows()
    return pl.coalesce(*(pl.when(code.str.starts_with(begin)).then(pl.lit(word)) for begin, word in pairs))
