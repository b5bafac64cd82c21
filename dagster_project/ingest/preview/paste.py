"""Lines of a mapping that would find the missing columns, as TOML to paste."""

import json
import re
from collections.abc import Sequence

from dagster_project.ingest.mapping.declared import Origin, RegisterMapping
from dagster_project.ingest.preview.found import FoundFile
from dagster_project.registers.spec import RegisterSpec

_BEFORE_YEAR = re.compile(r"([A-Za-zÆØÅæøå_=-]*)(?:19|20)[0-9]{2}")


def told_source(source: Origin) -> str:
    """A source as TOML."""
    parts = [
        f"{key} = {_text(text)}"
        for key, text in (("kolonne", source.kolonne), ("fra_navn", source.fra_navn), ("konstant", source.konstant))
        if text is not None
    ]
    parts += [f"form = {_text(source.form)}"] if source.form else []
    parts += [f"faktor = {source.faktor:g}"] if source.faktor is not None else []
    parts += [f"tom = {json.dumps(source.tom, ensure_ascii=False)}"] if source.tom else []
    if source.koder:
        pairs = ", ".join(f"{_text(one)} = {_text(other)}" for one, other in source.koder)
        parts.append(f"koder = {{ {pairs} }}")
    return _text(source.kolonne) if source.kolonne is not None and source.is_plain else f"{{ {', '.join(parts)} }}"


def lines_to_paste(spec: RegisterSpec, mapping: RegisterMapping, files: Sequence[FoundFile]) -> tuple[str, ...]:
    """The lines for one register; none when no column is missing or none was found.

    Args:
        spec: the register.
        mapping: what has been said of it already: its sources come first.
        files: as they were found.
    """
    wanted: dict[str, list[str]] = {}
    for file in files:
        for name, sources in file.kolonner:
            wanted.setdefault(name, []).extend(one for one in sources if one not in wanted.get(name, []))
    columns = [line for name, sources in wanted.items() if (line := _column(name, sources, mapping))]
    if not columns:
        return ()
    pattern = _pattern(mapping, files) if any("fra_navn" in line for line in columns) else None
    head = [f"[{spec.name}]", f"filer = {pattern}"] if pattern else []
    return (*head, f"[{spec.name}.kolonner]", *columns)


def _column(name: str, sources: list[str], mapping: RegisterMapping) -> str | None:
    if not sources:
        return None
    said = [told_source(one) for one in mapping.sources(name)]
    every = list(dict.fromkeys([*said, *sources]))
    return f"{name} = {every[0] if len(every) == 1 else '[' + ', '.join(every) + ']'}"


def _pattern(mapping: RegisterMapping, files: Sequence[FoundFile]) -> str | None:
    """``filer`` that finds the year in every name, None when the mapping has one already."""
    if mapping.filer is not None:
        return None
    found = [_BEFORE_YEAR.search(file.fil) for file in files]
    before = sorted({one[1] for one in found if one})
    words = before[0] if len(before) == 1 else f"(?:{'|'.join(before)})"
    return _text(f"{words}(?P<aar>\\d{{4}})")


def _text(text: str | None) -> str:
    return json.dumps(text, ensure_ascii=False)
