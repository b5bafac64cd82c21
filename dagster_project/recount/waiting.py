"""Time to a decision, and refusals that were followed by a grant, counted anew (docs/contract/tables.md, sagstid)."""

import polars as pl

from dagster_project.recount.source import Source
from dagster_project.recount.yearly import places_of

CELL = ["sted", "aar", "afgoerelse"]
WORDS = {"T": "tilkendelse", "A": "afslag"}
YEARS_ON = 3


def recount_waiting(source: Source) -> pl.DataFrame:
    """Cells of ``marts.sagstid``: the median, the 90th percentile, and those granted later, each as a table."""
    cases = _decided(source)
    places = places_of(source)
    days = pl.col("dage")
    told = (
        cases.join(places, on="kommune")
        .group_by(CELL)
        .agg(antal=days.count(), uden_tid=days.null_count(), median=days.median(), p90=days.quantile(0.9, "linear"))
        .join(_granted_later(cases, places), on=CELL, how="left")
    )
    cells = told.with_columns(noegle=pl.concat_str([pl.col(name).cast(pl.String) for name in CELL], separator="/"))
    share = pl.col("senere") / pl.col("personer")
    return pl.concat(
        [
            _cells(cells, "sagstid", pl.col("median"), "antal", "uden_tid"),
            _cells(cells, "sagstid_p90", pl.col("p90"), None, None),
            _cells(cells, "sagstid_senere", share, "senere", "personer"),
        ]
    )


def _cells(cells: pl.DataFrame, name: str, value: pl.Expr, count: str | None, base: str | None) -> pl.DataFrame:
    numbers = ((pl.col(column) if column else pl.lit(None)).cast(pl.Int64) for column in (count, base))
    roles = (number.alias(role) for number, role in zip(numbers, ("antal", "grundlag"), strict=True))
    return cells.select(pl.lit(name).alias("tabel"), "noegle", value.cast(pl.Float64).alias("vaerdi"), *roles)


def _decided(source: Source) -> pl.DataFrame:
    """Every grant and refusal of the register with a date, and the days that it took (null: not known)."""
    rows = source.register("tilkendelsesregister", "sagsid, afgnr, person_id, bopkom AS kommune, paabdato, afgdato, "
                           "afgoerelse, myndighed")  # fmt: skip
    decided = source.as_today(rows, "kommune").filter(
        pl.col("afgoerelse").is_in(list(WORDS)),
        pl.col("afgdato").is_not_null(),
        pl.col("myndighed").str.strip_chars().str.to_uppercase().ne_missing("UDK"),
    )
    days = (pl.col("afgdato") - pl.col("paabdato")).dt.total_days()
    return decided.with_columns(
        pl.col("afgoerelse").replace_strict(WORDS),
        aar=pl.col("afgdato").dt.year(),
        dage=pl.when(days >= 0).then(days),
    )


def _granted_later(cases: pl.DataFrame, places: pl.DataFrame) -> pl.DataFrame:
    """`CELL`, ``personer, senere``: refused persons of years that the register reaches three years beyond."""
    last = cases["afgdato"].max()
    refused = cases.filter(pl.col("afgoerelse") == "afslag").filter(pl.date(pl.col("aar") + YEARS_ON, 12, 31) <= last)
    first = refused.sort("afgdato", "sagsid", "afgnr").unique(["person_id", "aar"], keep="first")
    grants = cases.filter(pl.col("afgoerelse") == "tilkendelse").select("person_id", givet="afgdato")
    until = pl.col("afgdato").dt.offset_by(f"{YEARS_ON}y")
    later = first.join(grants, on="person_id").filter(pl.col("givet") > pl.col("afgdato"), pl.col("givet") <= until)
    keys = later.select("person_id", "aar").unique().with_columns(fik=pl.lit(True))
    told = first.join(keys, on=["person_id", "aar"], how="left").join(places, on="kommune")
    return told.group_by(CELL).agg(personer=pl.len(), senere=pl.col("fik").sum())
