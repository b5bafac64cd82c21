"""Rates made anew from the strata: crude, standardised directly and indirectly, with their limits."""

import polars as pl

from dagster_project.recount.cohort import COUNTRY
from dagster_project.recount.source import Source
from dagster_project.recount.yearly import STRATUM, granted_ever, places_of, rows_of, strata

TABLE = "aarlig"
CELL = ["aar", "sted"]
Z = 1.959963984540054
FIGURES = (
    "rate", "rate_nedre", "rate_oevre", "standardiseret", "standardiseret_nedre", "standardiseret_oevre", "observeret",
    "forventet", "indeks", "indeks_nedre", "indeks_oevre",
)  # fmt: skip
"""The columns of the table that are no key and no count of their own."""


def recount_yearly(source: Source) -> pl.DataFrame:
    """Cells of ``marts.aarlig``, each of its figures a table by itself."""
    granted, places = granted_ever(source), places_of(source)
    by_stratum = strata(source, granted).join(places, on="kommune")
    table = _counts(source, granted, places, by_stratum)
    known = pl.col("grundlag").is_not_null()
    figures = {**_crude(), **_direct_figures(), **_indirect_figures()}
    filled = (
        table.join(_direct(by_stratum), on=CELL, how="left")
        .join(_indirect(by_stratum), on=CELL, how="left")
        .with_columns(**{name: pl.when(known).then(figure) for name, figure in figures.items()})
    )
    key = pl.concat_str("sted", pl.col("aar").cast(pl.String), separator="/")
    cells = filled.with_columns(noegle=key)
    return pl.concat([_cells(cells, "antal"), *(_cells(cells, name) for name in FIGURES)])


def _cells(table: pl.DataFrame, name: str) -> pl.DataFrame:
    counted = name == "antal"
    return table.select(
        pl.lit(TABLE if counted else f"{TABLE}_{name}").alias("tabel"),
        "noegle",
        pl.col(name).cast(pl.Float64).alias("vaerdi"),
        (pl.col("antal") if counted else pl.lit(None)).cast(pl.Int64).alias("antal"),
        (pl.col("grundlag") if counted else pl.lit(None)).cast(pl.Int64).alias("grundlag"),
    )


def _counts(source: Source, granted: pl.DataFrame, places: pl.DataFrame, by_stratum: pl.DataFrame) -> pl.DataFrame:
    """``aar, sted, antal, grundlag``; no population where somebody was granted in a municipality without."""
    new = granted.join(places, on="kommune").group_by(CELL).agg(antal=pl.len())
    peopled = by_stratum.filter(pl.col("befolkning") > 0).select("aar", "kommune").unique()
    elsewhere = granted.join(places, on="kommune").join(peopled, on=["aar", "kommune"], how="anti").select(CELL)
    living = by_stratum.group_by(CELL).agg(grundlag=pl.col("befolkning").sum())
    living = living.join(elsewhere.unique(), on=CELL, how="anti")
    rows = pl.concat([rows_of(source, granted.select("aar").unique()), new.select(CELL)]).unique()
    counted = rows.join(new, on=CELL, how="left").join(living, on=CELL, how="left")
    return counted.with_columns(pl.col("antal").fill_null(0))


def _direct(by_stratum: pl.DataFrame) -> pl.DataFrame:
    """``aar, sted, dsr, varians, kendte`` where the place has somebody in every stratum of the country."""
    cells = by_stratum.group_by(*CELL, "koen", "alder").agg(d=pl.col("nytilkendte").sum(), n=pl.col("befolkning").sum())
    standard = cells.filter(pl.col("sted") == COUNTRY, pl.col("n") > 0).select("aar", "koen", "alder", w="n")
    full = cells.select(CELL).unique().join(standard, on="aar")
    full = full.join(cells, on=[*CELL, "koen", "alder"], how="left").with_columns(pl.col("d", "n").fill_null(0))
    weight = pl.col("w") / pl.col("w").sum()
    return (
        full.group_by(CELL)
        .agg(
            least=pl.col("n").min(),
            dsr=(weight * pl.col("d") / pl.col("n")).sum(),
            varians=(weight**2 * pl.col("d") / pl.col("n") ** 2).sum(),
            kendte=pl.col("d").sum(),
        )
        .filter(pl.col("least") > 0)
    )


def _indirect(by_stratum: pl.DataFrame) -> pl.DataFrame:
    """``aar, sted, observeret, forventet``."""
    country = by_stratum.filter(pl.col("sted") == COUNTRY).group_by("aar", *STRATUM)
    rates = country.agg(d=pl.col("nytilkendte").sum(), n=pl.col("befolkning").sum()).filter(pl.col("n") > 0)
    met = by_stratum.join(rates.select("aar", *STRATUM, r=pl.col("d") / pl.col("n")), on=["aar", *STRATUM])
    expected = (pl.col("befolkning") * pl.col("r")).sum()
    return met.group_by(CELL).agg(observeret=pl.col("nytilkendte").sum(), forventet=expected)


def byar(count: pl.Expr) -> tuple[pl.Expr, pl.Expr]:
    """Byar's lower and upper limit of a Poisson count (95 %)."""
    above = count + 1
    lower = count * (1 - 1 / (9 * count) - Z / (3 * count.sqrt())) ** 3
    upper = above * (1 - 1 / (9 * above) + Z / (3 * above.sqrt())) ** 3
    return pl.when(count > 0).then(lower).otherwise(0.0), upper


def _crude() -> dict[str, pl.Expr]:
    low, high = byar(pl.col("antal"))
    limits = zip(("rate", "rate_nedre", "rate_oevre"), (pl.col("antal"), low, high), strict=True)
    return {name: 1000 * limit / pl.col("grundlag") for name, limit in limits}


def _direct_figures() -> dict[str, pl.Expr]:
    known = pl.col("kendte")
    step = pl.when(known > 0).then((pl.col("varians") / known).sqrt())
    low, high = (1000 * (pl.col("dsr") + step * (limit - known)) for limit in byar(known))
    return {"standardiseret": 1000 * pl.col("dsr"), "standardiseret_nedre": low, "standardiseret_oevre": high}


def _indirect_figures() -> dict[str, pl.Expr]:
    observed, expected = pl.col("observeret"), pl.col("forventet")
    low, high = byar(observed)
    ratios = {"indeks": observed, "indeks_nedre": low, "indeks_oevre": high}
    kept = {name: pl.when(expected > 0).then(ratio / expected) for name, ratio in ratios.items()}
    return {"observeret": observed, "forventet": expected, **kept}
