"""Code lists as files: the project's own, with the user's laid over file by file (`VEJE_KODELISTER`)."""

import csv
import shutil
from pathlib import Path

from dagster_project.errors import ConfigurationError
from dagster_project.settings import CODE_LISTS, Settings


def code_list_path(settings: Settings, name: str) -> Path:
    """The file that counts for the list ``name`` (without ending): the user's when there is one, else ours."""
    if settings.code_lists is not None:
        own = settings.code_lists / f"{name}.csv"
        if own.is_file():
            return own
    return CODE_LISTS / f"{name}.csv"


def compose_code_lists(settings: Settings, out_dir: Path) -> list[Path]:
    """Write the lists that count into ``out_dir`` (made when missing; other CSV files there go) and return them."""
    out_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = sorted(file.stem for file in CODE_LISTS.glob("*.csv"))
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
