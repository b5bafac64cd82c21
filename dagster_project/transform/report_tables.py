"""The declared tables of the report as dbt takes them, and whether its models are those that are declared."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from dagster_project.errors import ConfigurationError
from dagster_project.settings import PROJECT_ROOT
from dagster_project.words.labels import within
from dagster_project.words.tables import TABLES, Table, models

MODELS = PROJECT_ROOT / "dbt" / "models"
# A tidy model of the report is known by its name.
TIDY = ("int_tabel_", "int_figur_", "int_bilag_")
DECLARATIONS = "dagster_project/words/tables.py"


def titled(pathways: Mapping[str, str]) -> tuple[Table, ...]:
    """The declared tables, those of one pathway's measures under its label.

    Args:
        pathways: label by number of the table, of the code lists in use: another study may give 7.3 to another pathway.
    """
    return tuple(
        replace(table, title=f"Foranstaltninger: {within(pathways[table.number])}")
        if table.number in pathways
        else table
        for table in TABLES
    )


def declared(tables: Sequence[Table] = TABLES) -> list[dict[str, Any]]:
    """What the macros of `dbt/macros/som_trykt.sql` and `bred.sql` ask of every table."""
    return [
        {
            "tabel": table.number,
            "navn": table.name,
            "model": table.model,
            "overskrift": table.head,
            "ved_siden_af": table.side_by_side,
            "decimaler": table.decimals,
            "delt": table.by_place,
            "beskrivelse": description(table),
        }
        for table in tables
    ]


def description(table: Table) -> str:
    """What analysts read of a table that is laid out for people."""
    kind, _, number = table.number.rpartition("_")
    name = f"{kind} {number}" if kind in {"figur", "bilag"} else f"tabel {table.number}"
    return f"{name.capitalize()}: {table.title}."


def require_declared(folder: Path = MODELS) -> None:
    """Stop a build of tables that nobody has declared: no check, label or shield of theirs would exist.

    Raises:
        ConfigurationError: naming the models without a declaration, or the declared ones without a file.
    """
    there = {file.stem for file in folder.rglob("*.sql") if file.stem.startswith(TIDY)}
    if undeclared := sorted(there - set(models())):
        raise ConfigurationError(
            f"at hver tabel er erklæret i {DECLARATIONS}",
            f"uden erklæring: {', '.join(undeclared)}",
            str(folder),
            "erklær tabellen (se docs/how-to/table.md), eller fjern modellen",
        )
    if missing := sorted(set(models()) - there):
        raise ConfigurationError(
            "en model til hver erklæret tabel",
            f"ingen model: {', '.join(missing)}",
            str(folder),
            f"skriv modellen, eller fjern tabellen i {DECLARATIONS}",
        )
