"""Statements of the report's running text as sentences: a reader meets no key and no number of a list."""

import csv
import re
from decimal import Decimal
from functools import cache

from dagster_project.reconciliation.printed import DATA
from dagster_project.reconciliation.statements import Statement
from dagster_project.reconciliation.text.figures import is_among_kinds
from dagster_project.reconciliation.text.measures import PATHWAY_TABLES
from dagster_project.report.labels import Labels
from dagster_project.report.numbers import danish
from dagster_project.words.labels import within

UNITS = {
    "percent": "{} pct.",
    "percentage_points": "{} procentpoint",
    "quarters": "{} kvartaler",
    "quarter_number": "kvartal {}",
    "measures_per_person": "{} pr. person",
    "switches": "{} skift",
    "years": "{} år",
    "weeks": "{} uger",
    "permille": "{} promille",
    "n": "{}",
    "ratio": "{}",
}
QUALIFIERS = {
    "exact": "er {}",
    "over": "er over {}",
    "under": "er under {}",
    "godt": "er godt {}",
    "knap": "er knap {}",
    "ca": "er omkring {}",
}
COUNTED = ("n", "weeks", "permille", "quarter_number")
"""Units of whole numbers; of the others a computed figure has a decimal, a ratio two."""
SCENARIOS = {"tidlig": "tidlig", "sen": "sen", "loebende": "løbende", "begge_ender": "delt", "midt": "midterlagt"}
WIDE = {"alle_fire_kommuner": "de fire kommuner", "alle_regioner": "hele landet", "region_midt": "Region Midtjylland"}
GROUPS = {"oevrige_borgere": "blandt øvrige borgere", "oevrig_befolkning": "i den øvrige befolkning"}


def sentence(statement: Statement, labels: Labels) -> str:
    """What the text says, as one Danish sentence."""
    question = statement.question
    name = name_of(question.measure, labels)
    group, place = _group(question.group, labels), _places(question.places, labels)
    if not question.ranking:
        said = QUALIFIERS[statement.qualifier].format(_with_unit(statement.value, statement.unit, _decimals(statement)))
        return _sentence(name, group, place, said)
    if is_among_kinds(question):
        return _sentence(name, group, place, _rank_words(statement), "af alle slags")
    if group and len(question.places) == 1 and set(question.group.split("+")) <= set(PATHWAY_TABLES):
        return _sentence(name, place, _rank_words(statement), group)
    return _sentence(name, group, _rank_words(statement), place)


def computed_words(statement: Statement, computed: float | None) -> str:
    """Our figure in the unit of the statement: ``51,5 pct.``, ``nr. 2``."""
    if computed is None:
        return ""
    if statement.question.ranking:
        return f"nr. {danish(computed)}"
    decimals = 0 if statement.unit in COUNTED and computed == int(computed) else 2 if statement.unit == "ratio" else 1
    return _with_unit(Decimal(repr(computed)), statement.unit, decimals)


def name_of(measure: str, labels: Labels) -> str:
    """What a measure of the text is called, within a sentence.

    Raises:
        KeyError: when `data/tekst_navne.csv` has no pattern for it.
    """
    for pattern, name in _names():
        if match := re.fullmatch(pattern, measure):
            caught = match.groupdict()
            kinds = [_within(SCENARIOS.get(kind) or labels.text(kind)) for kind in caught.get("x", "").split("+")]
            rest = name_of(caught["rest"], labels) if "rest" in caught else ""
            return name.format(x=_listed(kinds), rest=rest)
    raise KeyError(measure)


@cache
def _names() -> tuple[tuple[str, str], ...]:
    with (DATA / "tekst_navne.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["maal"], row["navn"]) for row in csv.DictReader(file))


def _group(group: str, labels: Labels) -> str:
    if group == "alle":
        return ""
    return GROUPS.get(group) or f"for {_listed([_within(labels.text(one)) for one in group.split('+')])}"


def _places(places: tuple[str, ...], labels: Labels) -> str:
    return f"i {_listed([WIDE.get(place) or labels.text(place) for place in places])}"


def _rank_words(statement: Statement) -> str:
    word = "lavest" if "asc" in (statement.question.ranking or "") else "højest"
    return f"er {word}" if statement.value == 1 else f"er nr. {statement.value}, talt fra den {word}e"


def _decimals(statement: Statement) -> int:
    return max(0, -int(statement.value.as_tuple().exponent))


def _with_unit(value: Decimal, unit: str, decimals: int) -> str:
    return UNITS[unit].format(danish(float(value), decimals))


def _sentence(*parts: str) -> str:
    text = " ".join(part for part in parts if part)
    return text[0].upper() + text[1:].rstrip(".,") + "."


def _within(label: str) -> str:
    """A label inside a sentence; a clause ends with its comma."""
    return within(f"{label}," if "," in label else label)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} og {words[-1]}"
