"""The generated page of rules is current and complete."""

from dagster_project.indberetning.rules.handbook import render
from dagster_project.settings import PROJECT_ROOT
from tests.lib.reporting import code_lists


def test_the_page_of_rules_is_current() -> None:
    page = PROJECT_ROOT / "docs" / "indberetning_regler.md"
    assert page.read_text(encoding="utf-8") == render(), "run `make docs`"


def test_the_page_tells_every_row_of_the_table() -> None:
    page = render()
    for regel, alvor, felt, handling in code_lists().rules.select("regel", "alvor", "felt", "handling").iter_rows():
        part = page.split(f"### {regel}\n")[1].split("### ")[0]
        assert f"**{alvor}** · {felt}" in part
        assert handling in part
    assert "| 1954-01-01 | 1954-06-30 | 65½ |" in page
    assert "| 2026 | 243.660 |" in page
