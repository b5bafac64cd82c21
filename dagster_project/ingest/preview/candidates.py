"""Which column of a file a missing one is most likely called: by known names, by likeness, by what the cells hold."""

import re
from collections.abc import Callable
from difflib import SequenceMatcher

import polars as pl

from dagster_project.ingest.door.delivery import ReadableFile
from dagster_project.ingest.mapping.declared import DateForm, Origin, RegisterMapping
from dagster_project.ingest.mapping.layout import ColumnPlaces
from dagster_project.ingest.mapping.load import read_mapping
from dagster_project.ingest.preview.paste import told_source
from dagster_project.ingest.readers.header import shown
from dagster_project.ingest.rows.dates import dates
from dagster_project.ingest.rows.rules import Door
from dagster_project.registers.spec import Column, Kind, Presence, RegisterSpec
from dagster_project.settings import SHIPPED_SOURCES

_ALIKE, _SURE = 0.6, 0.95
_SPELLED = str.maketrans({"Æ": "AE", "Ø": "OE", "Å": "AA"})
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}")
_PERSON = "^([0-9]{10}|[0-9]{12})$"
_YEARS = "^(19|20)[0-9]{2}$"
_NUMBER = r"^-?[0-9]+([.,][0-9]+)?$"


def missing_columns(
    opened: ReadableFile,
    spec: RegisterSpec,
    mapping: RegisterMapping,
    door: Door,
    cells: Callable[[], pl.DataFrame],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each required column that the file lacks, with sources (as TOML) that would find it there, best first.

    Args:
        opened: the file.
        spec: its register.
        mapping: what has been said of it; sources that were named there stay.
        door: the code lists.
        cells: gives the first rows of the unused fields, as text under their numbers.
    """
    missing = _missing(opened.layout, spec)
    if not missing:
        return ()
    looked = cells()
    return tuple((column.name, _sources(column, opened, spec, door, looked)) for column in missing)


def _missing(layout: ColumnPlaces, spec: RegisterSpec) -> list[Column]:
    there = {place.column.name for place in layout.places}
    return [one for one in spec.columns if one.name not in there and one.presence is not Presence.OPTIONAL]


def _sources(
    column: Column, opened: ReadableFile, spec: RegisterSpec, door: Door, cells: pl.DataFrame
) -> tuple[str, ...]:
    return (
        _known(column, opened, spec)
        or _alike(column, opened, door, cells)
        or _from_name(column, opened)
        or (('{ konstant = "" }',) if column.presence is Presence.COLUMN and column.kind is Kind.DATE else ())
    )


def _known(column: Column, opened: ReadableFile, spec: RegisterSpec) -> tuple[str, ...]:
    """Names that Danmarks Statistik has for the column, when the file has one of them."""
    names = {name.strip().upper() for name in opened.file.header}
    shipped = read_mapping(SHIPPED_SOURCES).of(spec.name)
    return tuple(told_source(one) for one in shipped.sources(column.name) if one.kolonne in names)


def _alike(column: Column, opened: ReadableFile, door: Door, cells: pl.DataFrame) -> tuple[str, ...]:
    """The field whose name is most like, or whose cells alone could be it."""
    scored = []
    for at in cells.columns:
        name = opened.file.header[int(at)].strip()
        likeness, fit = _likeness(column.name, name), _fit(column, cells.get_column(at), door)
        if shown(name) != name or (likeness < _ALIKE and not (_is_telling(column) and fit >= _SURE)) or fit < _ALIKE:
            continue
        scored.append((likeness + fit, -int(at), told_source(_source(column, name, cells.get_column(at)))))
    return tuple(source for _, _, source in sorted(scored, reverse=True)[:1])


def _likeness(wanted: str, name: str) -> float:
    """0-1; a name that begins with the other is nearly it."""
    one, other = (re.sub("[^A-Z0-9]", "", text.upper().translate(_SPELLED)) for text in (wanted, name))
    if len(one) >= 3 and len(other) >= 3 and (one.startswith(other) or other.startswith(one)):
        return 0.9
    return SequenceMatcher(None, one, other).ratio()


def _is_telling(column: Column) -> bool:
    """Whether cells that fit are hardly anything else."""
    return column.kind is Kind.PNR or bool(column.pattern) or column.must_be_listed


def _fit(column: Column, cells: pl.Series, door: Door) -> float:
    """Share of the cells that are not empty that could stand in the column; a column without any could be it."""
    texts = cells.str.strip_chars()
    texts = texts.filter(texts.is_not_null() & (texts != ""))
    return 1.0 if texts.is_empty() else int(_could_be(column, texts, door).sum()) / len(texts)


def _could_be(column: Column, texts: pl.Series, door: Door) -> pl.Series:
    match column.kind:
        case Kind.PNR | Kind.RELATIVE:
            return texts.str.contains(_PERSON)
        case Kind.DATE:
            return dates(texts).is_not_null() | dates(texts, DateForm.YYMMDD).is_not_null()
        case Kind.INTEGER:
            return texts.str.contains(_YEARS if column.up_to_delivery_year else _NUMBER)
        case Kind.DECIMAL:
            return texts.str.contains(_NUMBER)
    listed = [*column.unknown, *(column.allowed or ()), *column.extra_codes]
    listed += [*door.codes[column.repair.name]] if column.repair else []
    if column.pattern:
        return texts.str.contains(f"^(?:{column.pattern})$")
    return texts.is_in(listed) if listed else texts.is_not_null()


def _source(column: Column, name: str, cells: pl.Series) -> Origin:
    texts = cells.str.strip_chars()
    texts = texts.filter(texts.is_not_null() & (texts != ""))
    if column.kind is Kind.DATE and len(texts) and dates(texts).null_count() > len(texts) * (1 - _ALIKE):
        return Origin(kolonne=name.upper(), form=DateForm.YYMMDD)
    return Origin(kolonne=name.upper())


def _from_name(column: Column, opened: ReadableFile) -> tuple[str, ...]:
    """A year that stands in the path of the file."""
    year_end = DateForm.YEAR_START if column.kind is Kind.DATE and column.key else None
    if not (column.up_to_delivery_year or year_end) or not _YEAR.search(opened.name):
        return ()
    return (told_source(Origin(fra_navn="aar", form=year_end)),)
