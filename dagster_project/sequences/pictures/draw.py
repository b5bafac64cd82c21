"""The drawings themselves: arrays in, one SVG out. The same arrays give the same bytes."""

from pathlib import Path
from textwrap import fill
from typing import Any

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter
from numpy.typing import NDArray

from dagster_project.sequences.arguments import Floats, States
from dagster_project.sequences.pictures.palette import ACTIVITY

Legend = list[tuple[str, str, str]]

STYLE: Any = {
    # Text stays text, ids of clip paths and images follow from the content, no picture is merged with another.
    "svg.fonttype": "none",
    "svg.hashsalt": "veje",
    "image.composite_image": False,
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
}
# A viewer smooths the edges of an enlarged picture: so many points a quarter keep that narrower than a hair.
POINTS_PER_QUARTER = 24
FEWEST_POINTS = 400
LABEL_WIDTH = 28


def index_plot(path: Path, title: str, numbers: States, legend: Legend) -> None:
    """One line a person, sorted by the last quarter, then the one before, and so on.

    Args:
        path: file to write.
        title: Danish, above the picture.
        numbers: (n, L) places in ``legend``.
        legend: as `palette.legend_of`.
    """
    ordered = numbers[np.lexsort(numbers.T)]
    colours = np.array([to_rgb(colour) for _, _, colour in legend])
    high = -(-FEWEST_POINTS // len(ordered))
    points = np.repeat(np.repeat(colours[ordered], POINTS_PER_QUARTER, axis=1), high, axis=0)
    with matplotlib.rc_context(STYLE):
        figure, axes = _frame(title, f"{_thousands(len(ordered))} personer, sorteret fra slutningen")
        extent = (0.5, numbers.shape[1] + 0.5, len(ordered), 0.0)
        axes.imshow((points * 255).round().astype(np.uint8), extent=extent, aspect="auto", interpolation="none")
        axes.set_yticks([])
        axes.set_ylabel("Personer")
        _quarters(axes, numbers.shape[1])
        _legend(axes, legend)
        _save(figure, path)


def distribution_plot(path: Path, title: str, shares: Floats, legend: Legend) -> None:
    """Stacked shares of the states in every quarter; ``shares`` (L, states) sum to 1 a quarter."""
    with matplotlib.rc_context(STYLE):
        figure, axes = _frame(title, "Andel af personerne i hver tilstand")
        quarters = np.arange(1, len(shares) + 1)
        base = np.zeros(len(shares))
        for (_, _, colour), share in zip(legend, shares.T, strict=True):
            axes.bar(quarters, share, width=1.0, bottom=base, color=colour, linewidth=0)
            base = base + share
        _percent(axes)
        _quarters(axes, len(shares))
        _legend(axes, legend)
        _save(figure, path)


def activity_plot(path: Path, title: str, share: Floats) -> None:
    """Share of the persons with a measure in every quarter; ``share`` (L,)."""
    with matplotlib.rc_context(STYLE):
        figure, axes = _frame(title, "Andel med en foranstaltning i kvartalet")
        axes.bar(np.arange(1, len(share) + 1), share, width=0.86, color=ACTIVITY, linewidth=0)
        _percent(axes)
        _quarters(axes, len(share))
        _save(figure, path)


def percent(share: float, _: int = 0) -> str:
    """``0.125`` as Danish readers write it: ``12,5 %``; a whole percent without decimals."""
    number = f"{100 * share:.1f}".removesuffix(".0").replace(".", ",")
    return f"{number} %"


def _frame(title: str, subtitle: str) -> tuple[Figure, Axes]:
    figure = Figure(figsize=(7.2, 3.6))
    axes = figure.add_axes((0.09, 0.14, 0.57, 0.70))
    figure.text(0.09, 0.94, title, fontsize=11, fontweight="bold")
    figure.text(0.09, 0.885, subtitle, fontsize=9, color="#444444")
    return figure, axes


def _quarters(axes: Axes, number: int) -> None:
    axes.set_xlim(0.5, number + 0.5)
    step = max(1, number // 4)
    axes.set_xticks([1, *range(step, number + 1, step)] if step > 1 else list(range(1, number + 1)))
    axes.set_xlabel(f"Kvartal (kvartal {number} slutter ugen før tilkendelsen)")


def _percent(axes: Axes) -> None:
    axes.set_ylim(0, 1)
    axes.yaxis.set_major_formatter(FuncFormatter(percent))


def _legend(axes: Axes, legend: Legend) -> None:
    handles = [
        Patch(facecolor=colour, edgecolor="#666666", linewidth=0.4, label=fill(text, LABEL_WIDTH))
        for _, text, colour in legend
    ]
    axes.legend(
        handles=handles, loc="upper left", bbox_to_anchor=(1.02, 1.02), frameon=False, fontsize=8, handlelength=1.2
    )


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _save(figure: Figure, path: Path) -> None:
    canvas: Any = FigureCanvasSVG(figure)
    canvas.print_svg(path, metadata={"Date": None, "Creator": "Veje"})
    path.chmod(0o600)


def shares_of(numbers: States, states: int) -> NDArray[np.float64]:
    """(L, states) share of the rows in each state, quarter by quarter."""
    return np.stack([np.bincount(column, minlength=states) for column in numbers.T]) / len(numbers)
