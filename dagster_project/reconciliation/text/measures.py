"""What a measure of the running text is made of: cell references of `data/tekst_maal.csv`, resolved and summed."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from dagster_project.reconciliation.printed import DATA

Key = tuple[str, str, str, str]
FOUR = "alle_fire_kommuner"
PATHWAY_TABLES = {
    "kortvarig_kontanthjaelp": "7.3",
    "langvarig_kontanthjaelp": "7.4",
    "pendler": "7.5",
    "loenmodtager_syg": "7.6",
    "fleksjobvisiteret": "7.7",
}


@dataclass(frozen=True)
class Figure:
    """A computed figure; ``part`` and ``whole`` are None where it is no share."""

    value: float | None
    part: int | None
    whole: int | None


@dataclass(frozen=True)
class Definition:
    """One row of `tekst_maal.csv` that fits a measure, with what its pattern caught."""

    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    ranked_among_kinds: bool
    caught: str


def define(measure: str, group: str, places: tuple[str, ...] = (FOUR,)) -> Definition | None:
    """The definition of ``measure`` for ``group`` (``alle``, a population or pathways joined by ``+``).

    Pathways of the four together are those of the pooled analysis, and stand in other cells than the separate ones.
    """
    scope = "samlet" if places == (FOUR,) else "kommune"
    kind = "forloeb" if set(group.split("+")) <= set(PATHWAY_TABLES) else group
    for row in _definitions():
        match = re.fullmatch(row["maal"], measure)
        if match and row["gruppe"] in (kind, "*") and row["sted"] in (scope, ""):
            numerator, denominator = (tuple(filter(None, row[name].split(";"))) for name in ("taeller", "naevner"))
            return Definition(numerator, denominator, row["rang_blandt"] == "maal", match.groupdict().get("x") or "")
    return None


def measure_value(
    facts: Mapping[Key, Figure], measure: str, group: str, places: tuple[str, ...], four: tuple[str, ...]
) -> float | None:
    """The figure for several places or pathways together, or None when a cell it needs is not there."""
    definition = define(measure, group, places)
    if definition is None:
        return None
    keys = list(_keys(definition.numerator, definition.caught, group, places, four))
    if not definition.denominator:
        return _together([facts.get(key) for key in keys], is_share=keys[0][3] == "percent")
    whole = _total(facts, list(_keys(definition.denominator, definition.caught, group, places, four)))
    part = _total(facts, keys)
    if part is None or not whole:
        return None
    return part / whole * (100 if measure.startswith("share_") else 1)


def quoted_cell(measure: str, group: str, places: tuple[str, ...], four: tuple[str, ...]) -> Key | None:
    """The one cell that the figure is read off, or None when it is made of several."""
    definition = define(measure, group, places)
    if definition is None or definition.denominator:
        return None
    keys = list(_keys(definition.numerator, definition.caught, group, places, four))
    return keys[0] if len(keys) == 1 else None


def kinds_of(facts: Mapping[Key, Figure], measure: str, group: str, four: tuple[str, ...]) -> list[str]:
    """Every measure of the same kind that has a cell: the other years, the other types of measures."""
    definition = define(measure, group)
    if definition is None:
        return []
    template = definition.numerator[0].split("|")
    position = template.index("{x}")
    # One municipality may lack the pathway: each that has it knows the kinds.
    wanted = list(_keys(definition.numerator, "", group, (FOUR,), four))
    found = {key[position] for key in facts if any(_alike(key, one, position) for one in wanted)} - {"alle"}
    return [measure.removesuffix(definition.caught) + kind for kind in sorted(found)]


def _alike(key: Key, wanted: Key, position: int) -> bool:
    return all(a == b for i, (a, b) in enumerate(zip(key, wanted, strict=True)) if i != position)


def _keys(
    templates: tuple[str, ...], caught: str, group: str, places: tuple[str, ...], four: tuple[str, ...]
) -> Iterator[Key]:
    # A sum over the municipalities of a pathway needs each one's own cell: groups that do not exist have none.
    each = four if places == (FOUR,) and _sums(templates) else places
    seen = set()
    for template, one_group, place, kind in product(templates, group.split("+"), each, caught.split("+")):
        text = template.format(x=kind, g=one_group, k=place, k4=place, t=PATHWAY_TABLES.get(one_group, ""))
        first, second, third, fourth = text.split("|")
        if text not in seen:
            seen.add(text)
            yield first, second, third, fourth


def _sums(templates: tuple[str, ...]) -> bool:
    return any("{k4}" in template for template in templates)


def _together(cells: list[Figure | None], *, is_share: bool) -> float | None:
    there = [cell for cell in cells if cell is not None and cell.value is not None]
    if not there:
        return None
    if is_share and all(cell.part is not None and cell.whole for cell in there):
        return 100 * sum(cell.part or 0 for cell in there) / sum(cell.whole or 0 for cell in there)
    if len(there) == 1 or all(cell.part is not None for cell in there):
        return sum(cell.value or 0 for cell in there)
    return None


def _total(facts: Mapping[Key, Figure], keys: list[Key]) -> float | None:
    distinct = dict.fromkeys(keys)
    cells = [facts[key] for key in distinct if key in facts]
    return float(sum(cell.part if cell.part is not None else cell.value or 0 for cell in cells)) if cells else None


@cache
def _definitions() -> tuple[dict[str, str], ...]:
    with (DATA / "tekst_maal.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))
