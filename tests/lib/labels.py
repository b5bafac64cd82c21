"""`kode.etiket` of any study without a run: the model's own SQL, its references put in as dbt would."""

from collections.abc import Sequence

import duckdb
from jinja2 import Environment

from dagster_project.settings import PROJECT_ROOT

MODEL = PROJECT_ROOT / "dbt" / "models" / "intermediate" / "geografi" / "etiket.sql"
MACRO = PROJECT_ROOT / "dbt" / "macros" / "talord.sql"
FOUR = ("657", "661", "740", "791")
_STUDY = """
CREATE SCHEMA IF NOT EXISTS studie;
CREATE OR REPLACE TABLE studie.kommune AS
SELECT noegle, navn, list_position(?, kom) AS raekkefoelge FROM kode.kommune WHERE list_contains(?, kom)
QUALIFY row_number() OVER (PARTITION BY kom ORDER BY gyldig_til DESC) = 1
"""
_ALL = "(SELECT DISTINCT noegle, navn FROM kode.kommune WHERE ny_kode = kom)"


def write_labels(con: duckdb.DuckDBPyConnection, municipalities: Sequence[str] = FOUR) -> None:
    """Write the labels of a study of ``municipalities``; the code lists must be there."""
    for statement in _STUDY.split(";"):
        con.execute(statement, [list(municipalities)] * statement.count("?"))
    text = "\n".join(file.read_text(encoding="utf-8") for file in (MACRO, MODEL))
    sql = Environment(autoescape=False).from_string(text)  # noqa: S701 - SQL, not a page
    made = sql.render(
        config=lambda **_: "",
        source=lambda schema, table: f"{schema}.{table}",
        ref=lambda model: _ALL if model == "int_kommune" else f"kode.{model}",
    )
    con.execute(f"CREATE OR REPLACE TABLE kode.etiket AS {made}")
