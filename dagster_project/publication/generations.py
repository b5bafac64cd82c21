"""Publish: write a draft, audit it in a fresh process, swap it in; or go back to the generation before.

Killed at any point, the published file is the old or the new one, whole; the next publication clears the rest away.
"""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.errors import VejeError
from dagster_project.publication import files
from dagster_project.publication.audit import audit
from dagster_project.publication.content import Content
from dagster_project.publication.draft import copy_table, write_tables
from dagster_project.publication.files import FILE, PUBLISHED, WITHDRAWN, Places
from dagster_project.publication.given_out import last_given_out
from dagster_project.publication.manifest import RunInfo, build_manifest, gate_counts, read_manifest, write_manifest
from dagster_project.publication.sources import as_told, mapped_sources
from dagster_project.settings import Settings
from dagster_project.study import Study
from dagster_project.warehouse import open_warehouse, quoted, writer_lock

KEPT = 5

_GENERATION_TABLE = """
CREATE OR REPLACE TABLE kladde.kvalitet.generation (generation VARCHAR, dannet TIMESTAMPTZ, studie VARCHAR,
    titel VARCHAR, periode_fra DATE, periode_til DATE, input_sum VARCHAR, kode VARCHAR)
"""


@dataclass(frozen=True)
class Audited:
    """What the gate `publicering` judges: the draft, its content as a fresh process read it, the manifest before."""

    file: Path
    content: Content
    before: Mapping[str, Any]


@dataclass(frozen=True)
class Generation:
    """What readers see now; ``is_new`` is False when the content was already published."""

    name: str
    is_new: bool
    file: Path
    digest: str
    rows: Mapping[str, int]
    changed: Mapping[str, Any]


# Called with the warehouse connection; writes its verdicts to `kvalitet.gate` and raises `GateStopped` to stop.
Gate = Callable[[duckdb.DuckDBPyConnection, Audited], None]


def publish(
    settings: Settings, study: Study, run: RunInfo, *, gate: Gate | None = None, keep: int = KEPT
) -> Generation:
    """Make the warehouse's tables the published generation, with its manifest.

    Args:
        settings: from where, and to where.
        study: what was counted.
        run: its id, moment and inputs.
        gate: judges the draft once it was read back; raises to stop.
        keep: how many generations stay.

    Returns:
        The generation; the one that stands already when content and inputs are the same.

    Raises:
        GateStopped: from ``gate``; what was published stays published.
        VejeError: when the draft cannot be read back.
    """
    places = Places(settings)
    with writer_lock(settings), files.private_files():
        files.clean_up(settings)
        if (current := files.current_generation(settings)) is not None:
            _withdraw_after(settings, current)  # the end of a way back that was broken off
        places.draft.mkdir(parents=True)
        try:
            return _publish(places, study, run, gate, keep)
        finally:
            shutil.rmtree(places.draft, ignore_errors=True)


def _publish(places: Places, study: Study, run: RunInfo, gate: Gate | None, keep: int) -> Generation:
    settings = places.settings
    current = files.current_generation(settings)
    before = read_manifest(places.folder(current)) if current else {}
    name = files.next_name(settings, run.now)
    with open_warehouse(settings) as con:
        _write_draft(con, places, name, study, run)
        content = _audit_draft(con, places.draft / FILE, before, gate)
        if current and _is_published(before, run, content):
            return Generation(current, False, settings.published_file, content.digest, content.rows, {})
        manifest = {"generation": name} | build_manifest(before, study, run, content)
        manifest["gates"] = gate_counts(con, "lager")
        manifest["kilder"] = as_told(mapped_sources(con, "lager.kvalitet"))
    write_manifest(places.draft, manifest)
    _let_readers_see(places, name, keep)
    return Generation(name, True, settings.published_file, content.digest, content.rows, manifest["forskel"])


def _is_published(before: Mapping[str, Any], run: RunInfo, content: Content) -> bool:
    """The same content from the same inputs; from others it is a generation of its own, whose manifest names them."""
    return (before.get("indhold"), before.get("input_sum")) == (content.digest, run.inputs.digest)


