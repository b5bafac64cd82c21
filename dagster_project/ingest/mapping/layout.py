"""Which columns of a file are which: the mapping and the declaration held against a header."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dagster_project.ingest.mapping.declared import Origin, RegisterMapping
from dagster_project.ingest.readers.header import shown
from dagster_project.registers.spec import Column, Kind, Presence, RegisterSpec
from dagster_project.registers.weeks import column_of_week, index_of_week, week_at, week_of_column

OUTSIDE = "uden_for"
"""Name under which readers yield the column that says whether a row belongs to the register at all."""


@dataclass(frozen=True)
class Place:
    """Where a declared column of a file comes from."""

    column: Column
    source: Origin
    field: int | None
    """Number of the field from 0; None when every row has ``text``."""
    text: str = ""
    is_numeric: bool = False
    """The field's type is a number: a person's number in it has lost its zeros."""

    @property
    def told(self) -> str:
        """As `kvalitet.kilde` says it: the delivered name, or what else the cells were taken from."""
        if self.source.kolonne is not None:
            return shown(self.source.kolonne)
        return f"fra_navn {self.source.fra_navn}" if self.source.fra_navn else f"konstant '{self.text}'"


@dataclass(frozen=True)
class FileFacts:
    """What a file says of itself that decides which column is which."""

    header: tuple[str, ...]
    groups: Mapping[str, str] = field(default_factory=dict)
    """What its path tells: keys of folders `key=value` and named groups of ``filer``."""
    unreadable: Mapping[int, str] = field(default_factory=dict)
    """Type by number of those fields whose type cannot be read."""
    numeric: frozenset[int] = frozenset()
    """Fields whose type is a number."""
    imprecise: frozenset[int] = frozenset()
    """Fields of single precision: seven digits, so that a person's number in it is somebody else's."""
    has_tail: bool = False
    """Every row ends in one delimiter more than the header."""


@dataclass(frozen=True)
class ColumnPlaces:
    """Where the columns of a file lie."""

    places: tuple[Place, ...]
    """Of the declared columns that it has, in the order of the declaration."""
    weeks: dict[int, int]
    """Week (from the first of DREAM) to field."""
    surplus: tuple[str, ...]
    """Names that are not used, fit to be shown."""
    outside: int | None
    """The field that says which rows belong to the register."""
    problems: tuple[str, ...]
    """Why the file cannot be taken: all of it. A missing column may mean that the first line is data, so what was
    found is never told."""
    notes: tuple[str, ...] = ()
    """What is said of it although it is taken."""

    @property
    def fields(self) -> dict[str, int]:
        """Number of the field by the name under which readers yield it."""
        found = {place.column.name: place.field for place in self.places if place.field is not None}
        return found if self.outside is None else {**found, OUTSIDE: self.outside}


def groups_of(fil: str, mapping: RegisterMapping) -> dict[str, str]:
    """What the path of a file below its delivery tells: keys of folders, and the groups of ``filer`` that took part."""
    keys = dict(part.split("=", 1) for part in fil.split("/")[:-1] if "=" in part)
    found = re.search(mapping.filer, fil, re.IGNORECASE) if mapping.filer else None
    return keys | {name: text for name, text in (found.groupdict() if found else {}).items() if text is not None}


def name_knower(spec: RegisterSpec, mapping: RegisterMapping) -> Callable[[str], bool]:
    """Whether a header cell is a column that is read: what the delimiter of a text file is chosen by."""
    names = {source.kolonne for column in spec.columns for source in mapping.sources(column.name)}
    if mapping.uden_for:
        names.add(mapping.uden_for.kolonne)

    def knows(cell: str) -> bool:
        name = cell.strip().upper()
        return name in names or (spec.weeks is not None and week_of_column(name) is not None)

    return knows


def find_layout(spec: RegisterSpec, mapping: RegisterMapping, facts: FileFacts) -> ColumnPlaces:
    """Match a header against the declaration through the mapping; what is wrong stands in `ColumnPlaces.problems`."""
    names = [name.strip().upper() for name in facts.header]
    first = {name: at for at, name in reversed(list(enumerate(names)))}
    found = [_place(column, mapping.sources(column.name), first, facts) for column in spec.columns]
    weeks = _weeks(spec, names)
    outside = first.get(mapping.uden_for.kolonne) if mapping.uden_for else None
    places = tuple(place for place in found if isinstance(place, Place))
    missing = [place for place in found if isinstance(place, _Missing)]
    taken = {place.field for place in places} | {at for ats in weeks.values() for at in ats} | {outside}
    return ColumnPlaces(
        places=places,
        weeks={week: ats[0] for week, ats in weeks.items()},
        surplus=tuple(
            shown(facts.header[at])
            for at, name in enumerate(names)
            if at not in taken and not (spec.ignored and re.fullmatch(spec.ignored, name, re.IGNORECASE))
        ),
        outside=outside,
        problems=(
            *_missing([one for one in missing if one.column.presence is not Presence.OPTIONAL], facts),
            *(["mangler ugekolonner (y_ÅÅUU)"] if spec.weeks and not weeks else []),
            *_twice(places, names, weeks),
            *_unreadable_weeks(weeks, facts),
        ),
        notes=(
            *_notes(mapping, outside, facts),
            *(one.told for one in missing if one.column.presence is Presence.OPTIONAL),
        ),
    )


@dataclass(frozen=True)
class _Missing:
    """A column that the file should have, or may have and cannot be read."""

    column: Column
    kind: str | None = None
    """The type that cannot be read, when the column is there after all."""

    @property
    def told(self) -> str:
        """That the column is there and cannot be read."""
        return f"kolonnen {self.column.name} har en type, der ikke kan læses ({self.kind})"


def _place(
    column: Column, sources: tuple[Origin, ...], first: dict[str, int], facts: FileFacts
) -> Place | _Missing | None:
    unreadable = None
    for source in sources:
        if source.konstant is not None:
            return Place(column, source, None, source.konstant)
        if source.fra_navn is not None and source.fra_navn in facts.groups:
            return Place(column, source, None, facts.groups[source.fra_navn])
        at = first.get(source.kolonne or "")
        if source.kolonne and at is not None:
            unreadable = _unreadable(column, at, facts)
            if unreadable is None:
                return Place(column, source, at, is_numeric=at in facts.numeric)
    is_needed = column.presence is not Presence.OPTIONAL
    return _Missing(column, unreadable) if is_needed or unreadable else None


def _unreadable(column: Column, at: int, facts: FileFacts) -> str | None:
    """The type of a field when the column cannot be read from it."""
    if column.kind in (Kind.PNR, Kind.RELATIVE) and at in facts.imprecise:
        return "enkelt præcision: syv cifre"
    return facts.unreadable.get(at)


def _weeks(spec: RegisterSpec, names: list[str]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for at, name in enumerate(names) if spec.weeks else ():
        week = week_of_column(name)
        if week is not None:
            found.setdefault(index_of_week(week), []).append(at)
    return found


def _missing(missing: list[_Missing], facts: FileFacts) -> list[str]:
    absent = [one.column.name for one in missing if one.kind is None]
    if absent and len(facts.header) == 1:
        found = shown(facts.header[0])
        return [f"overskriften er ét felt, '{found}': skilletegnet skal være ; , | eller tabulator"]
    odd = [one.told for one in missing if one.kind]
    return [*([f"mangler kolonnen {', '.join(absent)}"] if absent else []), *odd]


def _twice(places: tuple[Place, ...], names: list[str], weeks: dict[int, list[int]]) -> list[str]:
    count = Counter(names)
    used = {names[place.field] for place in places if place.field is not None}
    twice = [name for name in used if count[name] > 1]
    twice += [column_of_week(week_at(week)) for week, ats in weeks.items() if len(ats) > 1]
    return [f"har kolonnen {', '.join(sorted(twice))} to gange"] if twice else []


def _unreadable_weeks(weeks: dict[int, list[int]], facts: FileFacts) -> list[str]:
    odd = [at for ats in weeks.values() for at in ats if at in facts.unreadable]
    return [f"kolonnen {shown(facts.header[at])} har en type, der ikke kan læses" for at in odd[:1]]


def _notes(mapping: RegisterMapping, outside: int | None, facts: FileFacts) -> tuple[str, ...]:
    notes = ["hver række ender i et skilletegn mere end overskriften"] if facts.has_tail else []
    if mapping.uden_for is not None and outside is None:
        notes.append(f"uden kolonnen {shown(mapping.uden_for.kolonne)}, som uden_for nævner: ingen rækker er udeladt")
    return tuple(notes)
