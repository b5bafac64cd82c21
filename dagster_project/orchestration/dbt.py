"""The dbt project as Dagster assets: one `@dbt_assets` per stage, because one multi-asset does not gate itself."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

import dagster as dg
from dagster_dbt import DagsterDbtTranslator, DbtCliResource, dbt_assets

from dagster_project.errors import GateStopped, UnexpectedFailure
from dagster_project.orchestration.gates import require_gate
from dagster_project.orchestration.resources import VejeResource
from dagster_project.orchestration.shield import shielded
from dagster_project.settings import PROJECT_ROOT, Settings
from dagster_project.transform import build_env
from dagster_project.transform.stages import STAGES, Stage

DBT_DIR = PROJECT_ROOT / "dbt"
DBT = str(Path(sys.executable).with_name("dbt"))
OWNER = "team:veje"


class Translator(DagsterDbtTranslator):
    """Asset key = schema and model; group = the stage's folder."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """``marts/tabel_5_1`` for a model or seed, ``raa/bef`` for a source."""
        return dg.AssetKey([dbt_resource_props["schema"], dbt_resource_props["name"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """The schema, as analysts know it."""
        return str(dbt_resource_props["schema"])

    def get_owners(self, dbt_resource_props: Mapping[str, Any]) -> list[str]:
        """One team answers for all models."""
        return [OWNER]


def load_manifest(settings: Settings) -> Path:
    """The parsed project, parsed again only when a file of it has changed; returns ``manifest.json``."""
    target = settings.home / "dagster" / "dbt"
    stamp, manifest = target / "fingeraftryk", target / "manifest.json"
    fingerprint = _fingerprint(settings)
    if not (manifest.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == fingerprint):
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        _parse(settings, target)
        stamp.write_text(fingerprint, encoding="utf-8")
    return manifest


def build_dbt_assets(settings: Settings) -> list[dg.AssetsDefinition]:
    """One asset definition per stage of `transform.stages`."""
    manifest = load_manifest(settings)
    return [_stage_assets(stage, manifest) for stage in STAGES]


def _stage_assets(stage: Stage, manifest: Path) -> dg.AssetsDefinition:
    @dbt_assets(
        manifest=manifest,
        select=stage.select,
        name=f"dbt_{stage.name}",
        dagster_dbt_translator=Translator(),
        op_tags={"trin": stage.name},
    )
    def stage_assets(context: dg.AssetExecutionContext, veje: VejeResource, dbt: DbtCliResource) -> Iterator[Any]:
        with shielded(f"dbt {stage.name}"):
            require_gate(veje, stage.gate)
        os.environ.update(build_env(veje.settings))
        target = veje.settings.home / "dagster" / "dbt"
        try:
            with shielded(f"dbt {stage.name}"), _words_in(veje.settings.home / "log" / "dbt" / f"{stage.name}.log"):
                yield from dbt.cli(["build"], context=context, target_path=target).stream()
        except UnexpectedFailure:
            raise _failure(stage, target) from None

    return stage_assets


@contextmanager
def _words_in(file: Path) -> Iterator[None]:
    """What dbt says goes to a file: a person sees one line per step."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as stream, redirect_stdout(stream):
        yield


def _failure(stage: Stage, target: Path) -> GateStopped | UnexpectedFailure:
    """Names of what failed, from dbt's results: a broken test of the rows is a gate, a broken model is ours."""
    results = json.loads((target / "run_results.json").read_text(encoding="utf-8"))["results"]
    failed = [row for row in results if row["status"] in {"error", "fail"}]
    names = ", ".join(row["unique_id"].split(".")[2] for row in failed[:10]) or "dbt"
    if failed and all(row["unique_id"].startswith("test.") for row in failed):
        return GateStopped(
            "at tabellernes egne prøver er bestået",
            f"ikke bestået: {names}",
            f"dbt, {stage.name}",
            "slå prøven op i dbt/models, find de rækker der bryder den, og ret leverancen",
        )
    return UnexpectedFailure(
        "at modellerne kan bygges", f"fejl i {names}", f"dbt, {stage.name}", f"se log/dbt/{stage.name}.log, og kør igen"
    )


def _parse(settings: Settings, target: Path) -> None:
    command = [DBT, "--quiet", "parse", "--project-dir", str(DBT_DIR), "--profiles-dir", str(DBT_DIR)]
    command += ["--target-path", str(target)]
    environment = {**os.environ, **build_env(settings)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        # Parsing sees no rows, so its words may be shown.
        raise UnexpectedFailure("at dbt-projektet kan læses", done.stdout.strip()[-2000:], str(DBT_DIR), "ret modellen")


def _fingerprint(settings: Settings) -> str:
    digest = hashlib.sha256()
    folders = [
        DBT_DIR,
        PROJECT_ROOT / "data" / "seed" / "kodelister",
        *([settings.code_lists] if settings.code_lists else []),
    ]
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            if file.suffix in {".sql", ".yml", ".csv", ".md"} and file.is_file():
                digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()
