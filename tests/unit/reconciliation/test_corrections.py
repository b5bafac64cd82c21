"""The report's own errors are told once, and those of the cells are those of the transcription."""

import re

from dagster_project.reconciliation.corrections import codes_of_cells, read_corrections, read_text_errors
from dagster_project.reconciliation.statements import listed_statements
from dagster_project.settings import PROJECT_ROOT


def test_there_are_twelve_and_each_has_its_proof() -> None:
    corrections = read_corrections()
    assert [one.code for one in corrections] == [f"A{number:02d}" for number in range(1, 13)]
    assert all(one.place and one.printed and one.corrected and len(one.proof) > 40 for one in corrections)


def test_every_code_of_a_cell_is_explained_and_says_its_figures() -> None:
    explained = {one.code: one for one in read_corrections()}
    assert set(codes_of_cells().values()) <= set(explained)
    assert codes_of_cells()["7.4", "alle", "viborg", "n"] == "A06"
    assert "588" in explained["A06"].corrected


def test_every_statement_that_is_the_reports_own_error_exists() -> None:
    assert set(read_text_errors()) <= {one.number for one in listed_statements()}


def test_the_deviations_do_not_tell_them_a_second_time() -> None:
    page = (PROJECT_ROOT / "docs" / "deviations.md").read_text(encoding="utf-8")
    assert "report_errors.md" in page
    assert not re.search(r"^\| 4\.1", page, re.M)
