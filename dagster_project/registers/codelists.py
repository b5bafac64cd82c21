"""Code lists as files: the project's own, with the user's laid over file by file (`VEJE_KODELISTER`)."""

import csv
import re
import shutil
from difflib import get_close_matches
from pathlib import Path

from dagster_project.errors import ConfigurationError
from dagster_project.settings import CODE_LISTS, Settings

DERIVED = "tabel.csv"
"""The list of the report's tables is written from their declaration: titles follow the code that makes the tables."""
_IS_TEXT_FOR_PEOPLE = re.compile(r"\.|(?:readme|l(?:æ|ae)s ?mig)|.*\.(?:md|pdf)$", re.IGNORECASE)


def code_list_path(settings: Settings, name: str) -> Path:
    """The file that counts for the list ``name`` (without ending): the user's when there is one, else ours."""
    if settings.code_lists is not None:
        own = settings.code_lists / f"{name}.csv"
        if own.is_file():
            return own
    return CODE_LISTS / f"{name}.csv"


def require_known_lists(settings: Settings) -> None:
    """Let nothing lie in the user's folder that would be passed over in silence.

    Raises:
        ConfigurationError: naming each file that is no code list, with the list that it was most likely meant to be.
    """
    if settings.code_lists is None:
        return
    known = [f"{name}.csv" for name in own_lists()]
    names = sorted(file.name for file in settings.code_lists.iterdir() if file.is_file())
    if odd := [name for name in names if name not in known and not _IS_TEXT_FOR_PEOPLE.match(name)]:
        raise ConfigurationError(
            f"kodelister: {', '.join(known)}",
            "; ".join(_unknown_list(name, known) for name in odd),
            f"{settings.code_lists} (VEJE_KODELISTER)",
            "ret filens navn, eller flyt den ud af mappen (README* og *.md må ligge der)",
        )


def _unknown_list(name: str, known: list[str]) -> str:
    if name == DERIVED:
        return f"{name} dannes af tabellernes erklæring og kan ikke erstattes"
    near = get_close_matches(f"{name.lower().partition('.')[0]}.csv", known, n=1, cutoff=0)
    return f"{name} er ingen kodeliste; mente du {near[0]}?"


def own_lists() -> list[str]:
    """Names of the project's lists, without ending."""
    return sorted(file.stem for file in CODE_LISTS.glob("*.csv"))


def compose_code_lists(settings: Settings, out_dir: Path) -> list[Path]:
    """Write the lists that count into ``out_dir`` (made when missing; other CSV files there go) and return them."""
    out_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    require_known_lists(settings)
    names = own_lists()
    for stale in set(out_dir.glob("*.csv")) - {out_dir / f"{name}.csv" for name in names}:
        stale.unlink()
    return [Path(shutil.copyfile(code_list_path(settings, name), out_dir / f"{name}.csv")) for name in names]


def read_codes(settings: Settings, name: str, column: str) -> tuple[str, ...]:
    """The codes of one list in the order of the file, each once.

    Raises:
        ConfigurationError: when the file is missing, no UTF-8, or lacks ``column``.
    """
    return tuple(dict.fromkeys(row[column].strip() for row in read_list(settings, name, (column,))))


def read_list(settings: Settings, name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a (small) code list.

    Raises:
        ConfigurationError: when the file is missing, no UTF-8, or lacks one of ``columns``.
    """
    path = code_list_path(settings, name)
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            missing = [column for column in columns if column not in (reader.fieldnames or ())]
            rows = [] if missing else list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise _unusable(path, "en læsbar CSV-fil i UTF-8", type(error).__name__) from None
    if missing:
        raise _unusable(path, f"kolonnerne {', '.join(columns)}", f"mangler {', '.join(missing)}")
    if any(row[column] is None for row in rows for column in columns):
        raise _unusable(path, f"{', '.join(columns)} i hver række", "en række med for få felter")
    return rows


def _unusable(path: Path, expected: str, found: str) -> ConfigurationError:
    return ConfigurationError(expected, found, str(path), "ret kodelisten (VEJE_KODELISTER)")
