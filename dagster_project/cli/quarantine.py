"""`veje karantaene`: what stands in quarantine, as the last run left it, whether or not it was stopped."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import groupby

import duckdb

from dagster_project.errors import ConfigurationError
from dagster_project.ingest.store.quarantine import QuarantinedLines, quarantined_lines
from dagster_project.privacy.vault import QuarantinedRow, quarantined_rows
from dagster_project.publication.summary import danish_count
from dagster_project.registers import REGISTERS
from dagster_project.settings import Settings
from dagster_project.warehouse import open_warehouse

_MOST_RUNS = 10
"""Runs of lines that are written out for a file; JSON has all."""


def show_quarantine(settings: Settings, register: str | None, *, as_json: bool) -> int:
    """Print rule, column, count, files and lines, never a value; 0.

    Raises:
        ConfigurationError: when there is no such register.
        WarehouseBusy: when a run is writing.
    """
    _require_known(register)
    found = _standing(settings, register)
    if as_json:
        rows = [{**asdict(one), "linjer": [list(run) for run in one.linjer]} for one in found]
        said = {"karantaene": rows, "raekker": sum(one.raekker for one in found)}
        sys.stdout.write(json.dumps(said, ensure_ascii=False, indent=1, default=str) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(found)) + "\n")
    return 0


def show_rows(settings: Settings, register: str | None, most: int, *, as_json: bool) -> int:
    """Show the rows themselves on a terminal, to whoever holds the key; 0.

    Raises:
        ConfigurationError: when the output is no terminal, the key is missing, or there is no such register.
    """
    _require_known(register)
    if as_json or not sys.stdout.isatty():
        raise ConfigurationError(
            "en terminal: rækkerne er personoplysninger og må ikke havne i en fil",
            "--json" if as_json else "standard output er ingen terminal",
            "veje karantaene --vis",
            "kør kommandoen i en terminal uden omdirigering; uden --vis fås regel, kolonne, fil og linje",
        )
    rows = quarantined_rows(settings, register, most + 1)
    for row in rows[:most]:
        sys.stdout.write(f"{_place(row)}\n    {_readable(row.raekke)}\n")
    if len(rows) > most:
        sys.stdout.write(f"Der er flere: nævn et register, eller hæv --antal ({most})\n")
    if not rows:
        sys.stdout.write("Intet står i karantæne.\n")
    return 0


def _require_known(register: str | None) -> None:
    if register is not None and register not in REGISTERS:
        raise ConfigurationError(
            f"et af registrene {', '.join(REGISTERS)}", register, "veje karantaene REGISTER", "ret navnet"
        )


def _standing(settings: Settings, register: str | None) -> list[QuarantinedLines]:
    if not settings.warehouse_file.is_file():
        return []
    with open_warehouse(replace(settings, lock_wait_seconds=0.0), read_only=True) as connection:
        try:
            return list(quarantined_lines(connection, register))
        except duckdb.CatalogException:  # a warehouse in which nothing has been taken in
            return []


def _lines(found: list[QuarantinedLines]) -> Iterator[str]:
    if not found:
        yield "Intet står i karantæne."
    for (register, leverance), files in groupby(found, key=lambda one: (one.register, one.leverance)):
        listed = list(files)
        yield f"{register}/{leverance}  {_rows(sum(one.raekker for one in listed))} i karantæne"
        for one in listed:
            rule = f"{one.regel} {one.kolonne}".rstrip()
            yield f"  {one.fil}  {rule}: {_rows(one.raekker)}, linje {_told(one.linjer)}"


def _told(runs: tuple[tuple[int, ...], ...]) -> str:
    told = [str(first) if first == last else f"{first}-{last}" for first, last in runs[:_MOST_RUNS]]
    rest = len(runs) - _MOST_RUNS
    return ", ".join([*told, *([f"og {rest} steder til"] if rest > 0 else [])])


def _rows(count: int) -> str:
    return f"{danish_count(count)} {'række' if count == 1 else 'rækker'}"


def _place(row: QuarantinedRow) -> str:
    rule = f"{row.regel} {row.kolonne}".rstrip()
    return f"{row.register}/{row.leverance}  {row.fil}, linje {row.linje}: {rule}"


def _readable(row: bytes) -> str:
    """The row as text; a row may hold signs that steer a terminal, and those are not sent to it."""
    try:
        text = row.decode()
    except UnicodeDecodeError:
        text = row.decode("cp1252", "replace")
    return "".join(sign if sign.isprintable() else "·" for sign in text)
