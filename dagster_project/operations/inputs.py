"""What a generation was made from: deliveries, study, code lists, key and code, each as a hash.

Two runs with the same inputs give the same content, so a run whose inputs are those of the published generation has
nothing to do.
"""

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import duckdb

from dagster_project.errors import ConfigurationError, UnexpectedFailure
from dagster_project.ingest.door.landing import MANIFEST, plain_files
from dagster_project.ingest.mapping import load_mapping
from dagster_project.keys import key_fingerprint
from dagster_project.registers.codelists import require_known_lists
from dagster_project.settings import CODE_LISTS, PROJECT_ROOT, Settings
from dagster_project.source_code import digest_of, reached_from
from dagster_project.words.cpr import cover_names

# Where a run begins, and what dbt loads by name.
ENTRIES = ("dagster_project.definitions", "dagster_project.transform.plugin")
DATA_FOLDERS = ("dagster_project", "dbt", "data/seed/publiceret")
DATA_SUFFIXES = (".sql", ".yml", ".csv", ".j2", ".css", ".toml")


@dataclass(frozen=True)
class MadeFrom:
    """Hashes (SHA-256, hex) by what they are of; ``leverancer`` by path below the landing folder."""

    leverancer: dict[str, str]
    studie: str
    kodelister: dict[str, str]
    noegle: str
    kode: str
    miljoe: str
    per: str
    kilder: str = ""
    """The mapping of suppliers' names; empty when there is none."""
    syntetisk: bool = False
    """Does a manifest of any delivery say that its persons are made up."""

    @property
    def digest(self) -> str:
        """One hash of everything."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def describe_inputs(settings: Settings, key: bytes, per: date | None) -> MadeFrom:
    """Hash everything that decides the content of a run; files are read in 1 MiB pieces.

    Args:
        settings: where landing, code lists, mapping and study lie.
        key: of the person ids; told apart by a print of it.
        per: the day that deliveries are read until; None: all.

    Returns:
        A hash (SHA-256, hex) of each part, and of each file by its path where there are several.

    Raises:
        ConfigurationError: when there is no landing folder at all.
    """
    if not settings.landing.is_dir():
        raise ConfigurationError(
            "en mappe med leverancer", "mappen findes ikke", f"{settings.landing} (VEJE_LANDING)", "ret stien"
        )
    require_known_lists(settings)
    lists = {file.name: file for file in sorted(CODE_LISTS.glob("*.csv"))}
    if settings.code_lists:
        lists |= {file.name: file for file in sorted(settings.code_lists.glob("*.csv"))}
    return MadeFrom(
        leverancer=_hash_tree(settings.landing),
        studie=_hash_file(settings.study_file),
        kodelister={name: _hash_file(file) for name, file in sorted(lists.items())},
        noegle=key_fingerprint(key),
        kode=code_version(),
        miljoe=settings.environment,
        per=per.isoformat() if per else "",
        kilder=_hash_mapping(settings),
        syntetisk=_says_synthetic(settings.landing),
    )


def note_inputs(con: duckdb.DuckDBPyConnection, inputs: MadeFrom) -> None:
    """Write down what a run was begun with, before it reads: what comes meanwhile is news to the next one."""
    con.execute("CREATE OR REPLACE TABLE studie.input AS SELECT ? AS input", [json.dumps(asdict(inputs))])


def noted_inputs(con: duckdb.DuckDBPyConnection) -> MadeFrom:
    """What `note_inputs` wrote last.

    Raises:
        UnexpectedFailure: when no run was ever begun on this warehouse.
    """
    try:
        rows = con.execute("SELECT input FROM studie.input").fetchall()
    except duckdb.CatalogException:
        rows = []
    if len(rows) != 1:
        raise UnexpectedFailure(
            "en kørsel, der er begyndt med at notere sit input", "ingen", "studie.input", "kør 'veje run'"
        )
    return MadeFrom(**json.loads(rows[0][0]))


def code_version(root: Path = PROJECT_ROOT) -> str:
    """A hash of the code that a run goes through, its SQL and data, and the printed tables: a changed rule is an input.

    Args:
        root: the folder of the project.
    """
    beside = (file for folder in DATA_FOLDERS for file in (root / folder).rglob("*") if file.suffix in DATA_SUFFIXES)
    return digest_of(root, {*reached_from(root, *ENTRIES), *(file for file in beside if file.is_file())})


def _says_synthetic(root: Path) -> bool:
    """One made-up delivery among real ones makes every figure doubtful."""
    return any(_is_marked(file) for file in plain_files(root) if file.name == MANIFEST)


def _is_marked(file: Path) -> bool:
    """A manifest that cannot be read refuses its delivery, and says so there."""
    try:
        said = json.loads(file.read_bytes().decode("utf-8-sig"))
    except (ValueError, OSError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("syntetisk") is True


def _hash_mapping(settings: Settings) -> str:
    if settings.sources_file is None:
        return ""
    load_mapping(settings)  # whatever is wrong with it is told before anything is read
    return _hash_file(settings.sources_file)


def _hash_tree(root: Path) -> dict[str, str]:
    files = list(plain_files(root))
    told = cover_names([_written(file.relative_to(root)) for file in files])
    return {name: _hash_file(file) for name, file in zip(told.values(), files, strict=True)}


def _written(path: Path) -> str:
    """A path as a manifest can hold it: bytes of a name that are no UTF-8 are spelled out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
