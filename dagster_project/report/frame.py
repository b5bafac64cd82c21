"""What all pages have in common: templates with Danish numbers and days, header, navigation, footer, writing."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dagster_project.report.charts import RUNTIME, svg
from dagster_project.report.charts.chart import LOCALE
from dagster_project.report.charts.colours import PATTERN
from dagster_project.report.numbers import SUPPRESSED, danish
from dagster_project.report.pages.page import Page
from dagster_project.report.source import Edition, Source
from dagster_project.words.dates import danish_moment

TEMPLATES = Path(__file__).parent / "templates"
FILES = "filer"
"""Folder beside the pages for what they load; nothing in it shows a suppressed figure."""
DUTY = ("indberetning.html", "Indberetning")
"""The page of the reporting is written at other times than the others, and is no page of a study."""


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
    environment.filters["skjult"] = lambda value: SUPPRESSED if value is None else danish(value, 1)
    environment.filters["fortegn"] = lambda value: f"{'+' if value > 0 else ''}{danish(value, 1)}".replace("-", "−")
    environment.filters["dag"] = lambda day: day.strftime("%d.%m.%Y") if day else "–"
    environment.globals |= {"svg": svg, "talformat": LOCALE, "koersel": f"{FILES}/{RUNTIME}", "moenster": PATTERN}
    return environment


def framed(page: Page, pages: tuple[Page, ...], source: Source) -> dict[str, Any]:
    """What header, navigation and footer of ``page`` show, by the names of `ramme.html.j2`.

    A page that may leave leads to no page that may not.
    """
    inside = page.edition is Edition.INTERNAL
    shown = [(one.file, one.title) for one in pages if inside or one.edition is Edition.RELEASED]
    return {
        "side": page,
        "intern": inside,
        "sider": [*shown, DUTY] if inside else shown,
        "titel": source.title,
        "periode": source.period,
        "generation": source.generation,
        "dannet": danish_moment(source.made),
        "kode": str(source.manifest.get("kode") or "")[:12],
        "syntetisk": source.synthetic,
        "kommuner": source.municipalities,
    }


def replace_page(page: Path, text: str) -> Path:
    """Write a page so that a reader has the old one or the new one; returns where it lies."""
    page.parent.mkdir(parents=True, exist_ok=True)
    draft = page.with_suffix(".ny")
    draft.write_text(text, encoding="utf-8")
    draft.replace(page)
    return page
