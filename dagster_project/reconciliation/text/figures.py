"""From a question of the text (a figure, a difference, a rank) to one computed number."""

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from dagster_project.reconciliation.printed import DATA
from dagster_project.reconciliation.text.measures import (
    FOUR,
    PATHWAY_TABLES,
    Figure,
    Key,
    define,
    kinds_of,
    measure_value,
)

Facts = Mapping[Key, Figure]
Value = Callable[[str, str, tuple[str, ...]], float | None]


@dataclass(frozen=True)
class Question:
    """What a statement speaks of; ``ranking`` is None, or one of ``rank_desc``, ``rank_asc`` and their ``_pair``."""

    measure: str
    group: str
    places: tuple[str, ...]
    ranking: str | None = None


def computed_figure(facts: Facts, question: Question, four: tuple[str, ...]) -> float | None:
    """The computed figure, unrounded, or None when the tables do not hold what it needs.

    A rank is that of the lowest placed one: for a pair 1 says that no other lies between or before the two. The same
    holds of three kinds or three pathways that are named together.
    """
    if question.ranking:
        return _rank(facts, question, four)
    if question.measure == "n_medicine_types_above_mean":
        return _above_mean(facts, question.places[0])
    if question.measure == "ratio_diagnosis_bevaegeapparat_to_psykiske":
        one, other = (
            measure_value(facts, f"share_diagnosis_{name}", question.group, question.places, four)
            for name in ("bevaegeapparat", "psykiske_lidelser")
        )
        return one / other if one is not None and other else None
    for pattern, calculation in _differences():
        if match := re.fullmatch(pattern, question.measure):
            rest = Question(match["rest"], question.group, question.places)
            return _difference(facts, rest, calculation, four)
    return measure_value(facts, question.measure, question.group, question.places, four)


def _difference(facts: Facts, question: Question, calculation: str, four: tuple[str, ...]) -> float | None:
    def at(*places: str, group: str = question.group) -> float | None:
        return measure_value(facts, question.measure, group, places, four)

    kind, _, against = calculation.partition(":")
    if kind == "spredning":
        values = [value for place in four if (value := at(place)) is not None]
        return max(values) - min(values) if values else None
    own = at(question.places[0])
    other = {
        "mod": lambda: at(against),
        "mod_gruppe": lambda: at(question.places[0], group=against),
        "foerste_minus_anden": lambda: at(question.places[1]),
        "mod_maal": lambda: measure_value(facts, against, question.group, question.places, four),
    }[kind]()
    return None if own is None or other is None else own - other


def _above_mean(facts: Facts, place: str) -> float | None:
    types = [key[1] for key in facts if key[0] == "6.5" and key[2:] == (place, "percent")]
    pairs = [(facts["6.5", kind, place, "percent"], facts.get(("6.5", kind, FOUR, "percent"))) for kind in types]
    return float(sum((a.value or 0) > (b.value or 0) for a, b in pairs if b is not None)) if pairs else None


def _rank(facts: Facts, question: Question, four: tuple[str, ...]) -> float | None:
    own, peers = _contenders(facts, question, four)
    if not own or any(peers.get(name) is None for name in own):
        return None
    sign = 1 if "asc" in (question.ranking or "") else -1
    worst = max(sign * value for name, value in peers.items() if name in own and value is not None)
    before = [name for name, value in peers.items() if name not in own and value is not None and sign * value <= worst]
    return 1.0 + len(before)


def is_among_kinds(question: Question) -> bool:
    """Whether a rank is among the kinds of the measure (years, types of measures), not among places or pathways."""
    definition = define(question.measure, question.group)
    return definition is not None and definition.ranked_among_kinds


def _contenders(facts: Facts, question: Question, four: tuple[str, ...]) -> tuple[set[str], dict[str, float | None]]:
    """Those the statement names, and the figure of everyone they compete with: places, pathways or kinds."""
    value: Value = lambda m, g, p: computed_figure(facts, Question(m, g, p), four)  # noqa: E731
    definition = define(question.measure, question.group)
    if definition is not None and is_among_kinds(question):
        kinds = kinds_of(facts, question.measure, question.group, four)
        stem = question.measure.removesuffix(definition.caught)
        own = {stem + kind for kind in definition.caught.split("+")}
        return own, {kind: value(kind, question.group, question.places) for kind in kinds}
    if len(question.places) == 1 and set(question.group.split("+")) <= set(PATHWAY_TABLES):
        own = set(question.group.split("+"))
        return own, {g: value(question.measure, g, question.places) for g in PATHWAY_TABLES}
    return set(question.places), {place: value(question.measure, question.group, (place,)) for place in four}


@cache
def _differences() -> tuple[tuple[str, str], ...]:
    with (DATA / "tekst_forskelle.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["maal"], row["beregning"]) for row in csv.DictReader(file))
