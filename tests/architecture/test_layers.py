"""The rules of docs/architecture.md that a reader can rely on."""

import ast
from pathlib import Path

import pytest

from dagster_project.settings import PROJECT_ROOT

PACKAGE = PROJECT_ROOT / "dagster_project"
MODULES = sorted(PACKAGE.rglob("*.py"))
WIRING = {"orchestration", "cli", "definitions.py"}


def imports_of(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def name_of(module: Path) -> str:
    return str(module.relative_to(PACKAGE))


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_only_wiring_imports_dagster(module: Path) -> None:
    uses_dagster = any(name.split(".")[0] in {"dagster", "dagster_dbt"} for name in imports_of(module))
    assert not uses_dagster or module.relative_to(PACKAGE).parts[0] in WIRING


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_the_core_never_imports_its_wiring(module: Path) -> None:
    if module.relative_to(PACKAGE).parts[0] in WIRING:
        return
    assert not {n for n in imports_of(module) if n.startswith(("dagster_project.orchestration", "dagster_project.cli"))}


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_only_settings_reads_the_environment(module: Path) -> None:
    if name_of(module) in {"settings.py", "process.py"}:
        return
    text = module.read_text(encoding="utf-8")
    assert "os.environ" not in text
    assert "getenv" not in text


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
