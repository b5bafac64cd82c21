"""The notebook for who uses the library alone runs, and says what the library's own oracle says."""

import runpy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dagster_project.sequences import aggregate, pairwise_distances
from dagster_project.settings import PROJECT_ROOT

NOTEBOOK = PROJECT_ROOT / "docs" / "notebooks" / "pathways.py"
KNOWN = PROJECT_ROOT / "tests" / "oracle" / "sequences" / "data" / "traminer.npz"


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """What every cell has left, by name."""
    _, names = runpy.run_path(str(NOTEBOOK))["app"].run()
    return dict(names)


def test_it_reads_the_reference_sequences(told: dict[str, Any]) -> None:
    with np.load(KNOWN) as known:
        assert told["states"].tolist() == known["sequences"].tolist()


def test_its_groups_are_those_of_the_table_it_shows(told: dict[str, Any]) -> None:
    assert told["found"].k in told["quality"]["k"].to_list()
    assert told["sure"]["persons"].sum() == len(told["states"])
    assert told["sure"]["jaccard_mean"].is_between(0, 1).all()
    assert told["chosen"]["count"].sum() == 50
    assert told["above"] > 3
    assert told["compared"]["ari"].is_between(0, 1).all()
    assert told["told"].height == told["found"].k
    group = told["shares"].filter(factor="group")
    assert group["pseudo_r2"].item() == pytest.approx(told["quality"].filter(k=told["found"].k)["R2"].item(), abs=1e-9)


def test_its_careers_are_read_by_name_and_compared_as_the_library_does(told: dict[str, Any]) -> None:
    unique, _, _ = aggregate(told["states"])
    assert told["by_constant"].tolist() == pairwise_distances(unique).tolist()
    assert Path(NOTEBOOK.parent / "careers.csv").exists()
