"""Which columns of a file are which: names in any order and case, week columns, surplus ones."""

import re
from collections import Counter
from dataclasses import dataclass

from dagster_project.ingest.errors import FileRefused
from dagster_project.registers.spec import Presence, RegisterSpec
from dagster_project.registers.weeks import column_of_week, index_of_week, week_of_column

_NUMBERISH = re.compile(r"[0-9]{5,}")


def shown_column(header: str) -> str:
    """A column as the quarantine names it: the register's spelling where it has one, and nothing personal."""
    week = week_of_column(header)
    return column_of_week(week) if week else _shown(header.strip().upper())


@dataclass(frozen=True)
class Layout:
    """Where the columns of a file lie: numbers of fields from 0."""

    columns: dict[str, int]
    """Declared name to field."""
    weeks: dict[int, int]
    """Week (from the first of DREAM) to field."""
    surplus: tuple[str, ...]
    """Names that the register does not know, fit to be shown."""


def find_layout(spec: RegisterSpec, header: tuple[str, ...], *, check: bool = True) -> Layout:
    """Match a header against the declaration.

    Raises:
        FileRefused: when a needed column is missing or one stands there twice (not with ``check=False``).
            A missing column may mean that the first line is data: what was found is never told.
    """
    declared = {column.name for column in spec.columns}
    columns: dict[str, int] = {}
    weeks: dict[int, int] = {}
    surplus: list[str] = []
    known: Counter[str] = Counter()
    for field, name in enumerate(one.strip() for one in header):
        week = week_of_column(name) if spec.weeks else None
        if name.upper() in declared:
            columns.setdefault(name.upper(), field)
            known[name.upper()] += 1
        elif week is not None:
            weeks.setdefault(index_of_week(week), field)
            known[column_of_week(week)] += 1
        elif not (spec.ignored and re.fullmatch(spec.ignored, name, re.IGNORECASE)):
            surplus.append(_shown(name))
    if check:
        _check(spec, columns, weeks, known)
    return Layout(columns, weeks, tuple(surplus))


def _check(spec: RegisterSpec, columns: dict[str, int], weeks: dict[int, int], known: Counter[str]) -> None:
    needed = [column.name for column in spec.columns if column.presence is not Presence.OPTIONAL]
    if missing := [name for name in needed if name not in columns]:
        raise FileRefused(f"mangler kolonnen {', '.join(missing)}")
    if spec.weeks and not weeks:
        raise FileRefused("mangler ugekolonner (y_ÅÅUU)")
    if twice := sorted(name for name, count in known.items() if count > 1):
        raise FileRefused(f"har kolonnen {', '.join(twice)} to gange")


def _shown(name: str) -> str:
    """A surplus name for a report, without what could be a person's number, and not longer than a name is."""
    printable = "".join(sign if sign.isprintable() else "?" for sign in name)
    return _NUMBERISH.sub("…", printable)[:64] or "(uden navn)"
