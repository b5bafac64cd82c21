"""The study file: everything that the report fixes for its own population, as a frozen object."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

from dagster_project.study_values import read_value, wrong
from dagster_project.words.cpr import cover_text

PNR_FORMATS = ("cpr", "dst")
ALPHABETS = ("tilstand_akf2012", "tilstand_udvidet")
# Closed intervals, from and to: in the tables of the study each is two columns.
INTERVALS = (tuple[date, date], tuple[int, int])
COUNTS = {
    "kvartaler": (4, 60),
    "uger_pr_kvartal": (1, 13),
    "medicin_dage": (1, 36_525),
    "min_celle": (3, 1_000_000),
    "mindste_gruppe": (1, 1_000_000),
    "indkomst_aar": (-10, 0),
}
"""Whole numbers with their limits: beyond them dates run out of range, or small numbers are shown as they are."""
AGES, YEARS = (0, 150), (1900, 2100)


@dataclass(frozen=True)
class Study:
    """One study; the fields are the keys of the TOML file, intervals are closed pairs."""

    navn: str
    titel: str
    periode: tuple[date, date]
    kommuner: tuple[str, ...]
    region: str
    kvartaler: int
    uger_pr_kvartal: int
    alfabet: str
    oevrig_alder: tuple[int, int]
    oevrig_referencedato: date
    medicin_alder: tuple[int, int]
    medicin_dage: int
    foraelder_periode: tuple[int, int]
    pnr_format: str = "cpr"
    antal_grupper: dict[str, int] = field(default_factory=dict)
    min_celle: int = 5
    mindste_gruppe: int = 20
    sekvens_alder: tuple[int, int] | None = None
    indkomst_aar: int = 0
    """Which calendar year table 6.3 reads, against that of the index date: -1 is the year before."""

    @property
    def uger(self) -> int:
        """Weeks of a sequence."""
        return self.kvartaler * self.uger_pr_kvartal

    @property
    def has_timing(self) -> bool:
        """The timing rules speak of twenty quarters; with another number there is no timing."""
        return self.kvartaler == 20


def kinds_of_keys() -> dict[str, Any]:
    """The type of every key of a study file, by name, as `Study` declares it; ``X | None`` counts as ``X``."""
    hints = get_type_hints(Study)
    return {item.name: _without_none(hints[item.name]) for item in fields(Study)}


def _without_none(kind: Any) -> Any:
    kinds = [part for part in get_args(kind) if part is not NoneType]
    return kinds[0] if NoneType in get_args(kind) else kind


def load_study(path: Path) -> Study:
    """Read and check a study file.

    Args:
        path: a TOML file (UTF-8) with the keys of `Study`.

    Returns:
        The study, every interval closed at both ends.

    Raises:
        ConfigurationError: when the file is missing or no TOML, or a key is missing, unknown or of the wrong kind;
            the key is named.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise wrong(path, "en læsbar studiefil", "filen findes ikke") from None
    except OSError as error:
        raise wrong(path, "en læsbar studiefil", f"den kan ikke læses ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise wrong(path, "gyldig TOML i UTF-8", f"byte nummer {error.start + 1} er ikke UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        # Says line and column.
        raise wrong(path, "gyldig TOML i UTF-8", str(error)) from None
    # Name and title go into logs, tables and pages: no CPR number may.
    raw = {cover_text(name): cover_text(value) if isinstance(value, str) else value for name, value in raw.items()}
    _check_keys(path, raw)
    kinds = kinds_of_keys()
    study = Study(**{name: read_value(path, name, value, kinds[name]) for name, value in raw.items()})
    _check_values(path, study)
    return study


def restore_study(values: Mapping[str, Any]) -> Study:
    """The study that a manifest holds: JSON knows neither dates nor tuples."""
    restored: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
    }
    first, last = (date.fromisoformat(day) for day in restored["periode"])
    reference = date.fromisoformat(restored["oevrig_referencedato"])
    return Study(**restored | {"periode": (first, last), "oevrig_referencedato": reference})


def require_begun(study: Study, path: Path, today: date) -> None:
    """Refuse a study of decisions that nobody can have made yet.

    Raises:
        ConfigurationError: when the period begins after ``today``.
    """
    first, last = study.periode
    if first > today:
        raise wrong(path, f"periode: en, der er begyndt den {today}", f"periode er {first} til {last}: i fremtiden")


def _check_keys(path: Path, raw: dict[str, Any]) -> None:
    known = sorted(item.name for item in fields(Study))
    required = {item.name for item in fields(Study) if item.default is MISSING and item.default_factory is MISSING}
    missing = sorted(required - set(raw))
    if unknown := sorted(set(raw) - set(known)):
        found = f"ukendt nøgle: {', '.join(_with_nearest(name, known) for name in unknown)}"
        raise wrong(path, f"nøglerne {', '.join(known)}", found + (f"; mangler {', '.join(missing)}" * bool(missing)))
    if missing:
        raise wrong(path, f"nøglerne {', '.join(sorted(required))}", f"manglende nøgle: {', '.join(missing)}")


def _with_nearest(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"{name} (mente du {near[0]}?)" if near else name


def _check_values(path: Path, study: Study) -> None:
    for name, holds, expected in _rules(study):
        if not holds:
            raise wrong(path, f"{name}: {expected}", f"{name} er {_told(getattr(study, name))}")


def _rules(study: Study) -> Iterator[tuple[str, bool, str]]:
    """Key, whether its value is good, and what is expected of it."""
    pairs = [(name, getattr(study, name)) for name, kind in kinds_of_keys().items() if kind in INTERVALS]
    yield from ((name, not pair or pair[0] <= pair[1], "fra før til") for name, pair in pairs)
    for name, (low, high) in COUNTS.items():
        yield name, low <= getattr(study, name) <= high, f"fra {low} til {high}"
    for name in ("oevrig_alder", "medicin_alder", "sekvens_alder"):
        yield (
            name,
            all(AGES[0] <= age <= AGES[1] for age in getattr(study, name) or ()),
            "alder fra {} til {}".format(*AGES),
        )
    years = "i årene {} til {}".format(*YEARS)
    for name in ("periode", "oevrig_referencedato", "foraelder_periode"):
        yield name, all(YEARS[0] <= year <= YEARS[1] for year in _years(getattr(study, name))), years
    yield "kommuner", 0 < len(set(study.kommuner)) == len(study.kommuner), "mindst en, ingen to gange"
    yield "pnr_format", study.pnr_format in PNR_FORMATS, " eller ".join(PNR_FORMATS)
    yield "alfabet", study.alfabet in ALPHABETS, " eller ".join(ALPHABETS)
    named = {"samlet", *study.kommuner}
    yield "antal_grupper", set(study.antal_grupper) <= named, "'samlet' eller studiets kommuner"
    yield "antal_grupper", all(k >= 1 for k in study.antal_grupper.values()), "mindst 1 gruppe"


def _years(value: Any) -> list[int]:
    values = value if isinstance(value, tuple) else (value,)
    return [item.year if isinstance(item, date) else item for item in values]


def _told(value: Any) -> str:
    """A value as the study file writes it."""
    if isinstance(value, tuple):
        return f"[{', '.join(_told(item) for item in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_told(item)}" for key, item in value.items()) + "}"
    return f'"{value}"' if isinstance(value, str) else str(value)
