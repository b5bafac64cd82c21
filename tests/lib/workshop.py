"""One `VEJE_HOME` in which one small country after the other is taken in and published, in this process.

What has nothing to do with the deliveries (dbt's parsed project, Dagster's own folder) is kept from one to the next:
that is what makes a whole run a matter of seconds.
"""

import csv
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest import mock

from dagster_project.settings import PROJECT_ROOT, Settings, load_settings
from tests.lib.small_world import Country, Registers, registers_of

REPORT = PROJECT_ROOT / "data/seed/studier/akf_2012.toml"
KEPT = {"dagster", "noegle", "noegle.lager", "log"}
# The columns of a register that nobody has a row in.
EMPTY = {"lmdb": ["PNR", "EKSD", "ATC", "APK"]}


@dataclass(frozen=True)
class Workshop:
    """A folder for the landing, the study and everything that a run writes."""

    root: Path

    @classmethod
    def in_folder(cls, root: Path) -> "Workshop":
        """A workshop with an empty house."""
        (root / "hjem").mkdir()
        return cls(root)

    @property
    def environment(self) -> dict[str, str]:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("VEJE_", "DAGSTER_"))}
        return inherited | {
            "VEJE_HOME": str(self.root / "hjem"),
            "VEJE_LANDING": str(self.root / "leverancer"),
            "VEJE_STUDIE": str(self.root / "studie.toml"),
        }

    @property
    def settings(self) -> Settings:
        return load_settings(self.environment)

    def lay_out(self, country: Country, study: Mapping[str, Any]) -> None:
        """Put the deliveries and the study of ``country`` in place of those before, in an empty house."""
        for entry in (self.root / "hjem").glob("*"):
            if entry.name not in KEPT:
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
        shutil.rmtree(self.root / "leverancer", ignore_errors=True)
        write_landing(self.root / "leverancer", registers_of(country), country.delivered)
        self.write_study(country, study)

    def write_study(self, country: Country, study: Mapping[str, Any]) -> None:
        """Lay another study of ``country`` there."""
        write_study(self.root / "studie.toml", study_of(country, study))

    def run(self) -> int:
        """`veje run`, in this process: its exit code, or the error that ends it."""
        from dagster_project.cli.run import run_pipeline  # noqa: PLC0415

        with self._surroundings():
            return run_pipeline(self.settings, None)

    def export(self, month: str) -> int:
        """`veje indberet`, in this process."""
        from dagster_project.cli.reporting import report_month  # noqa: PLC0415

        with self._surroundings():
            return report_month(self.settings, month)

    @contextmanager
    def _surroundings(self) -> Iterator[None]:
        """What the process of a user would have in its environment."""
        with mock.patch.dict(os.environ, self.environment, clear=True):
            yield


def study_of(country: Country, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The keys of a study of ``country``; ``changes`` win."""
    first = country.first
    return {
        "navn": "proeve", "titel": "En prøve", "periode": [first, country.last],
        "kommuner": list(country.municipalities), "region": "1082", "kvartaler": 20, "uger_pr_kvartal": 13,
        "alfabet": "tilstand_akf2012", "oevrig_alder": [15, 64], "oevrig_referencedato": date(first.year, 1, 1),
        "medicin_alder": [19, 59], "medicin_dage": 365, "foraelder_periode": [first.year - 17, first.year],
    } | dict(changes)  # fmt: skip


def write_study(file: Path, study: Mapping[str, Any]) -> None:
    """A study file with these keys."""
    file.write_text("".join(f"{key} = {_toml(value)}\n" for key, value in study.items()), encoding="utf-8")


def write_landing(landing: Path, registers: Registers, day: date) -> None:
    """Each register as one delivery of one CSV file."""
    for register, rows in registers.items():
        folder = landing / register / day.isoformat()
        folder.mkdir(parents=True)
        with (folder / "a.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(
                stream, list(rows[0]) if rows else EMPTY[register], delimiter=";", lineterminator="\n"
            )
            writer.writeheader()
            writer.writerows(rows)


def _toml(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_toml(item) for item in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}" = {_toml(item)}' for key, item in value.items()) + "}"
    return f'"{value}"' if isinstance(value, str) else str(value)
