"""A world as a warehouse in memory, with the SQL that dbt compiled run over it: fast enough for many worlds."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dagster_project.pathways.build_quarters import build_quarters
from dagster_project.registers import REGISTERS
from dagster_project.registers.spec import Kind, RegisterSpec
from dagster_project.study import Study
from tests.oracle.tables.world import Row, World, key_of_name

SCHEMAS = ("raa", "studie", "kode", "staging", "intermediate", "forloeb", "marts", "kvalitet", "indberetning")
SQL_TYPES = {Kind.DATE: "DATE", Kind.INTEGER: "INTEGER", Kind.DECIMAL: "DOUBLE"}
Model = dict[str, Any]


class Project:
    """What dbt left in its target folder: the compiled models in an order that they can be built in."""

    def __init__(self, target: Path) -> None:
        """Read ``manifest.json`` and the compiled SQL beside it."""
        nodes = json.loads((target / "manifest.json").read_text(encoding="utf-8"))["nodes"]
        self.seeds = [node for node in nodes.values() if node["resource_type"] == "seed"]
        models = {name: node for name, node in nodes.items() if node["resource_type"] == "model"}
        self.models = [(node, self._compiled(target, node)) for node in _in_order(models)]

    @staticmethod
    def _compiled(target: Path, node: Model) -> str:
        file = target / "compiled" / str(node["package_name"]) / str(node["original_file_path"])
        return file.read_text(encoding="utf-8")


def _in_order(models: dict[str, Model]) -> Iterator[Model]:
    done: set[str] = set()
    while len(done) < len(models):
        ready = [name for name, node in models.items() if name not in done
                 and {parent for parent in node["depends_on"]["nodes"] if parent in models} <= done]  # fmt: skip
        done |= set(ready)
        yield from (models[name] for name in ready)


@contextmanager
def laid_out(world: World, project: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """The world's registers, code lists and study; every model up to the quarters, and the quarters."""
    with duckdb.connect() as con:
        con.execute("ATTACH ':memory:' AS lager; USE lager")
        for schema in SCHEMAS:
            con.execute(f"CREATE SCHEMA {schema}")
        for seed in project.seeds:
            _write_list(con, seed, world)
        for name, spec in REGISTERS.items():
            _write_register(con, spec, world.rows.get(name, []))
        _write_study(con, world.study, world)
        _build(con, project, marts=False)
        build_quarters(con, world.study)
        yield con


def build_marts(con: duckdb.DuckDBPyConnection, world: World, project: Project) -> None:
    """The tables, after the world's pathway groups."""
    kinds = 'person_id VARCHAR, "analyse" VARCHAR, kommune VARCHAR, klynge INTEGER, forloebstype VARCHAR'
    con.execute(f"CREATE TABLE forloeb.gruppe ({kinds})")
    _insert(con, "forloeb.gruppe", world.groups)
    _build(con, project, marts=True)


def _build(con: duckdb.DuckDBPyConnection, project: Project, *, marts: bool) -> None:
    for node, sql in project.models:
        if bool({"marts", "tabeller"} & set(node["fqn"])) == marts:
            con.execute(f"CREATE TABLE {node['schema']}.{node['name']} AS {sql}")


def _write_list(con: duckdb.DuckDBPyConnection, seed: Model, world: World) -> None:
    types = seed["config"]["column_types"]
    columns = ", ".join(f'"{name}" {kind}' for name, kind in types.items())
    con.execute(f"CREATE TABLE kode.{seed['name']} ({columns})")
    rows = [{name: row.get(name) or _default(name) for name in types} for row in world.lists.get(seed["name"], [])]
    if seed["name"] == "kommune":
        rows = [row | {"noegle": key_of_name(str(row["navn"]))} for row in rows]
    _insert(con, f"kode.{seed['name']}", rows)


def _default(column: str) -> str | None:
    return {"gyldig_fra": "1900-01-01", "gyldig_til": "9999-12-31"}.get(column)


def _write_register(con: duckdb.DuckDBPyConnection, spec: RegisterSpec, rows: list[Row]) -> None:
    columns = {column.stored_as: SQL_TYPES.get(column.kind, "VARCHAR") for column in spec.columns}
    table = f"raa.{spec.name}"
    if spec.weeks:
        table = "raa.dream_forloeb"
        columns["ydelsesforloeb"] = "STRUCT(kode VARCHAR, uger INTEGER)[]"
        rows = [{"person_id": row["person_id"], "ydelsesforloeb": _runs(row["ydelser"])} for row in rows]
    columns |= {"leverance": "DATE", "fil": "VARCHAR", "linje": "BIGINT", "status": "VARCHAR"}
    con.execute(f"CREATE TABLE {table} ({', '.join(f'{name} {kind}' for name, kind in columns.items())})")
    _insert(con, table, [row | {"status": "accepteret"} for row in rows])
    if spec.weeks:
        con.execute(
            """CREATE VIEW raa.dream AS SELECT * EXCLUDE (ydelsesforloeb), flatten(list_transform(
               ydelsesforloeb, lambda stykke: repeat([stykke.kode], stykke.uger))) AS ydelser FROM raa.dream_forloeb"""
        )


def _runs(weeks: list[str | None]) -> list[Row]:
    runs: list[Row] = []
    for code in weeks:
        if runs and runs[-1]["kode"] == code:
            runs[-1]["uger"] += 1
        else:
            runs.append({"kode": code, "uger": 1})
    return runs


def _write_study(con: duckdb.DuckDBPyConnection, study: Study, world: World) -> None:
    con.execute("CREATE TABLE studie.kommune (kommune VARCHAR, raekkefoelge INTEGER, noegle VARCHAR, navn VARCHAR)")
    names = [(code, i, world.key_of(code), world.municipalities[code]["navn"])
             for i, code in enumerate(study.kommuner, 1)]  # fmt: skip
    con.executemany("INSERT INTO studie.kommune VALUES (?, ?, ?, ?)", names)
    intervals = {"periode": "periode", "oevrig_alder": "oevrig_alder", "medicin_alder": "medicin_alder",
                 "foraelder_periode": "foraelder_periode"}  # fmt: skip
    single = (
        "navn titel region kvartaler uger_pr_kvartal alfabet oevrig_referencedato medicin_dage min_celle indkomst_aar"
    )
    values = {name: getattr(study, name) for name in single.split()}
    for name, key in intervals.items():
        values[f"{name}_fra"], values[f"{name}_til"] = getattr(study, key)
    low, high = study.sekvens_alder or (None, None)
    values |= {"sekvens_alder_fra": low, "sekvens_alder_til": high}
    con.register(
        "_ramme",
        pl.DataFrame([values], schema_overrides=dict.fromkeys(("sekvens_alder_fra", "sekvens_alder_til"), pl.Int32)),
    )
    con.execute("CREATE TABLE studie.studie AS FROM _ramme")
    con.unregister("_ramme")


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[Row]) -> None:
    if rows:
        con.register("_ramme", pl.DataFrame(rows, infer_schema_length=None))
        con.execute(f"INSERT INTO {table} BY NAME FROM _ramme")
        con.unregister("_ramme")
