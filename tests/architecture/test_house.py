"""What a reader can rely on besides the import contract (pyproject.toml): small rooms that say what they are."""

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest

from dagster_project.settings import PROJECT_ROOT

PACKAGE = PROJECT_ROOT / "dagster_project"
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(module: Path) -> str:
    return str(module.relative_to(PACKAGE))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_a_module_is_a_small_room_and_says_what_it_is(module: Path) -> None:
    text = module.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 250
    assert ast.get_docstring(ast.parse(text)), "a module opens with what belongs in it"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_there_are_no_rooms_without_a_name(module: Path) -> None:
    assert module.stem not in {"utils", "helpers", "misc", "common"}


def test_sql_models_are_short() -> None:
    models = (PROJECT_ROOT / "dbt" / "models").rglob("*.sql")
    lengths = {model.name: len(model.read_text(encoding="utf-8").splitlines()) for model in models}
    assert {name: lines for name, lines in lengths.items() if lines > 80} == {}


def test_the_project_stands_alone() -> None:
    files = (
        file for folder in ("dagster_project", "dbt", "tests", "docs") for file in (PROJECT_ROOT / folder).rglob("*")
    )
    texts = (
        file for file in files if file.suffix in {".py", ".sql", ".yml", ".md", ".toml"} and file != Path(__file__)
    )
    assert [str(file) for file in texts if "../shared" in file.read_text(encoding="utf-8")] == []


FACE = re.compile(r"^\| `([a-z_.]+)\.([a-z_]+)\(([a-z_, ]*)\)` \|", re.MULTILINE)
FACES = FACE.findall((PROJECT_ROOT / "docs" / "architecture.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("module", "function", "parameters"), FACES, ids=str)
def test_the_faces_of_the_documentation_are_those_of_the_code(module: str, function: str, parameters: str) -> None:
    name = module if module.startswith("synthetic") else f"dagster_project.{module}"
    face = getattr(importlib.import_module(name), function)
    assert ", ".join(inspect.signature(face).parameters) == parameters


def test_the_documentation_names_every_room() -> None:
    rooms = {place.name for place in PACKAGE.iterdir() if (place / "__init__.py").is_file()}
    page = (PROJECT_ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert len(FACES) > 20
    assert {room for room in rooms if f"`{room}/`" not in page} == set()


def test_every_page_that_the_code_cites_is_there() -> None:
    cited = {
        page
        for folder in ("dagster_project", "synthetic", "tools", "tests", "dbt", "docs")
        for file in (PROJECT_ROOT / folder).rglob("*")
        if file.suffix in {".py", ".sql", ".yml", ".md"}
        for page in re.findall(r"docs/[a-z_0-9/-]+\.md", file.read_text(encoding="utf-8"))
    }
    assert "docs/contract/tables.md" in cited
    assert {page for page in cited if not (PROJECT_ROOT / page).is_file()} == set()
