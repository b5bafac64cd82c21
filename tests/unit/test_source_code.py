"""What our code is: a changed rule is another code, a changed comment is not, documentation is none."""

from pathlib import Path

import pytest

from dagster_project.ingest.door import fingerprint
from dagster_project.operations.inputs import ENTRIES, code_version
from dagster_project.settings import PROJECT_ROOT
from dagster_project.source_code import digest_of, reached_from

PACKAGE = PROJECT_ROOT / "dagster_project"
SMALL = {
    "dagster_project/__init__.py": "",
    "dagster_project/definitions.py": "def f():\n    from dagster_project.room import rule\n    return rule.LIMIT\n",
    "dagster_project/room/__init__.py": '"""A room."""\n',
    "dagster_project/room/rule.py": '"""A rule."""\nimport json\n\nLIMIT = 3\n',
    "dagster_project/room/docs.py": "from dagster_project.room.rule import LIMIT\n",
    "dagster_project/room/deep/limits.csv": "a,1\n",
    "dagster_project/transform/plugin.py": "from dagster_project import room\n",
    "dbt/models/a.sql": "select 1\n",
    "dbt/models/a.yml": "models: []\n",
    "data/seed/publiceret/tabel_4_1.csv": "raekke\n",
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name, text in SMALL.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("dagster_project/room/rule.py", '"""A rule."""\nimport json\n\nLIMIT = 4\n'),
        ("dagster_project/room/deep/limits.csv", "a,2\n"),
        ("dbt/models/a.sql", "select 2\n"),
        ("dbt/models/b.sql", "select 1\n"),
        ("dbt/models/a.yml", "models: [a]\n"),
        ("data/seed/publiceret/tabel_4_1.csv", "række\n"),
    ],
)
def test_what_changes_an_answer_is_noticed(project: Path, file: str, text: str) -> None:
    before = code_version(project)
    (project / file).write_text(text, encoding="utf-8")
    assert code_version(project) != before


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("dagster_project/room/rule.py", '"""The rule, in other words."""\nimport json\n\n# Why three.\nLIMIT = 3\n'),
        ("dagster_project/room/docs.py", "PAGE = 'another'\n"),
        ("dbt/models/a.md", "words\n"),
        ("dagster_project/room/unused.py", "LIMIT = 5\n"),
    ],
)
def test_what_changes_none_is_not(project: Path, file: str, text: str) -> None:
    before = code_version(project)
    (project / file).write_text(text, encoding="utf-8")
    assert code_version(project) == before


def test_a_file_under_another_name_is_another_code(project: Path) -> None:
    before = code_version(project)
    (project / "dbt/models/a.sql").rename(project / "dbt/models/c.sql")
    assert code_version(project) != before


def test_a_beginning_that_does_not_exist_is_an_error(project: Path) -> None:
    with pytest.raises(FileNotFoundError):
        reached_from(project, "dagster_project.definition")


def test_a_run_goes_through_every_room_but_no_writer_of_documentation() -> None:
    reached = {str(file.relative_to(PACKAGE)) for file in reached_from(PROJECT_ROOT, *ENTRIES)}
    assert {"ingest/rows/rules.py", "recount/described.py", "disclosure/across.py", "report/write.py"} <= reached
    assert not [name for name in reached if name.endswith("/docs.py") or name.startswith("cli/")]


def test_reading_a_delivery_depends_on_every_rule_of_its_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    hashed: list[Path] = []

    def note(root: Path, files: list[Path]) -> str:
        hashed.extend(files)
        return digest_of(root, files)

    monkeypatch.setattr(fingerprint, "digest_of", note)
    fingerprint._code.__wrapped__()
    names = {str(file.relative_to(PACKAGE)) for file in hashed}
    written = {"ingest/door/write_manifest.py"}  # for a supplier who wrote none: no delivery is read by it
    for folder in ("ingest/rows", "ingest/readers", "ingest/door"):
        assert {str(file.relative_to(PACKAGE)) for file in (PACKAGE / folder).rglob("*.py")} - written <= names
    assert {"privacy/pseudonym.py", "keys.py", "registers/weeks.py", "registers/bef.py"} <= names
    assert not {"registers/registers_page.py", "warehouse.py", "settings.py"} & names
