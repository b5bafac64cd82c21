"""What a reader can rely on besides the import contract (pyproject.toml): small rooms that say what they are."""

import ast
import importlib
import inspect
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from dagster_project import sequences
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


def too_long(folder: str, pattern: str, most: int) -> dict[str, int]:
    lengths = {
        str(file.relative_to(PROJECT_ROOT)): len(file.read_text(encoding="utf-8").splitlines())
        for file in (PROJECT_ROOT / folder).rglob(pattern)
    }
    return {name: lines for name, lines in lengths.items() if lines > most}


@pytest.mark.parametrize("folder", ["dbt", "dagster_project", "tests"])
def test_sql_is_short(folder: str) -> None:
    assert too_long(folder, "*.sql", 80) == {}


@pytest.mark.parametrize("folder", ["synthetic", "tools", "bench"])
def test_what_is_no_product_is_a_small_room_too(folder: str) -> None:
    assert too_long(folder, "*.py", 250) == {}


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


LIBRARY = [("sequences", name) for name in sequences.__all__ if inspect.isfunction(getattr(sequences, name))]


def face_of(module: str, function: str) -> Callable[..., object]:
    name = module if module.startswith("synthetic") else f"dagster_project.{module}"
    face: Callable[..., object] = getattr(importlib.import_module(name), function)
    return face


@pytest.mark.parametrize(("module", "function", "parameters"), FACES, ids=str)
def test_the_faces_of_the_documentation_are_those_of_the_code(module: str, function: str, parameters: str) -> None:
    assert ", ".join(inspect.signature(face_of(module, function)).parameters) == parameters


@pytest.mark.parametrize(("module", "function"), [*(face[:2] for face in FACES), *LIBRARY], ids=str)
def test_a_face_says_what_it_takes_and_gives(module: str, function: str) -> None:
    face = face_of(module, function)
    said, signature = inspect.getdoc(face) or "", inspect.signature(face)
    parts = re.split(r"^(Args|Returns|Yields|Raises):$", said, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    takes = re.findall(r"^    (\w+): \S", sections.get("Args", ""), re.MULTILINE)
    assert takes == list(signature.parameters)
    assert bool({"Returns", "Yields"} & sections.keys()) == (signature.return_annotation not in (None, "None"))


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
        for page in re.findall(r"(?<!/)\bdocs/[a-z_0-9/-]+\.md", file.read_text(encoding="utf-8"))
    }
    assert "docs/contract/tables.md" in cited
    assert {page for page in cited if not (PROJECT_ROOT / page).is_file()} == set()
