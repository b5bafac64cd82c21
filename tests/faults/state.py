"""What a house holds, to be compared: what is sent and noted, what is published, what lies in the warehouse."""

import hashlib
import re
from pathlib import Path

from dagster_project.publication.files import Places, current_generation
from dagster_project.publication.manifest import read_manifest
from dagster_project.settings import Settings
from dagster_project.warehouse import open_warehouse

_TIMES = re.compile(rb"[0-9]{4}-?[0-9]{2}-?[0-9]{2}T[0-9:.]+([+-][0-9:]+|Z)?|[0-9a-f]{64}")
_ROWS = """
SELECT table_schema || '.' || table_name FROM information_schema.tables
WHERE table_catalog = 'lager' AND table_schema = 'raa' AND table_type = 'BASE TABLE' ORDER BY ALL
"""


def state_of(settings: Settings) -> dict[str, object]:
    """Files of the reporting (without times and hashes of them), published content, rows by raw table."""
    return {
        "indberetning": _files(settings.reporting_dir),
        "publiceret": published(settings),
        "raa": _rows(settings),
        "udtraek": _files(settings.home / "udtraek"),
        "udleveret": _files(settings.home / "udleveret"),
    }


def published(settings: Settings) -> str:
    """What the published generation holds, as one hash; empty before the first."""
    name = current_generation(settings)
    return str(read_manifest(Places(settings).folder(name))["indhold"]) if name else ""


def _files(folder: Path) -> set[tuple[str, str]]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {
        (
            _TIMES.sub(b"*", str(file.relative_to(folder)).encode()).decode(),
            hashlib.sha256(_TIMES.sub(b"*", file.read_bytes())).hexdigest(),
        )
        for file in files
    }


def _rows(settings: Settings) -> dict[str, int]:
    with open_warehouse(settings) as con:
        tables = [str(name) for (name,) in con.execute(_ROWS).fetchall()]
        return {name: int(con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]) for name in tables}
