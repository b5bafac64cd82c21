"""`kode.etiket` of any study without a run: the model's own SQL, its references put in as dbt would."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
from jinja2 import Environment

from dagster_project.settings import PROJECT_ROOT

MODELS = PROJECT_ROOT / "dbt" / "models" / "intermediate"
MODEL = MODELS / "geografi" / "etiket.sql"
LAW = MODELS / "sag" / "int_lov__etiket.sql"
MACROS = tuple(PROJECT_ROOT / "dbt" / "macros" / name for name in ("talord.sql", "lov.sql"))
FOUR = ("657", "661", "740", "791")
_STUDY = """
CREATE SCHEMA IF NOT EXISTS studie;
CREATE OR REPLACE TABLE studie.kommune AS
SELECT noegle, navn, list_position(?, kom) AS raekkefoelge FROM kode.kommune WHERE list_contains(?, kom)
QUALIFY row_number() OVER (PARTITION BY kom ORDER BY gyldig_til DESC) = 1
"""
_ALL = "(SELECT DISTINCT noegle, navn FROM kode.kommune WHERE ny_kode = kom)"
# The tests load code lists as text.
_VALUES = "(SELECT * REPLACE (gyldig_fra::DATE AS gyldig_fra) FROM kode.indberetning_vaerdi)"


def write_labels(con: duckdb.DuckDBPyConnection, municipalities: Sequence[str] = FOUR) -> None:
    """Write the labels of a study of ``municipalities``; the code lists must be there."""
    for statement in _STUDY.split(";"):
        con.execute(statement, [list(municipalities)] * statement.count("?"))
    law = _rendered(LAW, {"indberetning_vaerdi": _VALUES})
    made = _rendered(MODEL, {"int_kommune": _ALL, "int_lov__etiket": f"({law})"})
    con.execute(f"CREATE OR REPLACE TABLE kode.etiket AS {made}")


def _rendered(model: Path, instead: Mapping[str, str] | None = None) -> str:
    """The SQL of a model; other models are code lists of their name, or what stands ``instead``."""
    text = "\n".join(file.read_text(encoding="utf-8") for file in (*MACROS, model))
    sql = Environment(autoescape=False).from_string(text)  # noqa: S701 - SQL, not a page
    known = instead or {}
    return sql.render(
        config=lambda **_: "",
        source=lambda schema, table: f"{schema}.{table}",
        ref=lambda name: known.get(name, f"kode.{name}"),
    )
