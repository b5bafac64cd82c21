"""The code lists in a warehouse, as dbt loads them."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import duckdb

from dagster_project.settings import load_settings
from dagster_project.transform.code_lists import lay_out_code_lists


def load_code_lists(con: duckdb.DuckDBPyConnection) -> None:
    """Every list as ``kode.<list>``, all text: with validity, and with what is known besides."""
    con.execute("CREATE SCHEMA IF NOT EXISTS kode")
    for file in sorted(_laid_out().glob("*.csv")):
        lines = f"read_csv('{file}', all_varchar = true, header = true)"
        con.execute(f"CREATE OR REPLACE TABLE kode.{file.stem} AS FROM {lines}")


@cache
def _laid_out() -> Path:
    return lay_out_code_lists(load_settings({"VEJE_HOME": mkdtemp(prefix="veje_kodelister_")}))
