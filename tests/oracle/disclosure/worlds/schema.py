"""The tables of `marts` that counts stand in, as a world of the tests fills them."""

from collections.abc import Iterable

import duckdb
import polars as pl

PATHWAY = ("analyse", "kommune", "forloebstype")
SHARE = ("antal", "grundlag", "andel")
_FIGURES = [f"{name}{end}" for name in ("rate", "standardiseret", "indeks") for end in ("", "_nedre", "_oevre")]
COLUMNS = {
    "aarlig": ("kommune", "aar", "antal", "grundlag", "observeret", "forventet", *_FIGURES),
    "rapporttabel": ("tabel", "raekke", "kolonne", "statistik", "vaerdi", "antal", "grundlag"),
    "forloebstype_karakteristik": (*PATHWAY, "egenskab", "kategori", "statistik", "vaerdi", "antal", "grundlag"),
    "tilstandsfordeling": (*PATHWAY, "kvartal", "tilstand", *SHARE),
    "typisk_forloeb": (*PATHWAY, "kvartal", "modal_tilstand", *SHARE, "medoid_tilstand", "medoid_antal"),
    "timing_scenarie": (*PATHWAY, "inddeling", "scenarie", *SHARE),
    "timing_kvartal": (*PATHWAY, "foranstaltning", "kvartal", *SHARE),
    "timing_foelsomhed": ("graense", "scenarie", *SHARE),
    "timing_foranstaltning": (
        *PATHWAY,
        "inddeling",
        "scenarie",
        "foranstaltning",
        "personer",
        *SHARE,
        "foerste_kvartal",
    ),
}
KINDS = {
    "vaerdi": pl.Float64,
    "andel": pl.Float64,
    "graense": pl.Float64,
    "kvartal": pl.Int64,
    "personer": pl.Int64,
    "medoid_antal": pl.Int64,
    "foerste_kvartal": pl.Float64,
    "antal": pl.Int64,
    "aar": pl.Int64,
    "observeret": pl.Int64,
    **dict.fromkeys(("forventet", *_FIGURES), pl.Float64),
    "grundlag": pl.Int64,
}


def write(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    """Write a table of `marts` anew."""
    schema = {name: KINDS.get(name, pl.String) for name in COLUMNS[table]}
    con.register("ramme", pl.DataFrame(list(rows), schema=schema, orient="row"))
    con.execute(f"CREATE OR REPLACE TABLE marts.{table} AS SELECT * FROM ramme")
    con.unregister("ramme")
