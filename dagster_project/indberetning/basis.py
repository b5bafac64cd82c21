"""The basis of reporting on disk: the tables that decide every record, kept apart from every study.

One encrypted file for each, named by its moment, so that the newest sorts last. A file is there only when the gates
`leverance`, `raa`, `staging` and `indberetning` were passed for what it holds; what a later run meets is no concern
of it.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from dagster_project.errors import VejeError
from dagster_project.gates.verdicts import require_passed
from dagster_project.keys import load_storage_key
from dagster_project.operations.inputs import MadeFrom
from dagster_project.settings import Settings
from dagster_project.warehouse import attach_encrypted, connect

STAGE = "indberetning"
KEPT = 5
NAME = "%Y%m%dT%H%M%SZ"
_TABLES = """
SELECT table_name FROM duckdb_tables() WHERE database_name = 'lager' AND schema_name = 'indberetning' ORDER BY ALL
"""
_NOTE = "CREATE TABLE ny.indberetning.grundlag AS SELECT ? AS navn, ? AS input_sum, ? AS per"


@dataclass(frozen=True)
class Basis:
    """A basis: its name (the manifests call it `grundlag`), its file, and the inputs of the run that made it.

    ``per`` is the day of ``veje run --per``; empty for the state as of all deliveries.
    """

    name: str
    file: Path
    input_sum: str
    per: str

    def holds_for(self, inputs: MadeFrom) -> bool:
        """True when a run with ``inputs`` has nothing to add: made of the same, or of all deliveries where it is not.

        A look back (``--per``) is for studies: reporting never goes back to what was known on an earlier day.
        """
        return self.input_sum == inputs.digest or (bool(inputs.per) and not self.per)


def basis_dir(settings: Settings) -> Path:
    """Where they lie; `veje glem` deletes them with every other copy of raw data."""
    return settings.warehouse_dir / "indberetning"


def keep_basis(con: duckdb.DuckDBPyConnection, settings: Settings, inputs: MadeFrom, now: datetime) -> Basis:
    """Make the tables of the warehouse (attached as ``lager``) the newest basis, once its gates are passed.

    Where the newest one holds for ``inputs`` there is nothing to keep, and it is returned.

    Raises:
        GateStopped: when a gate before it is not passed for what lies in the warehouse.
        VejeError: when the file cannot be read back.
    """
    require_passed(con, STAGE)
    newest = newest_basis(settings)
    if newest and newest.holds_for(inputs):
        return newest
    file = basis_dir(settings) / f"{_next_name(newest, now)}.duckdb"
    draft = file.with_name("kladde.duckdb")
    _clear(draft)
    _write(con, settings, draft, [file.stem, inputs.digest, inputs.per])
    _check(con, settings, draft)
    _appear(draft, file)
    for old in _files(settings)[:-KEPT]:
        old.unlink()
    return Basis(file.stem, file, inputs.digest, inputs.per)


def newest_basis(settings: Settings) -> Basis | None:
    """The newest basis; None before the first."""
    for file in reversed(_files(settings)):
        with opened(settings, file) as con:
            name, input_sum, per = con.execute("SELECT navn, input_sum, per FROM indberetning.grundlag").fetchall()[0]
        return Basis(name, file, input_sum, per)
    return None


@contextmanager
def opened(settings: Settings, file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that has the basis ``file`` in use, for reading."""
    with connect() as con:
        attach_encrypted(con, file, "grundlag", load_storage_key(settings), read_only=True)
        con.execute("USE grundlag")
        yield con


def _files(settings: Settings) -> list[Path]:
    return sorted(basis_dir(settings).glob("[0-9]*.duckdb"))


def _next_name(newest: Basis | None, now: datetime) -> str:
    """A name that sorts after every earlier one, also when the clock stands still or goes back."""
    moment = now.astimezone(UTC)
    if newest and moment.strftime(NAME) <= newest.name:
        moment = datetime.strptime(newest.name, NAME).replace(tzinfo=UTC) + timedelta(seconds=1)
    return moment.strftime(NAME)


def _write(con: duckdb.DuckDBPyConnection, settings: Settings, draft: Path, note: list[str]) -> None:
    attach_encrypted(con, draft, "ny", load_storage_key(settings))
    try:
        con.execute("CREATE SCHEMA ny.indberetning")
        for (table,) in con.execute(_TABLES).fetchall():
            con.execute(
                f"CREATE TABLE ny.indberetning.{table} AS SELECT * FROM lager.indberetning.{table} ORDER BY ALL"
            )
        con.execute(_NOTE, note)
        con.execute("CHECKPOINT ny")
    finally:
        con.execute("DETACH ny")


def _check(con: duckdb.DuckDBPyConnection, settings: Settings, draft: Path) -> None:
    """What the disk holds must be what the warehouse holds: rows, and a sum over every cell."""
    with opened(settings, draft) as written:
        for (table,) in con.execute(_TABLES).fetchall():
            wanted, found = (_content(source, table) for source in (con, written))
            if wanted != found:
                raise VejeError(
                    f"grundlaget for indberetningen, som det blev dannet ({table})",
                    f"{found[0]} rækker i filen, {wanted[0]} i lageret, eller andre værdier",
                    str(draft.parent),
                    "kør igen: filen skrives forfra; sker det igen, se systemets log for læsefejl; det forrige gælder",
                )


def _content(con: duckdb.DuckDBPyConnection, table: str) -> tuple[int, int | None]:
    rows, content = con.execute(f"SELECT count(*), sum(hash(t)) FROM indberetning.{table} AS t").fetchall()[0]
    return rows, content


def _clear(draft: Path) -> None:
    for leftover in draft.parent.glob(f"{draft.name}*"):
        leftover.unlink()


def _appear(draft: Path, file: Path) -> None:
    """The file is whole on the disk before its name is."""
    for path in (draft, None, file.parent):
        if path is None:
            draft.rename(file)
            continue
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
