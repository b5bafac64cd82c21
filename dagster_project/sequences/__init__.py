"""Sequences of states: distances, clusters, quality, timing.

Usable by itself: NumPy arrays (Polars frames for the quarters) in and out, nothing of the warehouse.
``docs/sequences.md`` shows every function at work.
"""

from dagster_project.sequences.analysis import Analysis, analyse
from dagster_project.sequences.arguments import SequenceError
from dagster_project.sequences.choice import choose_k
from dagster_project.sequences.costs import substitution_costs, transition_rates
from dagster_project.sequences.discrepancy import Discrepancy, discrepancies
from dagster_project.sequences.distances import pairwise_distances
from dagster_project.sequences.indicators import sequence_indicators
from dagster_project.sequences.method import Method
from dagster_project.sequences.normalising import distances_to, normalise
from dagster_project.sequences.pam import cluster_pam
from dagster_project.sequences.quality import cluster_quality
from dagster_project.sequences.quarters import quarter_states
from dagster_project.sequences.timing import timing_scenario
from dagster_project.sequences.unique import aggregate
from dagster_project.sequences.ward import cluster_ward, ward_tree

__all__ = [
    "Analysis",
    "Discrepancy",
    "Method",
    "SequenceError",
    "aggregate",
    "analyse",
    "choose_k",
    "cluster_pam",
    "cluster_quality",
    "cluster_ward",
    "discrepancies",
    "distances_to",
    "normalise",
    "pairwise_distances",
    "quarter_states",
    "sequence_indicators",
    "substitution_costs",
    "timing_scenario",
    "transition_rates",
    "ward_tree",
]
