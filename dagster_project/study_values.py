"""Values of the study file: TOML's as the types that `Study` declares, or an error that names the key."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from dagster_project.errors import ConfigurationError

T = TypeVar("T")

KINDS = {
    "str": "en tekst", "int": "et helt tal", "float": "et decimaltal", "bool": "sand/falsk", "list": "en liste",
    "dict": "en tabel", "date": "en dato", "datetime": "en dato med klokkeslæt", "time": "et klokkeslæt",
}  # fmt: skip
"""What TOML's values are called in Danish."""


def read_value(path: Path, name: str, value: Any, kind: Any) -> Any:
    """The value of a key as ``kind``, the type that its field of `Study` declares.

    Raises:
        ConfigurationError: naming the file and the key, when it is of another kind.
    """
    return _CONVERT[kind](path, name, value)


def wrong(path: Path, expected: str, found: str) -> ConfigurationError:
    """The error to raise of a study file: what was expected and found, where, and what to do."""
    return ConfigurationError(expected, found, str(path), "ret studiefilen (VEJE_STUDIE)")


def _as_text(path: Path, name: str, value: Any) -> str:
    return _typed(path, name, value, str, "en tekst")


def _as_count(path: Path, name: str, value: Any) -> int:
    if isinstance(value, bool):
        raise wrong(path, f"{name}: et helt tal", f"{name} er sand/falsk")
    return _typed(path, name, value, int, "et helt tal")


def _as_date(path: Path, name: str, value: Any) -> date:
    if isinstance(value, datetime):
        raise wrong(path, f"{name}: en dato uden klokkeslæt", f"{name} har et klokkeslæt")
    return _typed(path, name, value, date, "en dato (ÅÅÅÅ-MM-DD)")


def _as_texts(path: Path, name: str, value: Any) -> tuple[str, ...]:
    return tuple(_as_text(path, name, item) for item in _typed(path, name, value, list, "en liste"))


def _as_dates(path: Path, name: str, value: Any) -> tuple[date, date]:
    first, last = _pair(path, name, value)
    return _as_date(path, name, first), _as_date(path, name, last)


def _as_counts(path: Path, name: str, value: Any) -> tuple[int, int]:
    first, last = _pair(path, name, value)
    return _as_count(path, name, first), _as_count(path, name, last)


def _as_group_counts(path: Path, name: str, value: Any) -> dict[str, int]:
    return {key: _as_count(path, name, k) for key, k in _typed(path, name, value, dict, "en tabel").items()}


def _pair(path: Path, name: str, value: Any) -> tuple[Any, Any]:
    items = _typed(path, name, value, list, "en liste med fra og til")
    if len(items) != 2:
        raise wrong(path, f"{name}: fra og til", f"{len(items)} værdier")
    return items[0], items[1]


def _typed(path: Path, name: str, value: Any, kind: type[T], expected: str) -> T:
    if not isinstance(value, kind):
        raise wrong(path, f"{name}: {expected}", f"{name} er {KINDS.get(type(value).__name__, type(value).__name__)}")
    return value


# A key is read as the type that its field declares: a new one needs no word here.
_CONVERT: dict[Any, Callable[[Path, str, Any], Any]] = {
    str: _as_text,
    int: _as_count,
    date: _as_date,
    tuple[str, ...]: _as_texts,
    tuple[date, date]: _as_dates,
    tuple[int, int]: _as_counts,
    dict[str, int]: _as_group_counts,
}
