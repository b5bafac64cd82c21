"""`docs/report_tables.md`: each table with its models, definition and tests, written from the dbt project itself."""

import csv
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]

from dagster_project.errors import ConfigurationError
from dagster_project.settings import CODE_LISTS, PROJECT_ROOT, PUBLISHED_TABLES

MODELS = PROJECT_ROOT / "dbt" / "models"
HEADER = """# The report's tables

Generated from the dbt project by `make docs`; do not edit. Each table is computed by its tidy model (keys as in
`data/seed/publiceret/`), published in `marts.rapporttabel` with all others, and laid out as printed by its own model.
"""


@dataclass(frozen=True)
class Project:
    """The files of the dbt project that the page is written from."""

    models: Path = MODELS
    tables: Path = CODE_LISTS / "tabel.csv"

    @cached_property
    def described(self) -> dict[str, dict[str, Any]]:
        """The YAML entry of every model."""
        contents = (yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(self.models.rglob("*.yml")))
        return {model["name"]: model for content in contents for model in content.get("models", [])}

    def entry(self, model: str) -> dict[str, Any]:
        """The YAML entry of a model.

        Raises:
            ConfigurationError: when it has none.
        """
        if model not in self.described:
            place = self.files[model].with_name("_*.yml")
            raise ConfigurationError(
                f"en beskrivelse af modellen {model}",
                "ingen",
                str(place),
                "skriv den i yml-filen ved siden af modellen",
            )
        return self.described[model]

    @cached_property
    def files(self) -> dict[str, Path]:
        """The SQL file of every model."""
        return {file.stem: file for file in sorted(self.models.rglob("*.sql"))}


def render(project: Project | None = None) -> str:
    """The whole page as Markdown, tables in the order of the list."""
    chosen = project or Project()
    with chosen.tables.open(encoding="utf-8", newline="") as stream:
        sections = [_section(chosen, row) for row in csv.DictReader(stream)]
    return "\n".join([HEADER, *sections])


def _section(project: Project, row: dict[str, str]) -> str:
    tidy = tidy_model(project, row["model"])
    lines = [
        f"## {row['tabel']} {row['titel']}\n",
        f"- registers: {row['kilde']}",
        f"- tidy model: `{_place(project, tidy)}`; as printed: `marts.{row['model']}`",
        f"- definition: {definition(project.files[tidy])}",
        f"- tests: {', '.join(tests_of(project.entry(tidy))) or 'cells by hand in tests/dbt/test_tables.py'}",
    ]
    printed = PUBLISHED_TABLES / f"{row['model']}.csv"
    if printed.is_file():
        lines.append(f"- printed: `{printed.relative_to(PROJECT_ROOT)}`")
    return "\n".join(lines) + "\n"


def tidy_model(project: Project, model: str) -> str:
    """The tidy model behind a printed one: its own, else the one that it is laid out from."""
    if f"int_{model}" in project.files:
        return f"int_{model}"
    text = project.files[model].read_text(encoding="utf-8")
    return next(name for name in project.files if f"'{name}'" in text)


def definition(file: Path) -> str:
    """The comment that a model opens with."""
    words = []
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("-- "):
            break
        words.append(line.removeprefix("-- "))
    return " ".join(words)


def tests_of(model: dict[str, Any]) -> list[str]:
    """Names of the generic tests of a model."""
    return [next(iter(test)) for test in model.get("data_tests", [])]


def _place(project: Project, model: str) -> str:
    return project.files[model].relative_to(PROJECT_ROOT).as_posix()
