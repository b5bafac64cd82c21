"""One column of a mapping: where it comes from and what is done to its cells, checked against the declaration."""

from collections.abc import Collection
from typing import Any

from dagster_project.ingest.mapping.declared import DateForm, Origin
from dagster_project.ingest.mapping.statement import Entry
from dagster_project.registers.spec import Column, Kind

_PLACES = ("kolonne", "fra_navn", "konstant")
_TREATMENTS = ("form", "faktor", "tom", "koder", "vaerdier")
_PERSONS = (Kind.PNR, Kind.RELATIVE)
_NUMBERS = (Kind.INTEGER, Kind.DECIMAL)


def read_sources(said: Entry, column: Column, groups: Collection[str]) -> tuple[Origin, ...]:
    """The sources of a column, best first: a name, a table, or a list of either.

    Args:
        said: the statement of the column.
        column: its declaration.
        groups: what file names tell in this register (``fra_navn``).

    Raises:
        ConfigurationError: naming the line.
    """
    if not isinstance(said.value, list):
        return (_source(said, column, groups),)
    if not said.value:
        raise said.wrong("mindst en kilde", "en tom liste")
    return tuple(_source(Entry(said.file, said.content, said.path, one), column, groups) for one in said.value)


def _source(said: Entry, column: Column, groups: Collection[str]) -> Origin:
    if isinstance(said.value, str):
        return Origin(kolonne=_name(said))
    table = said.table((*_PLACES, *_TREATMENTS))
    places = [key for key in _PLACES if key in table]
    if len(places) > 1:
        raise said.wrong(f"en af {', '.join(_PLACES)}", f"{' og '.join(places)}")
    if column.kind is Kind.PNR and set(table) - {"kolonne"}:
        raise said.wrong("kun navne: et personnummer laves ikke om", ", ".join(sorted(set(table) - {"kolonne"})))
    place: dict[str, Any] = {"kolonne": column.name}
    if places == ["kolonne"]:
        place = {"kolonne": _name(said.child("kolonne"))}
    elif places:
        place = {places[0]: said.child(places[0]).as_text()}
    if place.get("fra_navn", "") not in {"", *groups}:
        expected = f"en navngiven gruppe i 'filer' eller en mappe 'navn=…': {', '.join(sorted(groups)) or 'ingen'}"
        raise said.wrong(expected, f"gruppen {place['fra_navn']}")
    return Origin(**place, **_treatment(said, column))


def _name(said: Entry) -> str:
    name = said.as_text().strip()
    if not name:
        raise said.wrong("navnet på en kolonne i filen", "en tom tekst")
    return name.upper()


def _treatment(said: Entry, column: Column) -> dict[str, Any]:
    table = said.table()
    treatment: dict[str, Any] = {}
    if "form" in table:
        treatment["form"] = _form(said.child("form"), column)
    if "faktor" in table:
        treatment["faktor"] = _factor(said.child("faktor"), column)
    if "tom" in table:
        treatment["tom"] = said.child("tom").as_texts()
    pairs = [said.child(key).as_pairs() for key in ("koder", "vaerdier") if key in table]
    if pairs and column.kind in _PERSONS:
        raise said.wrong("kun navne: et personnummer laves ikke om", "koder eller vaerdier")
    return treatment | ({"koder": tuple(pair for one in pairs for pair in one)} if pairs else {})


def _form(said: Entry, column: Column) -> DateForm:
    if column.kind is not Kind.DATE:
        raise said.wrong("form kun for en dato", f"{column.name} er {column.kind.value}")
    form = said.as_text()
    if form not in list(DateForm):
        raise said.wrong(f"en af formerne {', '.join(DateForm)} (de øvrige kendes uden at nævnes)", form)
    return DateForm(form)


def _factor(said: Entry, column: Column) -> float:
    if column.kind not in _NUMBERS:
        raise said.wrong("faktor kun for et tal", f"{column.name} er {column.kind.value}")
    if isinstance(said.value, bool) or not isinstance(said.value, int | float) or not said.value:
        raise said.wrong("et tal, der ikke er 0", f"{said.value!r}")
    return float(said.value)
