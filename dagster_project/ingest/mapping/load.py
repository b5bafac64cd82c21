"""Read a mapping file. Whatever is wrong is a `ConfigurationError` that names the line."""

import re
import tomllib
from collections.abc import Callable, Collection
from pathlib import Path

from dagster_project.errors import ConfigurationError
from dagster_project.ingest.door.landing import folder_keys
from dagster_project.ingest.mapping.declared import Mapping, Origin, Outside, RegisterMapping
from dagster_project.ingest.mapping.source import read_sources
from dagster_project.ingest.mapping.statement import Entry
from dagster_project.registers import REGISTERS
from dagster_project.registers.spec import RegisterSpec
from dagster_project.settings import Settings

EVERY = "alle"
_OF_EVERY = ("tom", "kolonner")
_OF_REGISTER = ("filer", "tom", "kolonner", "uden_for")


def load_mapping(settings: Settings) -> Mapping:
    """The mapping of ``VEJE_KILDER``; an empty one when the variable is not set.

    Raises:
        ConfigurationError: as `read_mapping`.
    """
    if settings.sources_file is None:
        return Mapping()
    return read_mapping(settings.sources_file, lambda register: folder_keys(settings.landing, register))


def read_mapping(file: Path, keys: Callable[[str], Collection[str]] = lambda _: ()) -> Mapping:
    """Read and check a mapping file.

    Args:
        file: TOML.
        keys: of a register, the keys of its folders `key=value`, which may be used like groups of ``filer``.

    Raises:
        ConfigurationError: when it is no readable TOML, or names a register, column, form, group or key that is not;
            the line is named.
    """
    top = _parsed(file)
    nothing = Entry(file, top.content, (), {})
    every = top.get(EVERY) or nothing
    every.table(_OF_EVERY)
    _known_somewhere(every)
    for name in top.value:
        if name not in {EVERY, *REGISTERS}:
            raise top.child(name).wrong(f"et af registrene {', '.join(REGISTERS)}, eller [{EVERY}]", f"[{name}]")
    return Mapping({name: _register(spec, top.get(name) or nothing, every, keys) for name, spec in REGISTERS.items()})


def _parsed(file: Path) -> Entry:
    try:
        text = file.read_text(encoding="utf-8-sig")
        return Entry(file, text, (), tomllib.loads(text))
    except OSError as error:
        raise _unreadable(file, "en læsbar fil", f"{error.strerror}") from None
    except UnicodeDecodeError:
        raise _unreadable(file, "en fil i UTF-8", "bytes, der ikke er UTF-8") from None
    except tomllib.TOMLDecodeError as error:  # its text names line and column
        raise _unreadable(file, "gyldig TOML", str(error)) from None


def _unreadable(file: Path, expected: str, found: str) -> ConfigurationError:
    return ConfigurationError(expected, found, f"{file} (VEJE_KILDER)", "ret filen eller stien")


def _register(spec: RegisterSpec, said: Entry, every: Entry, keys: Callable[[str], Collection[str]]) -> RegisterMapping:
    said.table(_OF_REGISTER)
    pattern = said.get("filer")
    filer = pattern.as_pattern() if pattern else None
    groups = {*re.compile(filer or "").groupindex, *keys(spec.name)}
    general = {name: column for name, column in _columns(spec, every, groups).items() if column}
    return RegisterMapping(
        filer=filer,
        tom=tuple(text for one in (every, said) if (tom := one.get("tom")) for text in tom.as_texts()),
        kolonner=tuple((general | _columns(spec, said, groups)).items()),
        uden_for=_outside(said),
    )


def _columns(spec: RegisterSpec, said: Entry, groups: Collection[str]) -> dict[str, tuple[Origin, ...]]:
    """What is said of columns by their declared names; in `[alle]` those of other registers are passed over."""
    columns = said.get("kolonner")
    declared = {column.name: column for column in spec.columns}
    found = {}
    for name in columns.table() if columns else ():
        assert columns is not None  # noqa: S101 - for mypy
        column = declared.get(name.upper())
        if column is not None:
            found[column.name] = read_sources(columns.child(name), column, groups)
        elif said.path != (EVERY,):
            raise columns.child(name).wrong(f"en kolonne i {spec.name}: {', '.join(declared)}", name)
    return found


def _known_somewhere(every: Entry) -> None:
    """A column that no register has would be a word without a meaning."""
    known = {column.name for spec in REGISTERS.values() for column in spec.columns}
    columns = every.get("kolonner")
    for name in columns.table() if columns else ():
        if columns is not None and name.upper() not in known:
            raise columns.child(name).wrong("en kolonne, som et af registrene har", name)


def _outside(said: Entry) -> Outside | None:
    rule = said.get("uden_for")
    if rule is None:
        return None
    table = rule.table(("kolonne", "lig"))
    if set(table) != {"kolonne", "lig"} or not rule.child("lig").as_texts():
        raise rule.wrong('uden_for = { kolonne = "…", lig = ["…"] }', f"{', '.join(table) or 'ingen nøgler'}")
    return Outside(rule.child("kolonne").as_text().strip().upper(), rule.child("lig").as_texts())
