"""The cluster analysis of the contract finds the planted groups, in all five analyses, whatever breaks the ties."""

from collections import Counter

import numpy as np
import polars as pl
import pytest

from dagster_project.sequences import Analysis, aggregate, analyse, pairwise_distances, ward_tree
from dagster_project.sequences.ward import cut
from synthetic.careers import STATES, plant_careers, planted_quarters
from tools.careers_search.repairs import analysed_states

# The numbers of groups in section 4.1.1 and footnote 7 of the report.
GROUPS = {"herning": 4, "holstebro": 5, "silkeborg": 4, "viborg": 5, "samlet": 6}
SEEDS = 20


class Planted:
    """Careers of one analysis and the pathways that they are meant for."""

    def __init__(self, careers: pl.DataFrame, name: str) -> None:
        own = careers if name == "samlet" else careers.filter(noegle=name)
        self.quarters = planted_quarters(own)
        self.pathway = own["forloebstype_samlet" if name == "samlet" else "forloebstype_kommune"].to_numpy()


@pytest.fixture(scope="module")
def planted() -> dict[str, Planted]:
    careers = plant_careers()
    return {name: Planted(careers, name) for name in GROUPS}


@pytest.fixture(scope="module")
def found(planted: dict[str, Planted]) -> dict[str, Analysis]:
    return {name: analyse(analysed_states(p.quarters), np.arange(len(p.quarters))) for name, p in planted.items()}


def name_of(quarters: np.ndarray) -> str:
    """The rules of the contract for the name of a cluster."""
    mean = {state: (quarters == number).sum(axis=1).mean() for number, state in enumerate(STATES)}
    if mean["ledighedsydelse"] >= 7:
        return "fleksjobvisiteret"
    if mean["kontanthjaelp"] >= 5:
        return "langvarig_kontanthjaelp" if mean["kontanthjaelp"] >= 13 else "kortvarig_kontanthjaelp"
    return "loenmodtager_syg" if mean["loenmodtager"] >= 9 else "pendler"


def named(labels: np.ndarray, quarters: np.ndarray) -> np.ndarray:
    names = {label: name_of(quarters[labels == label]) for label in np.unique(labels).tolist()}
    return np.array([names[label] for label in labels.tolist()])


@pytest.mark.parametrize("name", GROUPS)
def test_the_number_of_groups_is_the_reports(found: dict[str, Analysis], name: str) -> None:
    assert found[name].k == GROUPS[name]


@pytest.mark.parametrize("name", GROUPS)
def test_named_groups_are_the_planted_ones(planted: dict[str, Planted], found: dict[str, Analysis], name: str) -> None:
    assert (named(found[name].labels, planted[name].quarters) == planted[name].pathway).all()


def test_the_pooled_analysis_has_two_groups_of_wage_earners(
    planted: dict[str, Planted], found: dict[str, Analysis]
) -> None:
    quarters, labels = planted["samlet"].quarters, found["samlet"].labels
    names = Counter(name_of(quarters[labels == label]) for label in range(1, 7))
    assert names["loenmodtager_syg"] == 2
    assert len(names) == 5


@pytest.mark.parametrize("name", GROUPS)
def test_groups_do_not_hang_on_how_ties_are_broken(planted: dict[str, Planted], name: str) -> None:
    assert agreement(planted[name], GROUPS[name], SEEDS) == 1


def agreement(planted: Planted, k: int, seeds: int) -> float:
    """Least share of persons in their group over analyses whose ties are broken by other hashes."""
    unique, weights, index = aggregate(analysed_states(planted.quarters))
    apart = pairwise_distances(unique)
    trees = (ward_tree(apart, weights=weights, sequences=unique, seed=seed) for seed in range(1, seeds + 1))
    partitions = (cut(tree, k)[index] for tree in trees)
    return min(float((named(labels, planted.quarters) == planted.pathway).mean()) for labels in partitions)
