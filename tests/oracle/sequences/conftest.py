"""Known answers of R: TraMineR 2.2-12 and WeightedCluster 2.0 on R 4.2.2, over 200 synthetic sequences.

``traminer.npz`` holds sequences, distances (condensed), partitions and silhouettes;
the CSV files hold tables of figures.
"""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

DATA = Path(__file__).parent / "data"


def rows_of(name: str) -> list[dict[str, str]]:
    """The rows of a table of known answers."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def known() -> Mapping[str, NDArray[Any]]:
    with np.load(DATA / "traminer.npz") as file:
        return {name: file[name] for name in file.files}
