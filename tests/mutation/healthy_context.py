"""What a gate is told about the healthy warehouse."""

from datetime import datetime
from pathlib import Path

import duckdb
import polars as pl

from dagster_project.clock import COPENHAGEN
from dagster_project.disclosure.control import AttackResult
from dagster_project.gates import GateContext

NOW = datetime(2026, 11, 23, 21, 0, tzinfo=COPENHAGEN)


def context(previous: Path, new: Path) -> GateContext:
    """The run, the moment, the generations before and to be published, and what is to be reported."""
    return GateContext(
        "koersel-1",
        NOW,
        previous_file=previous,
        new_file=new,
        new_rows=_rows(new),
        attack=lambda _: AttackResult(0, 12),
        frames={
            "poster": _records(),
            "fejl": _errors(),
            "forrige": pl.DataFrame({"sagsid": ["S1", "S2"], "afgnr": [1, 1]}),
        },
    )


def _records() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "indberetning_id": ["a", "b", "c"],
            "version": [1, 1, 2],
            "haendelse": ["ny", "ny", "annullering"],
            "myndighed": ["657", "661", "UDK"],
            # Abroad there may be none.
            "cpr": ["0101010000", "0101010000", None],
        }
    )


def _errors() -> pl.DataFrame:
    return pl.DataFrame({"indberetning_id": ["b", "c"], "alvor": ["advarsel", "fejl"]})


def _rows(file: Path) -> dict[str, int]:
    with duckdb.connect(str(file), read_only=True) as con:
        tables = con.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall()
        counted = {f"{s}.{t}": con.execute(f'SELECT count(*) FROM "{s}"."{t}"').fetchone() for s, t in tables}
    return {name: row[0] for name, row in counted.items() if row}
