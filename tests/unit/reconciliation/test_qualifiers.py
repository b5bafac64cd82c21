"""Every word that the text puts before a figure, with its boundaries."""

from decimal import Decimal

import pytest

from dagster_project.reconciliation.statements import (
    Statement,
    _holds,
    _quotes_a_cell_that_holds,
    _statement,
    _verdict,
    _with_spans,
)
from dagster_project.reconciliation.text.figures import Question

WOMEN = Question("share_women", "alle", ("herning",))


def statement(qualifier: str, value: str, unit: str = "percent", measure: str = "share_women") -> Statement:
    return Statement("F", Question(measure, "alle", ("herning",)), Decimal(value), unit, qualifier)


@pytest.mark.parametrize(
    ("qualifier", "said", "holds", "fails"),
    [
        ("exact", "12.5", ["12.45", "12.5", "12.549"], ["12.44", "12.55"]),
        ("exact", "12", ["11.5", "12.4999"], ["11.49", "12.5"]),
        ("over", "50", ["50.0001", "90"], ["50", "49"]),
        ("under", "50", ["50", "1"], ["50.0001"]),
        ("godt", "45", ["45", "47.5"], ["44.999", "47.501"]),
        ("knap", "45", ["45", "42.5"], ["45.001", "42.499"]),
        ("ca", "45", ["42.5", "47.5"], ["42.499", "47.501"]),
    ],
)
def test_every_qualifier_of_a_percentage(qualifier: str, said: str, holds: list[str], fails: list[str]) -> None:
    for computed in holds:
        assert _holds(statement(qualifier, said), Decimal(computed)), computed
    for computed in fails:
        assert not _holds(statement(qualifier, said), Decimal(computed)), computed


@pytest.mark.parametrize(("said", "near"), [("20", "2"), ("-20", "2"), ("3", "0.5")])
def test_what_is_no_percentage_is_near_within_a_tenth_or_a_half(said: str, near: str) -> None:
    for sign in (1, -1):
        edge = Decimal(said) + sign * Decimal(near)
        assert _holds(statement("ca", said, "n"), edge)
        assert not _holds(statement("ca", said, "n"), edge + sign * Decimal("0.01"))


def test_both_ends_of_a_span_are_one_verdict() -> None:
    ends = [statement("ca", said, "n", f"quarters_{end}") for said, end in (("5", "min"), ("10", "max"))]
    for one in _with_spans(ends):
        assert all(_holds(one, Decimal(inside)) for inside in ("4.5", "7", "11"))
        assert not any(_holds(one, Decimal(outside)) for outside in ("4.4", "11.1"))


def test_an_end_without_the_other_is_a_figure_of_its_own() -> None:
    (alone,) = _with_spans([statement("ca", "10", "n", "quarters_max")])
    assert alone.span is None
    assert not _holds(alone, Decimal("8.9"))


def test_what_cannot_be_computed_is_missing() -> None:
    assert _verdict(statement("exact", "1"), None) == "mangler"
    assert _verdict(statement("exact", "0"), 0.0) == "ens"
    assert _verdict(statement("exact", "1"), 0.0) == "afviger"


def test_a_quoted_cell_counts_for_exact_figures_that_are_no_rank() -> None:
    judged = {("6.1", "kvinder", "herning", "percent"): 41.5}
    assert _quotes_a_cell_that_holds(statement("exact", "41.5"), (), judged)
    assert not _quotes_a_cell_that_holds(statement("exact", "41.6"), (), judged)
    assert not _quotes_a_cell_that_holds(statement("over", "41.5"), (), judged)
    assert not _quotes_a_cell_that_holds(statement("exact", "41.5"), (), {})
    ranked = Statement("F", Question("share_women", "alle", ("herning",), "rank_asc"), Decimal("41.5"), "n", "exact")
    assert not _quotes_a_cell_that_holds(ranked, (), judged)


def test_a_row_of_the_transcription_is_a_statement() -> None:
    row = {"id": "F1", "unit": "rank_desc", "measure": "share_women", "group": "alle", "municipality": "herning+viborg"}
    row |= {"value": "1.0", "qualifier": "exact", "section": "6.1.1"}
    question = Question("share_women", "alle", ("herning", "viborg"), "rank_desc")
    assert _statement(row) == Statement("F1", question, Decimal("1.0"), "rank_desc", "exact", "6.1.1")
    assert _statement(row | {"unit": "percent"}).question.ranking is None
