"""The environment, read once into a frozen object. No other module reads environment variables."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from dagster_project.errors import ConfigurationError

PROJECT_ROOT = Path(__file__).resolve().parent.parent
CODE_LISTS = PROJECT_ROOT / "data" / "seed" / "kodelister"
SHIPPED_SOURCES = PROJECT_ROOT / "data" / "seed" / "kilder" / "dst.toml"
"""What Danmarks Statistik calls things: where a missing column is looked for first."""
PUBLISHED_TABLES = PROJECT_ROOT / "data" / "seed" / "publiceret"
VARIABLES = (
    "VEJE_LANDING",
    "VEJE_HOME",
    "VEJE_STUDIE",
    "VEJE_NOEGLE_FIL",
    "VEJE_KODELISTER",
    "VEJE_KILDER",
    "VEJE_MILJOE",
)
OURS = ("VEJE_", "DAGSTER_HOME")
# What a run tells its own dbt.
INTERNAL = "VEJE_DBT_"
ENVIRONMENTS = ("udvikling", "produktion")


@dataclass(frozen=True)
class Settings:
    """Where things lie. Paths are absolute; folders need not exist yet."""

    landing: Path
    home: Path
    study_file: Path
    key_file: Path
    code_lists: Path | None
    environment: str
    dagster_home: Path
    lock_wait_seconds: float = 600.0
    sources_file: Path | None = None
    """The mapping of suppliers' names to the registers."""

    @property
    def is_production(self) -> bool:
        """True when a missing key or manifest must not be made up for."""
        return self.environment == "produktion"

    @property
    def warehouse_dir(self) -> Path:
        """Folder of the encrypted files: warehouse, vault, reporting inputs."""
        return self.home / "lager"

    @property
    def warehouse_file(self) -> Path:
        """The encrypted warehouse."""
        return self.warehouse_dir / "lager.duckdb"

    @property
    def vault_file(self) -> Path:
        """The encrypted pairs (person_id, PNR)."""
        return self.warehouse_dir / "boks.duckdb"

    @property
    def storage_key_file(self) -> Path:
        """The key of the encrypted files, beside the pseudonymisation key."""
        return self.key_file.with_name(self.key_file.name + ".lager")

    @property
    def studies_dir(self) -> Path:
        """Of each study that was run by name its own edition, and the page that lists them."""
        return self.home / "studier"

    @property
    def published_dir(self) -> Path:
        """What analysts open, and the generations behind it."""
        return self.home / "publiceret"

    @property
    def published_file(self) -> Path:
        """The published database."""
        return self.published_dir / "veje.duckdb"

    @property
    def generations_dir(self) -> Path:
        """The last generations with their manifests."""
        return self.published_dir / "generationer"

    @property
    def report_dir(self) -> Path:
        """The report and its pictures."""
        return self.home / "rapport"

    @property
    def reporting_dir(self) -> Path:
        """Reporting files and receipts."""
        return self.home / "indberetning"


def load_settings(env: Mapping[str, str] | None = None) -> Settings:
    """Read ``VEJE_*`` and ``DAGSTER_HOME``.

    Args:
        env: names and values; when None the process environment, and for what it lacks the file ``.env`` beside the
            README, whose paths are relative to it. Dagster reads the same file.

    Returns:
        The installation: where everything lies, and how long is waited.

    Raises:
        ConfigurationError: when ``VEJE_MILJOE`` is not one of `ENVIRONMENTS`, the code list folder is missing, or a
            ``VEJE_`` name is none of ours: a misspelt one would work on another warehouse than was meant.
    """
    values = _values(os.environ, PROJECT_ROOT / ".env") if env is None else env
    _check_names(values)
    home = _path(values.get("VEJE_HOME"), PROJECT_ROOT / "var")
    environment = values.get("VEJE_MILJOE") or "udvikling"
    if environment not in ENVIRONMENTS:
        raise ConfigurationError(
            " eller ".join(ENVIRONMENTS), f"'{environment}'", "VEJE_MILJOE", "ret variablen eller fjern den"
        )
    code_lists = values.get("VEJE_KODELISTER")
    if code_lists and not Path(code_lists).is_dir():
        raise ConfigurationError("en mappe med kodelister", code_lists, "VEJE_KODELISTER", "ret stien")
    return Settings(
        landing=_path(values.get("VEJE_LANDING"), PROJECT_ROOT / "data" / "seed" / "leverancer"),
        home=home,
        study_file=_path(values.get("VEJE_STUDIE"), PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml"),
        key_file=_path(values.get("VEJE_NOEGLE_FIL"), home / "noegle"),
        code_lists=Path(code_lists).resolve() if code_lists else None,
        environment=environment,
        dagster_home=_path(values.get("DAGSTER_HOME"), home / "dagster"),
        sources_file=_path(values["VEJE_KILDER"], home) if values.get("VEJE_KILDER") else None,
    )


def _values(environment: Mapping[str, str], file: Path) -> dict[str, str]:
    """The environment, and what ``.env`` says of names that it lacks."""
    if not file.is_file():
        return dict(environment)
    from dotenv import dotenv_values  # noqa: PLC0415  (only where there is such a file)

    told = {name: value for name, value in dotenv_values(file).items() if value and name.startswith(OURS)}
    paths = {name: str(file.parent / Path(value).expanduser()) for name, value in told.items() if name != "VEJE_MILJOE"}
    return told | paths | dict(environment)


def _check_names(values: Mapping[str, str]) -> None:
    for name in sorted(values):
        if name.startswith("VEJE_") and name not in VARIABLES and not name.startswith(INTERNAL):
            near = get_close_matches(name, VARIABLES, n=1, cutoff=0.0)[0]
            raise ConfigurationError(
                ", ".join(VARIABLES), f"variablen {name}", "miljøet", f"mente du {near}? Ret eller fjern den"
            )


def _path(value: str | None, default: Path) -> Path:
    return Path(value).expanduser().resolve() if value else default
