"""Write ``$VEJE_HOME/rapport/index.html`` from the published file; pictures lie beside it in ``billeder/``."""

from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dagster_project.errors import VejeError
from dagster_project.publication.content import open_published
from dagster_project.publication.files import Places, private_files
from dagster_project.publication.manifest import read_manifest
from dagster_project.publication.summary import STATUSES, summary
from dagster_project.report.contents import (
    find_pictures,
    read_accounts,
    read_gates,
    read_statements,
    read_unstable,
    read_warnings,
)
from dagster_project.report.groups import read_groups
from dagster_project.report.numbers import danish
from dagster_project.report.periods import of_source, read_periods
from dagster_project.report.tables import read_labels, read_released, read_tables, table_name
from dagster_project.settings import Settings

TEMPLATES = Path(__file__).parent / "templates"


def write_report(settings: Settings) -> Path:
    """Write the page anew.

    Args:
        settings: whose published file.

    Returns:
        The page.

    Raises:
        VejeError: when nothing is published.
    """
    if not settings.published_file.is_file():
        raise VejeError("en publiceret generation", "ingen", str(settings.published_file), "kør 'veje run' først")
    with open_published(settings.published_file) as con:
        text = environment().get_template("side.html.j2").render(_contents(con, settings))
    with private_files():
        return replace_page(settings.report_dir / "index.html", text)


def replace_page(page: Path, text: str) -> Path:
    """Write a page so that a reader has the old one or the new one; returns where it lies."""
    page.parent.mkdir(parents=True, exist_ok=True)
    draft = page.with_suffix(".ny")
    draft.write_text(text, encoding="utf-8")
    draft.replace(page)
    return page


def _contents(con: duckdb.DuckDBPyConnection, settings: Settings) -> dict[str, Any]:
    generation, made, title, begins, ends = con.execute(
        "SELECT generation, strftime(dannet::TIMESTAMP, '%d.%m.%Y %H:%M'), titel, periode_fra, periode_til "
        "FROM kvalitet.generation"
    ).fetchall()[0]
    manifest = read_manifest(Places(settings).folder(generation))
    labels = read_labels(con, list(manifest.get("studie", {}).get("kommuner", [])))
    reconciled = summary(con)
    return {
        "generation": generation,
        "dannet": made,
        "titel": title,
        "periode": (begins, ends),
        "manifest": manifest,
        "afstemning": reconciled,
        "celler": {
            status: sum(getattr(row, status) for row in reconciled if row.tabel != "tekst") for status in STATUSES
        },
        "tabeller": read_tables(con, labels),
        "frigivet": read_released(con, labels),
        "navne": {row.tabel: table_name(row.tabel, labels) for row in reconciled},
        "udsagn": read_statements(con),
        "gates": read_gates(con),
        "regnskab": read_accounts(con),
        "ustabile": read_unstable(con),
        "advarsler": read_warnings(con),
        "perioder": read_periods(con),
        "af_kilde": of_source,
        "grupper": read_groups(con, labels),
        "billeder": list(find_pictures(settings.report_dir / "billeder")),
    }


def environment() -> Environment:
    """The templates of the pages, with Danish numbers (`tal`) and days (`dag`)."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["tal"] = danish
    environment.filters["dag"] = lambda day: day.strftime("%d.%m.%Y") if day else "–"
    return environment
