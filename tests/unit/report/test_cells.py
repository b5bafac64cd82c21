"""A printed figure stands beside ours wherever the two are another text, with the reason; never beside a colon."""

import pytest

from dagster_project.report.cells import KINDS, Beside, ShownCell, shown_cell


@pytest.mark.parametrize(
    ("value", "statistic", "beside", "shown"),
    [
        (54.15, "percent", Beside(54.2, 54.2, "ens"), ShownCell("54,2")),
        (33.94, "percent", Beside(34.0, 33.9, "ens", "A02"), ShownCell("33,9", "34,0", "rettet", "A02")),
        (365, "n", Beside(545, 365, "ens", "A08"), ShownCell("365", "545", "rettet", "A08")),
        (11.93, "percent", Beside(12, 12, "ens"), ShownCell("11,9", "12,0", "afrundet")),
        (11.5, "percent", Beside(11, 11, "ens"), ShownCell("11,5", "11,0", "afrundet")),
        (38.06, "percent", Beside(37.8, 37.8, "ens", "A04"), ShownCell("38,1", "37,8", "grundlag", "A04")),
        (13.6, "percent", Beside(12, 12, "ens"), ShownCell("13,6", "12,0", "grundlag")),
        (50.15, "years", Beside(42.8, 42.8, "afviger"), ShownCell("50,2", "42,8", "afviger")),
        (None, "percent", Beside(0, None, "ens", "A11"), ShownCell("–", "0,0", "rettet", "A11")),
        (None, "percent", Beside(None, None, "ens"), ShownCell("–")),
        (None, "mark", Beside(1, 1, "mangler"), ShownCell("–", "×", "mangler")),
        (300, "n", Beside(None, 290, "ikke_sammenlignelig"), ShownCell("300", "290", "ikke_sammenlignelig")),
        (9.0, "percent", Beside(), ShownCell("9,0")),
    ],
)
def test_a_cell_says_what_is_printed_and_why(
    value: float | None, statistic: str, beside: Beside, shown: ShownCell
) -> None:
    assert shown_cell(value, statistic, None, beside) == shown
    assert shown_cell(value, statistic, "vist", beside) == shown
    assert shown.kind in {*KINDS, ""}


@pytest.mark.parametrize("hidden", ["diskretion", "tilbageholdt"])
def test_nothing_stands_beside_a_suppressed_figure(hidden: str) -> None:
    assert shown_cell(None, "n", hidden, Beside(3, 3, "ens", "A01")) == ShownCell(":")
    assert shown_cell(None, "n", None, Beside(3, 3, hidden)) == ShownCell(":")
