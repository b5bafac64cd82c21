"""The generated pages of docs/ are what the code says, and a stale one is named."""

from pathlib import Path

import pytest

from dagster_project.cli import docs
from dagster_project.errors import ConfigurationError


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(docs, "DOCS", tmp_path)
    return tmp_path


def test_the_committed_pages_are_what_the_code_says() -> None:
    assert docs.main(["--check"]) == 0


def test_a_stale_page_is_named_and_written_anew(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert docs.main([]) == 0
    page = folder / "gates.md"
    page.write_text(page.read_text(encoding="utf-8") + "mere\n", encoding="utf-8")
    assert docs.main(["--check"]) == 1
    assert "docs/gates.md er forældet" in capsys.readouterr().out
    assert page.read_text(encoding="utf-8").endswith("mere\n"), "a look changes nothing"
    assert docs.main([]) == 0
    assert not page.read_text(encoding="utf-8").endswith("mere\n")


def test_a_page_that_cannot_be_written_says_why(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> str:
        raise ConfigurationError("en beskrivelse", "ingen", "int_tabel_6_9.yml", "skriv den")

    monkeypatch.setattr(docs, "_pages", lambda: {"report_tables.md": fail})
    assert docs.main([]) == 2
    assert "int_tabel_6_9.yml" in capsys.readouterr().err
    assert list(folder.iterdir()) == []
