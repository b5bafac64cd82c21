"""Numbers as a Danish reader writes them: decimal comma, thousands point, ``:`` for what is suppressed."""

from decimal import ROUND_HALF_UP, Decimal

SUPPRESSED = ":"
NONE = "–"
DECIMALS = {"n": 0, "kr": 0, "mark": 0, "percent": 1, "mean": 1, "years": 1}


def danish(value: float | None, decimals: int = 0) -> str:
    """``value`` rounded half up, or a dash when there is none."""
    if value is None:
        return NONE
    rounded = Decimal(repr(round(float(value), 10))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{rounded:,f}".translate(str.maketrans(",.", ".,"))


def percent(value: float | None, decimals: int = 0) -> str:
    """A percentage of a running text; number and sign stay on one line."""
    return f"{danish(value, decimals)}\u00a0%"


def cell_text(value: float | None, statistic: str) -> str:
    """A table cell as printed: a cross for a mark, else the number with the decimals of its statistic."""
    if statistic == "mark":
        return "×" if value else NONE
    return danish(value, DECIMALS.get(statistic, 1))
