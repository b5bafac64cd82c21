"""The manifest beside each generation: what it was made from, what it holds, what changed since the one before."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.operations.inputs import MadeFrom
from dagster_project.publication.content import Content
from dagster_project.publication.files import MANIFEST, private_files, sync
from dagster_project.study import Study

_GATES = """
SELECT trin, udfald, count(*) FROM kvalitet.gate GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True)
class RunInfo:
    """The run that publishes: its moment (aware, passed in) and everything its content depends on."""

    now: datetime
    inputs: MadeFrom


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a generation folder; empty when there is none."""
    file = folder / MANIFEST
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write the manifest, readable, 0600."""
    file = folder / MANIFEST
    with private_files():
        file.write_text(json.dumps(manifest, ensure_ascii=False, indent=2, default=str) + "\n", encoding="utf-8")
    sync(file)


def build_manifest(before: Mapping[str, Any], study: Study, run: RunInfo, content: Content) -> dict[str, Any]:
    """What the manifest says of inputs and content (Danish keys); ``before`` is the manifest of the one before."""
    return {
        "forrige": before.get("generation"),
        "dannet": run.now.isoformat(timespec="seconds"),
        "syntetisk": run.inputs.syntetisk,
        "studie": asdict(study),
        "kode": run.inputs.kode,
        "input": asdict(run.inputs),
        "input_sum": run.inputs.digest,
        "raekker": content.rows,
        "indhold": content.digest,
        "indhold_pr_tabel": content.digests,
        "forskel": difference(before, content),
    }


def difference(before: Mapping[str, Any], content: Content) -> dict[str, dict[str, int | None]]:
    """Tables whose content is not that of the generation before: rows then and now."""
    old_rows: dict[str, int] = before.get("raekker", {})
    old_digests: dict[str, str] = before.get("indhold_pr_tabel", {})
    names = sorted(set(old_digests) | set(content.digests))
    return {
        name: {"foer": old_rows.get(name), "nu": content.rows.get(name)}
        for name in names
        if old_digests.get(name) != content.digests.get(name)
    }


def gate_counts(con: duckdb.DuckDBPyConnection, database: str) -> list[list[Any]]:
    """Stage, verdict, number of checks; empty when the run has no gate table."""
    there = con.execute(
        """SELECT count(*) FROM information_schema.columns WHERE table_catalog = ? AND table_schema = 'kvalitet'
           AND table_name = 'gate' AND column_name IN ('trin', 'udfald')""",
        [database],
    ).fetchone()
    if there != (2,):
        return []
    return [list(row) for row in con.execute(_GATES).fetchall()]
