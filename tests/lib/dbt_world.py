"""A small warehouse of readable persons, and dbt run over it: what the tests of the models share."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.ingest import write_study
from dagster_project.ingest.rows.dream import RUN_TYPE
from dagster_project.ingest.store.store import RUNS, columns_of, table_of
from dagster_project.registers import REGISTERS
from dagster_project.registers.spec import RegisterSpec
from dagster_project.settings import PROJECT_ROOT, Settings, load_settings
from dagster_project.study import Study, load_study
from dagster_project.transform import build_env
from dagster_project.warehouse import open_warehouse

Row = Mapping[str, Any]
DBT_DIR = PROJECT_ROOT / "dbt"


def settings_for(home: Path, **env: str) -> Settings:
    """Settings of an installation of its own below ``home``."""
    return load_settings({"VEJE_HOME": str(home), **env})


def small_study(**changes: Any) -> Study:
    """The report's study with the first half of 2008 as its period, and the changes asked for."""
    study = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
    return replace(study, periode=(date(2008, 1, 1), date(2008, 6, 30)), **changes)


def write_world(
    settings: Settings,
    study: Study,
    registers: Mapping[str, Sequence[Row]],
    quarters: Sequence[tuple[str, int, str]] = (),
    groups: Sequence[tuple[str, str, str, int, str]] = (),
) -> None:
    """Lay out ``raa``, ``studie`` and the tables of the sequences; a register that is not named is empty."""
    with open_warehouse(settings) as con:
        write_study(con, study, settings)
        for name, spec in REGISTERS.items():
            _write_register(con, spec, registers.get(name, ()))
        con.execute("CREATE OR REPLACE TABLE forloeb.kvartal (person_id VARCHAR, kvartal INTEGER, tilstand VARCHAR)")
        con.execute(
            'CREATE OR REPLACE TABLE forloeb.gruppe (person_id VARCHAR, "analyse" VARCHAR, kommune VARCHAR, '
            "klynge INTEGER, forloebstype VARCHAR)"
        )
        for table, rows in (("kvartal", quarters), ("gruppe", groups)):
            for row in rows:
                con.execute(f"INSERT INTO forloeb.{table} VALUES ({', '.join('?' * len(row))})", row)


def _write_register(con: duckdb.DuckDBPyConnection, spec: RegisterSpec, rows: Sequence[Row]) -> None:
    columns = {name: kind for name, kind in columns_of(spec).items() if name != RUNS}
    if spec.weeks:
        columns["ydelser"] = "VARCHAR[]"
        # The weeks as they are stored; nothing that these tests look at reads them.
        con.execute(f"CREATE OR REPLACE TABLE {table_of(spec)} ({RUNS} {RUN_TYPE}, person_id VARCHAR, status VARCHAR)")
    declared = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    con.execute(f"CREATE OR REPLACE TABLE raa.{spec.name} ({declared})")
    for row in rows:
        values = {"status": "accepteret"} | dict(row)
        marks = ", ".join("?" * len(values))
        con.execute(f"INSERT INTO raa.{spec.name} ({', '.join(values)}) VALUES ({marks})", list(values.values()))


def run_dbt(settings: Settings, *words: str, unit_tests: bool = False) -> dict[str, str]:
    """Run one dbt command; returns the status per node, keyed by its name (``run_results.json``)."""
    env = {**os.environ, **build_env(settings)}
    if unit_tests:
        env.pop("DBT_EXCLUDE_RESOURCE_TYPES")
    command = [str(Path(sys.executable).with_name("dbt")), *words]
    command += ["--project-dir", str(DBT_DIR), "--profiles-dir", str(DBT_DIR)]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603
    results = Path(env["DBT_TARGET_PATH"]) / "run_results.json"
    assert results.is_file(), done.stdout
    return {
        result["unique_id"]: result["status"] for result in json.loads(results.read_text(encoding="utf-8"))["results"]
    }


def read_cells(settings: Settings, query: str) -> list[tuple[Any, ...]]:
    """Rows of a query over the warehouse."""
    with open_warehouse(settings, read_only=True) as con:
        return con.execute(query).fetchall()
