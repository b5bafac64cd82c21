"""Report tables and their models are the same: neither is there without the other."""

import shutil
from pathlib import Path

import pytest

from dagster_project.errors import ConfigurationError
from dagster_project.transform.report_tables import MODELS, declared, require_declared, titled

CHAPTER = Path("intermediate") / "tabeller" / "kapitel_4_6"


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODELS, tmp_path / "models"))


def test_the_project_is_as_declared() -> None:
    require_declared()


def test_a_model_that_nobody_declared_stops_the_build(models: Path) -> None:
    (models / CHAPTER / "int_tabel_6_9.sql").write_text("select 1")
    with pytest.raises(ConfigurationError, match="uden erklæring: int_tabel_6_9") as caught:
        require_declared(models)
    assert "docs/how-to/table.md" in caught.value.remedy


def test_a_declared_table_without_a_model_stops_the_build(models: Path) -> None:
    (models / CHAPTER / "int_tabel_6_8.sql").unlink()
    with pytest.raises(ConfigurationError, match="ingen model: int_tabel_6_8"):
        require_declared(models)


def test_a_pathways_table_is_titled_as_the_lists_call_it() -> None:
    titles = {table.number: table.title for table in titled({"7.3": "Den unge, der ventede", "9.9": "Ingen"})}
    assert titles["7.3"] == "Foranstaltninger: den unge, der ventede"
    assert titles["7.4"] == "Foranstaltninger: den langvarige kontanthjælpsmodtager"
    assert "9.9" not in titles


def test_a_table_as_printed_is_described_by_its_title() -> None:
    texts = {table["navn"]: table["beskrivelse"] for table in declared()}
    assert texts["tabel_5_3"] == "Tabel 5.3: Tilkendelsesdiagnose fordelt på kommuner og regioner."
    assert texts["figur_6_1"].startswith("Figur 6.1: ")
    assert texts["bilag_2"].startswith("Bilag 2: ")
