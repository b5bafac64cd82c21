"""The counts behind the tables of ``marts``: which row shows which count, one name for the same count everywhere.

How a table's rows are counts is one SQL file a table (`sql_antal/`); a table without one is released without any count.
"""

from pathlib import Path

import duckdb
import polars as pl

from dagster_project.disclosure.declared import name_of_cells
from dagster_project.words.counts import ROLES

SQL = Path(__file__).parent / "sql_antal"
DATA = Path(__file__).parent / "data"

NAMES = ("familie", "led", "sted", "del")

# Persons without a sequence are no pathway: their rows are not released, and their number is no secret (6.4 has it).
WITHOUT_PATHWAY = "uden_forloeb"

_MUNICIPALITIES = """
CREATE OR REPLACE TEMP TABLE diskretion_kommune AS
WITH kommune AS (
    SELECT * FROM kode.kommune WHERE coalesce(ny_kode, kom) = kom
    QUALIFY row_number() OVER (PARTITION BY kom ORDER BY gyldig_til DESC, gyldig_fra DESC) = 1
)
SELECT kommune.kom, region.noegle AS region, kommune.noegle
FROM kommune LEFT JOIN kode.region ON kommune.region_kode = region.region_kode
"""


def make_lookups(con: duckdb.DuckDBPyConnection) -> None:
    """Create the temporary table ``diskretion_kommune(kom, region, noegle)`` that the queries join."""
    con.execute(_MUNICIPALITIES)


def shown_counts(con: duckdb.DuckDBPyConnection, schema: str) -> pl.DataFrame:
    """Every place where a table of ``schema`` shows a count.

    Columns: ``kilde`` (table), ``nr`` (row), ``rolle`` (``antal`` or ``grundlag``), ``vaerdi`` (NULL: suppressed),
    and the count's name in four parts: ``familie, led, sted, del``.
    """
    frames = [con.sql(query_of(file, schema)).pl() for file in sorted(SQL.glob("*.sql")) if _exists(con, schema, file)]
    shown = pl.concat(frames, how="vertical_relaxed").unnest("navn")
    return shown.filter(~pl.col("led").str.ends_with(f":{WITHOUT_PATHWAY}")).sort("kilde", "nr", "rolle")


def with_tables(con: duckdb.DuckDBPyConnection, shown: pl.DataFrame) -> pl.DataFrame:
    """Add ``tabel``: the number of the printed table where the source holds many, else the source itself."""
    if not _exists(con, "marts", Path("rapporttabel")):
        return shown.with_columns(tabel=pl.col("kilde"))
    numbers = con.sql("SELECT 'rapporttabel' AS kilde, rowid AS nr, tabel FROM marts.rapporttabel").pl()
    found = shown.join(numbers, on=["kilde", "nr"], how="left", maintain_order="left")
    return found.with_columns(tabel=pl.coalesce("tabel", "kilde"))


def municipalities(con: duckdb.DuckDBPyConnection) -> pl.DataFrame:
    """``noegle, region`` of every municipality, after `make_lookups`."""
    return con.sql("SELECT DISTINCT noegle, region FROM diskretion_kommune ORDER BY ALL").pl()


def same_counts() -> pl.DataFrame:
    """Sums that several tables share (`data/samme_tal.csv`)."""
    return pl.read_csv(DATA / "samme_tal.csv", infer_schema=False)


def whole_families() -> pl.DataFrame:
    """Families whose parts make up their base, or whose rest does (`data/hele.csv`)."""
    return pl.read_csv(DATA / "hele.csv", infer_schema=False)


def subsets() -> pl.DataFrame:
    """Families that count a part of what another counts, and whether they differ by the age group alone."""
    return pl.read_csv(DATA / "delmaengder.csv", infer_schema=False).select("lille", "stor", "alle_af_dem")


def query_of(file: Path, schema: str) -> str:
    """The SQL of a table, the names that the report's tables declare put in."""
    text = file.read_text(encoding="utf-8").replace("{schema}", schema)
    for role in ROLES:
        text = text.replace(f"{{{role}}}", name_of_cells(role))
    return text


def _exists(con: duckdb.DuckDBPyConnection, schema: str, file: Path) -> bool:
    found = con.execute(
        """SELECT count(*) FROM information_schema.tables
           WHERE table_catalog = current_database() AND table_schema = ? AND table_name = ?""",
        [schema, file.stem],
    ).fetchone()
    return found == (1,)
