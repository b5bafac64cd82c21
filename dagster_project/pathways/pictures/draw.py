"""The one picture that no grammar of charts draws well: a line for each of thousands of persons. Arrays in, PNG out."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageColor

from dagster_project.sequences.arguments import States

Legend = list[tuple[str, str, str]]


def index_plot(path: Path, numbers: States, legend: Legend) -> None:
    """One line a person and one point a quarter, sorted by the last quarter, then the one before, and so on.

    Args:
        path: file to write; the same arrays give the same bytes.
        numbers: (n, L) places in ``legend``.
        legend: as `palette.legend_of`.
    """
    ordered = numbers[np.lexsort(numbers.T)]
    image = Image.fromarray(ordered.astype(np.uint8))
    image.putpalette([part for _, _, colour in legend for part in ImageColor.getrgb(colour)])
    image.save(path, format="PNG", optimize=True)
    path.chmod(0o600)
