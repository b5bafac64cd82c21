"""The drawings themselves: arrays in, one SVG out. The same arrays give the same bytes.

Sizes are pixels as a browser counts them: a picture is read at its own size, three beside each other on a page.
"""

import io
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import Any

import numpy as np
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from numpy.typing import NDArray
from PIL import Image, ImageColor

from dagster_project.pathways.pictures.palette import ACTIVITY
from dagster_project.sequences.arguments import Floats, States

Legend = list[tuple[str, str, str]]

WIDTH, MARGIN = 364, 8
PLOT_LEFT, PLOT_HEIGHT = 48, 200
# Space for the numbers and the name of the axis below the plot.
AXIS_HEIGHT = 36
# So many bold letters fit in the width with the widest of the fonts that browsers fall back on.
TITLE_LETTERS, LABEL_LETTERS = 40, 27
TITLE_LINE, LABEL_LINE = 16, 13
TEMPLATES = Path(__file__).parent / "templates"
_TEMPLATES = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Plot:
    """Where the data are drawn."""

    x: int
    y: int
    w: int
    h: int


def index_plot(path: Path, title: str, numbers: States, legend: Legend) -> None:
    """One line a person, sorted by the last quarter, then the one before, and so on.

    Args:
        path: file to write.
        title: Danish, above the picture.
        numbers: (n, L) places in ``legend``.
        legend: as `palette.legend_of`.
    """
    ordered = numbers[np.lexsort(numbers.T)]
    subtitle = f"{_thousands(len(ordered))} personer, sorteret fra slutningen"
    _write(path, "sekvenser", title, subtitle, numbers.shape[1], legend, png=_png(ordered, legend))


def distribution_plot(path: Path, title: str, shares: Floats, legend: Legend) -> None:
    """Stacked shares of the states in every quarter; ``shares`` (L, states) sum to 1 a quarter."""
    tops = np.cumsum(shares, axis=1)
    bars = [
        (colour, _bars(_plot(title), tops[:, at] - shares[:, at], tops[:, at], 1.0))
        for at, (_, _, colour) in enumerate(legend)
    ]
    _write_shares(path, title, "Andel af personerne i hver tilstand", len(shares), legend, bars)


def activity_plot(path: Path, title: str, share: Floats) -> None:
    """Share of the persons with a measure in every quarter; ``share`` (L,)."""
    bars = [(ACTIVITY, _bars(_plot(title), np.zeros(len(share)), share, 0.84))]
    _write_shares(path, title, "Andel med en foranstaltning i kvartalet", len(share), [], bars)


def percent(share: float) -> str:
    """``0.125`` as Danish readers write it: ``12,5 %``; a whole percent without decimals."""
    number = f"{100 * share:.1f}".removesuffix(".0").replace(".", ",")
    return f"{number} %"


def shares_of(numbers: States, states: int) -> NDArray[np.float64]:
    """(L, states) share of the rows in each state, quarter by quarter."""
    return np.stack([np.bincount(column, minlength=states) for column in numbers.T]) / len(numbers)


def _write_shares(  # noqa: PLR0913, PLR0917 - what a picture shows
    path: Path, title: str, subtitle: str, quarters: int, legend: Legend, bars: list[tuple[str, str]]
) -> None:
    plot = _plot(title)
    percents = [(percent(part / 5), plot.y + plot.h - plot.h * part // 5) for part in range(6)]
    _write(path, "andele", title, subtitle, quarters, legend, bars=bars, percents=percents)


def _write(  # noqa: PLR0913, PLR0917 - what every picture has, and what a kind adds
    path: Path, kind: str, title: str, subtitle: str, quarters: int, legend: Legend, **content: Any
) -> None:
    plot = _plot(title)
    entries, height = _place(legend, plot.y + plot.h + AXIS_HEIGHT)
    frame = {
        "title": title,
        "title_lines": _title_lines(title),
        "subtitle": subtitle,
        "width": WIDTH,
        "height": height,
        "plot": plot,
        "quarters": quarters,
        "ticks": [(at, round(plot.x + (at - 0.5) * plot.w / quarters, 1)) for at in _ticks(quarters)],
        "legend": entries,
    }
    path.write_text(_TEMPLATES.get_template(f"{kind}.svg.j2").render(frame | content), encoding="utf-8")
    path.chmod(0o600)


def _title_lines(title: str) -> list[str]:
    return wrap(title, TITLE_LETTERS) or [""]


def _plot(title: str) -> Plot:
    top = 46 + TITLE_LINE * (len(_title_lines(title)) - 1)
    return Plot(PLOT_LEFT, top, WIDTH - PLOT_LEFT - MARGIN, PLOT_HEIGHT)


def _ticks(quarters: int) -> list[int]:
    step = max(1, quarters // 4)
    return sorted({1, *range(step, quarters + 1, step)})


def _bars(plot: Plot, low: Floats, high: Floats, share: float) -> str:
    """The outline of one bar a quarter from ``low`` to ``high`` (0-1), as wide as ``share`` of the quarter."""
    step = plot.w / len(low)
    left = plot.x + step * (np.arange(len(low)) + (1 - share) / 2)
    bottom, top = plot.y + plot.h * (1 - low), plot.y + plot.h * (1 - high)
    return "".join(
        f"M{x:.1f} {y:.2f}h{step * share:.1f}V{to:.2f}h{-step * share:.1f}z"
        for x, y, to in zip(left, bottom, top, strict=True)
        if y > to
    )


def _place(legend: Legend, top: int) -> tuple[list[dict[str, Any]], int]:
    """The entries in two columns below each other, and the height of the picture that holds them."""
    lines = [wrap(text, LABEL_LETTERS) or [text] for _, text, _ in legend]
    turn = -(-len(legend) // 2)
    entries, lowest = [], top
    for first, column in ((0, lines[:turn]), (turn, lines[turn:])):
        y = top + 14
        for at, texts in enumerate(column, first):
            x = MARGIN if first == 0 else WIDTH // 2 + MARGIN
            entries.append({"x": x, "y": y, "lines": texts, "colour": legend[at][2]})
            y += LABEL_LINE * len(texts) + 3
            lowest = max(lowest, y)
    return entries, lowest + (0 if legend else MARGIN)


def _png(ordered: States, legend: Legend) -> str:
    """One point a quarter and person, in the colours of the legend, as base64."""
    image = Image.fromarray(ordered.astype(np.uint8))
    image.putpalette([part for _, _, colour in legend for part in ImageColor.getrgb(colour)])
    file = io.BytesIO()
    image.save(file, format="PNG", optimize=True)
    return b64encode(file.getvalue()).decode("ascii")


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
