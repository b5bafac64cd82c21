"""The page of the report's tables is written from the project and is current."""

from pathlib import Path

import pytest

from dagster_project.errors import ConfigurationError
from dagster_project.settings import PROJECT_ROOT
from dagster_project.transform.tables_page import Project, definition, render


def test_the_page_is_current() -> None:
    assert (PROJECT_ROOT / "docs" / "report_tables.md").read_text(encoding="utf-8") == render()


def test_every_table_has_a_definition() -> None:
    page = render()
    assert page.count("\n## ") == page.count("\n- definition: Table ") + page.count(
        "\n- definition: Tables "
    ) + page.count("\n- definition: Figure ") + page.count("\n- definition: Bilag ")


def test_the_definition_is_the_comment_that_the_model_opens_with() -> None:
    text = definition(Project().files["int_tabel_6_8"])
    assert text == "Table 6.8: the measures of the target group by type."


def test_a_model_that_nobody_described_is_named_with_the_file_that_lacks_it(tmp_path: Path) -> None:
    (tmp_path / "int_tabel_9_9.sql").write_text("-- Table 9.9: nothing.\nselect 1\n", encoding="utf-8")
    (tmp_path / "_tabeller.yml").write_text("models: []\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"int_tabel_9_9") as caught:
        Project(models=tmp_path).entry("int_tabel_9_9")
    assert str(tmp_path) in caught.value.where
