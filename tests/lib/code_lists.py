"""The code lists in a warehouse, as dbt loads them."""

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import duckdb

from dagster_project.settings import load_settings
from dagster_project.transform.code_lists import lay_out_code_lists


def load_code_lists(con: duckdb.DuckDBPyConnection, *names: str) -> None:
    """Every list, or those of ``names``, as ``kode.<list>``, all text: with validity, and what is known besides."""
    con.execute("CREATE SCHEMA IF NOT EXISTS kode")
    files = [_laid_out() / f"{name}.csv" for name in names] or sorted(_laid_out().glob("*.csv"))
    for file in files:
        lines = f"read_csv('{file}', all_varchar = true, header = true)"
        con.execute(f"CREATE OR REPLACE TABLE kode.{file.stem} AS FROM {lines}")


@cache
def _laid_out() -> Path:
    return lay_out_code_lists(load_settings({"VEJE_HOME": mkdtemp(prefix="veje_kodelister_")}))
