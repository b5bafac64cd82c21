"""One cell as the page shows it: our figure, and what the report prints where that is another one."""

from dataclasses import dataclass

from dagster_project.report.numbers import DECIMALS, SUPPRESSED, cell_text

HIDDEN = ("diskretion", "tilbageholdt")
HALF_OF_ROUNDED = 0.55
KINDS = {
    "rettet": "rapportens egen fejl; koden står på siden Om tallene",
    "afrundet": "rapporten har afrundet til hele tal",
    "grundlag": "rapporten har regnet på et andet grundlag, og forskellen er inden for den grænse, der er sat for det",
    "afviger": "beregnet og trykt er ikke det samme",
    "ikke_sammenlignelig": "kan ikke sammenlignes",
    "mangler": "kan ikke beregnes",
}
"""Why a printed figure stands beside ours, with the words of the legend; in the order of the legend."""


@dataclass(frozen=True)
class ShownCell:
    """One cell as shown.

    Attributes:
        text: our figure, `:` where it is suppressed.
        printed: the printed figure, where it is another text than ours; else empty.
        kind: why it is another: one of `KINDS`; empty where nothing is printed beside.
        code: of the report's own error, where the cell has one.
    """

    text: str
    printed: str = ""
    kind: str = ""
    code: str = ""


@dataclass(frozen=True)
class Beside:
    """What the reconciliation says of a cell; all None where there was none.

    Attributes:
        printed: as the report prints it; None where it prints nothing.
        effective: what ours is held against: the printed one, corrected.
        status: the verdict.
        code: of the report's own error in this cell; empty where it has none.
    """

    printed: float | None = None
    effective: float | None = None
    status: str | None = None
    code: str = ""


def shown_cell(value: float | None, statistic: str, released: str | None, beside: Beside) -> ShownCell:
    """Show a cell beside its printed one.

    Args:
        value: ours, unrounded; None where there is none.
        statistic: which decides the decimals.
        released: the status of the released form; None in the house.
        beside: the printed one.

    Returns:
        The cell. Nothing is printed beside a suppressed figure: where the two are equal it would be the figure.
    """
    if released in HIDDEN or beside.status in HIDDEN:
        return ShownCell(SUPPRESSED)
    text = cell_text(value, statistic)
    differs = beside.status not in {None, "ens"}
    said = beside.effective if beside.printed is None and differs else beside.printed
    if beside.status is None or said is None or cell_text(said, statistic) == text:
        return ShownCell(text)
    kind = beside.status if differs else _why_equal(value, said, beside.effective, statistic)
    return ShownCell(text, cell_text(said, statistic), kind, beside.code)


def _why_equal(value: float | None, printed: float, effective: float | None, statistic: str) -> str:
    """Why a cell counts as found again although the texts differ."""
    if effective != printed:
        return "rettet"
    whole = DECIMALS.get(statistic, 1) > 0 and printed == int(printed)
    # Ours is rounded itself in the released form: 11,45 printed as 11 is 11,5 there.
    return "afrundet" if whole and value is not None and abs(value - printed) < HALF_OF_ROUNDED else "grundlag"
