"""Models, their descriptions and the registers' declarations say the same."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from dagster_project.registers import REGISTERS
from dagster_project.settings import CODE_LISTS, PROJECT_ROOT
from dagster_project.transform.code_lists import NEEDED, VALIDITY
from tests.dbt.conftest import Built

MODELS = PROJECT_ROOT / "dbt" / "models"
OTHERS = "indberetning"  # documented and tested by its own package


def described(kind: str) -> dict[str, dict[str, Any]]:
    files = (file for file in MODELS.rglob("*.yml") if OTHERS not in file.parts)
    loaded = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in files)
    return {entry["name"]: entry for content in loaded for entry in content.get(kind, [])}


def columns_of(entry: dict[str, Any]) -> list[str]:
    return [column["name"] for column in entry.get("columns", [])]


def sql_files() -> list[Path]:
    return sorted(file for file in MODELS.rglob("*.sql") if OTHERS not in file.parts)


def test_every_model_is_described_in_its_own_folder() -> None:
    for file in sql_files():
        beside = [yaml.safe_load(yml.read_text(encoding="utf-8")) for yml in file.parent.glob("*.yml")]
        names = [model["name"] for content in beside for model in content.get("models", [])]
        assert names.count(file.stem) == 1, file.stem
    assert set(described("models")) == {file.stem for file in sql_files()}


def test_every_description_is_a_doc_block_or_ends_with_the_grain() -> None:
    for name, model in described("models").items():
        assert "En række pr. " in model["description"], name
        for column in model.get("columns", []):
            assert column["description"].startswith("{{ doc('"), (name, column["name"])


def test_doc_blocks_are_written_once() -> None:
    texts = "\n".join(file.read_text(encoding="utf-8") for file in (MODELS / "docs").glob("*.md"))
    blocks = re.findall(r"{% docs (\w+) %}", texts)
    assert blocks
    assert len(blocks) == len(set(blocks))


def test_staging_has_every_declared_column() -> None:
    staging = described("models")
    for name, spec in REGISTERS.items():
        declared = {column.stored_as for column in spec.columns} | ({"ydelser"} if spec.weeks else set())
        # The reporting asks which delivery brought the row.
        assert set(columns_of(staging[f"stg_{name}"])) - {"leverance"} == declared


def test_every_code_list_is_described_with_its_types() -> None:
    seeds = described("seeds")
    assert set(seeds) == {file.stem for file in CODE_LISTS.glob("*.csv")} | {"tabel"}
    for name, seed in seeds.items():
        assert columns_of(seed) == list(seed["config"]["column_types"]), name
        assert set(NEEDED.get(name, ())) <= set(columns_of(seed)), name
        assert name not in NEEDED or set(VALIDITY) <= set(columns_of(seed)), name


def test_sql_models_are_small_rooms() -> None:
    for file in sql_files():
        lines = file.read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 80, file.stem


@pytest.mark.xdist_group("dbt")
def test_what_is_described_is_what_is_built(built: Built) -> None:
    rows = built.query(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE database_name = 'lager' AND schema_name NOT IN ('raa', 'studie') GROUP BY table_name"
    )
    real = dict(rows)
    for name, model in (described("models") | described("seeds")).items():
        if model.get("columns"):
            assert sorted(columns_of(model)) == sorted(real[name]), name
