"""`veje status`: where things stand, read from the published file and the warehouse, without a run or a wait."""

import sys
from dataclasses import replace

import duckdb

from dagster_project.cli.duty import reporting_lines
from dagster_project.cli.last_run import last_run_lines
from dagster_project.cli.losses import loss_lines, rows_of
from dagster_project.cli.summary import result_lines
from dagster_project.errors import WarehouseBusy
from dagster_project.gates.limits import STAGES
from dagster_project.publication.content import open_published
from dagster_project.publication.files import current_generation
from dagster_project.publication.sources import mapped_sources
from dagster_project.settings import Settings
from dagster_project.warehouse import open_warehouse

_DELIVERIES = """
SELECT register || '  ' || leverance || '  ' || status || coalesce('  ' || nullif(grund, ''), '')
FROM kvalitet.leverance ORDER BY register, leverance
"""
_GATES = """
SELECT trin, count(*) FILTER (udfald = 'bestaaet'), count(*) FILTER (udfald = 'advarsel'),
       count(*) FILTER (udfald IN ('stoppet', 'fejl')), left(max(tidspunkt)::VARCHAR, 16), left(any_value(koersel), 8)
FROM kvalitet.gate GROUP BY trin ORDER BY list_position(?, trin)
"""
_STOPPED = """
SELECT trin || ' ' || navn || coalesce(' ' || nullif(emne, ''), ''), forventet || '; fundet ' || fundet
FROM kvalitet.gate WHERE udfald IN ('stoppet', 'fejl') AND alvor = 'stop' ORDER BY ALL
"""


def print_status(settings: Settings) -> int:
    """Print deliveries, gates, the published generation and open receipts; 0."""
    published = ["Publiceret", *(f"  {line}" for line in result_lines(settings) if line)]
    lines = [*last_run_lines(settings), "", *_warehouse_lines(settings), "", *published]
    sys.stdout.write("\n".join([*lines, *_reporting_lines(settings)]) + "\n")
    return 0


def _warehouse_lines(settings: Settings) -> list[str]:
    if not settings.warehouse_file.is_file():
        return ["Intet er indlæst endnu: kør 'veje run'."]
    try:
        with open_warehouse(replace(settings, lock_wait_seconds=0.0), read_only=True) as connection:
            return _standing_lines(connection)
    except WarehouseBusy:
        return [
            "En kørsel skriver lige nu: leverancer og gates vises som i den publicerede generation.",
            *_published(settings),
        ]


def _published(settings: Settings) -> list[str]:
    if current_generation(settings) is None:
        return []
    with open_published(settings.published_file) as connection:
        return ["", *_standing_lines(connection)]


def _standing_lines(connection: duckdb.DuckDBPyConnection) -> list[str]:
    deliveries = [f"  {line}" for (line,) in rows_of(connection, _DELIVERIES)]
    gates = [
        f"  {stage:<14}{passed:>4} bestået {warned:>3} advarsler {stopped:>3} stoppet   {moment}  kørsel {run}"
        for stage, passed, warned, stopped, moment, run in rows_of(connection, _GATES, [list(STAGES)])
    ]
    stopped = [f"    {name}: {found}" for name, found in rows_of(connection, _STOPPED)]
    mapped = [
        f"  {one.register}  {one.kolonne} = {one.kilde}  ({one.filer} {'fil' if one.filer == 1 else 'filer'})"
        for one in mapped_sources(connection)
    ]
    lost = [f"  {line}" for line in loss_lines(connection)]
    return [
        "Leverancer",
        *(deliveries or ["  ingen"]),
        *(["", "Kolonner, som mappingen (VEJE_KILDER) har hentet et andet sted", *mapped] if mapped else []),
        "",
        "Gates (seneste dom pr. trin)",
        *(gates or ["  ingen"]),
        *(["  Det, der stopper:", *stopped] if stopped else []),
        "",
        "Det, der ikke er med",
        *(lost or ["  intet"]),
    ]


def _reporting_lines(settings: Settings) -> list[str]:
    """As published; where nothing ever was, as the warehouse has it, for reporting waits for no study."""
    if current_generation(settings) is not None:
        with open_published(settings.published_file) as connection:
            return reporting_lines(connection)
    if not settings.warehouse_file.is_file():
        return []
    try:
        with open_warehouse(replace(settings, lock_wait_seconds=0.0), read_only=True) as connection:
            return reporting_lines(connection)
    except WarehouseBusy:
        return []
