"""`veje status --json`: the same for programs, one object."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import duckdb

from dagster_project.cli.last_run import last_run_lines
from dagster_project.cli.losses import loss_lines
from dagster_project.errors import WarehouseBusy
from dagster_project.publication.content import open_published
from dagster_project.publication.files import current_generation
from dagster_project.settings import Settings
from dagster_project.warehouse import open_warehouse

_LISTS = {
    "leverancer": "SELECT register, leverance, status, nullif(grund, '') AS grund FROM kvalitet.leverance ORDER BY ALL",
    "gates": """SELECT trin, count(*) FILTER (udfald = 'bestaaet') AS bestaaet,
        count(*) FILTER (udfald = 'advarsel') AS advarsler, count(*) FILTER (udfald IN ('stoppet', 'fejl')) AS stoppet
        FROM kvalitet.gate GROUP BY trin ORDER BY trin""",
    "stopper": """SELECT trin, navn, nullif(emne, '') AS emne, forventet, fundet FROM kvalitet.gate
        WHERE udfald IN ('stoppet', 'fejl') AND alvor = 'stop' ORDER BY ALL""",
    "indberetning": """SELECT myndighed, tilstand, sum(antal)::BIGINT AS antal FROM marts.indberetning_status
        GROUP BY ALL ORDER BY ALL""",
    "frister": """SELECT art, count(*) AS aabne, count(*) FILTER (dage < 0) AS over_fristen, min(frist) AS foerste
        FROM marts.indberetning_frist GROUP BY ALL ORDER BY ALL""",
}


def print_status_json(settings: Settings) -> int:
    """Print one object; 0. What is not there yet is an empty list.

    Args:
        settings: the installation.
    """
    told: dict[str, object] = {"koersel": last_run_lines(settings), "generation": current_generation(settings)}
    with _standing(settings) as con:
        told |= {name: _rows(con, query) for name, query in _LISTS.items()}
        told["ikke_med"] = loss_lines(con) if con is not None else []
    sys.stdout.write(json.dumps(told, ensure_ascii=False, default=str) + "\n")
    return 0


@contextmanager
def _standing(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection | None]:
    """The warehouse, or what is published while a run writes it; None before the first run."""
    try:
        if settings.warehouse_file.is_file():
            with open_warehouse(replace(settings, lock_wait_seconds=0.0), read_only=True) as con:
                yield con
                return
    except WarehouseBusy:
        if current_generation(settings) is not None:
            with open_published(settings.published_file) as con:
                yield con
                return
    yield None


def _rows(con: duckdb.DuckDBPyConnection | None, query: str) -> list[dict[str, object]]:
    if con is None:
        return []
    try:
        found = con.execute(query)
    except duckdb.CatalogException:
        # A step that has not run yet has no table.
        return []
    names = [name for name, *_ in found.description or []]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