def _write_draft(con: duckdb.DuckDBPyConnection, places: Places, name: str, study: Study, run: RunInfo) -> None:
    file = places.draft / FILE
    write_tables(con, file)
    _write_generation_row(con, file, name, study, run)


def _audit_draft(con: duckdb.DuckDBPyConnection, file: Path, before: Mapping[str, Any], gate: Gate | None) -> Content:
    content = audit(file)
    if gate is None:
        return content
    gate(con, Audited(file, content, before))
    # The verdicts on the draft belong to it; they are read back like everything else.
    con.execute(f"ATTACH {quoted(file)} AS kladde")
    copy_table(con, ("lager", "kvalitet", "gate"), is_table=True)
    con.execute("CHECKPOINT kladde")
    con.execute("DETACH kladde")
    return audit(file)


def _write_generation_row(con: duckdb.DuckDBPyConnection, file: Path, name: str, study: Study, run: RunInfo) -> None:
    con.execute(f"ATTACH {quoted(file)} AS kladde")
    con.execute(_GENERATION_TABLE)
    con.execute(
        "INSERT INTO kladde.kvalitet.generation VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [name, run.now, study.navn, study.titel, *study.periode, run.inputs.digest, run.inputs.kode],
    )
    con.execute("CHECKPOINT kladde")
    con.execute("DETACH kladde")


def _let_readers_see(places: Places, name: str, keep: int) -> None:
    files.sync(places.draft / FILE)
    places.draft.rename(places.folder(name))
    files.sync(places.settings.generations_dir)
    files.swap_in(places.settings, name)
    files.mark(places.folder(name), PUBLISHED)
    files.prune(places.settings, keep, last_given_out(places.settings))


def roll_back(settings: Settings, then: Callable[[Generation], None] = lambda _generation: None) -> Generation:
    """Publish the last generation before the published one that can be read to its end; those left are withdrawn.

    Where the published file itself is damaged, that is the last one that is not. Those left are withdrawn last: killed
    before that and given again, the command goes on where it was, and not one more back.

    Args:
        settings: whose published file.
        then: shows the generation to whoever looks at it.

    Returns:
        The generation that is published now.

    Raises:
        VejeError: when there is no earlier generation that can be read.
    """
    with writer_lock(settings):
        files.clean_up(settings)
        generation = _goes_on(settings) or _go_back(settings)
        then(generation)
        _withdraw_after(settings, generation.name)
        return generation


def _goes_on(settings: Settings) -> Generation | None:
    """What is published, when it is so because of a way back that was broken off: later ones are not withdrawn."""
    current = files.current_generation(settings)
    later = [name for name in files.published_generations(settings) if current and name > current]
    return _as_published(Places(settings), current) if current and later else None


def _go_back(settings: Settings) -> Generation:
    current = files.current_generation(settings)
    names = files.published_generations(settings)
    damaged = current is None and settings.published_file.is_file()
    earlier = [name for name in names if damaged or (current and name < current)]
    for name in reversed(earlier):
        try:
            generation = _as_published(Places(settings), name)
        except VejeError:  # damaged: perhaps the one before is not
            continue
        files.swap_in(settings, name)
        return generation
    raise VejeError(
        "en tidligere generation at gå tilbage til, som kan læses til ende",
        f"{len(names)} generation(er), heraf {len(earlier)} tidligere",
        str(settings.generations_dir),
        "ret data eller studie, og kør 'veje run'",
    )


def _withdraw_after(settings: Settings, name: str) -> None:
    for later in files.published_generations(settings):
        if later > name:
            files.mark(Places(settings).folder(later), WITHDRAWN)


def _as_published(places: Places, name: str) -> Generation:
    """A generation once it is read to its end; ``changed`` says how the one after it was another."""
    content = audit(places.folder(name) / FILE)
    left = [later for later in files.published_generations(places.settings) if later > name]
    changed = read_manifest(places.folder(left[-1])).get("forskel", {}) if left else {}
    return Generation(name, True, places.settings.published_file, content.digest, content.rows, changed)
