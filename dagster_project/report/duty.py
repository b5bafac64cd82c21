"""``$VEJE_HOME/rapport/indberetning.html``: what the person on duty for the reporting has to look at, and when.

Written from the tables of the reporting as they stand, whatever becomes of a study. It shows single cases and small
numbers, and stays where it is written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.publication.files import private_files
from dagster_project.report.frame import DUTY, environment, replace_page
from dagster_project.report.pages.declared import PAGES
from dagster_project.settings import Settings
from dagster_project.words.dates import danish_moment

MOST = 200
"""Rows of a list on the page; the table has them all."""
QUARTERS, MONTHS = 8, 24
"""How far back times and the triangle are shown."""
STATES = ("holdt", "venter", "sendt", "afvist", "modtaget")
KINDS = {
    "paragraf_21": "§ 21: tre måneder fra påbegyndelsen",
    "revision": "Revision af pensionen",
    "folkepension": "Folkepensionsalder",
    "60_aar": "Fylder 60 år",
    "18_aar": "Fylder 18 år",
}
LATE = ("samme måned", "måneden efter", "2 måneder", "3-5 måneder", "6 måneder eller mere")


@dataclass(frozen=True)
class Listed:
    """The first rows of a list, and how many there are in all."""

    rows: list[dict[str, Any]]
    total: int


def write_duty_page(settings: Settings, frames: Mapping[str, pl.DataFrame], now: datetime) -> Path:
    """Write the page from the tables of the reporting (`marts.indberetning_status` and the others, by their names)."""
    shown = _frame(settings.report_dir, now) | contents(frames, now)
    text = environment().get_template("indberetning.html.j2").render(shown)
    with private_files():
        return replace_page(settings.report_dir / DUTY[0], text)


def contents(frames: Mapping[str, pl.DataFrame], now: datetime) -> dict[str, Any]:
    """What the page shows, by the names of its template."""
    status, errors = frames["marts.indberetning_status"], frames["kvalitet.indberetning_fejl"]
    dates = frames["marts.indberetning_frist"]
    held = errors.filter(pl.col("holdt_siden").is_not_null())
    return {
        "tilstande": {state: int(status.filter(pl.col("tilstand") == state)["antal"].sum()) for state in STATES},
        "meldte": frames["kvalitet.kvittering_fejl"].height,
        "regler": _by_rule(held),
        "holdte": _listed(held.sort("holdt_siden", "myndighed", "sagsid", "regel", "felt")),
        "bekraeftede": errors.filter(pl.col("alvor") == "bekraeftet").height,
        "advarsler": _by_rule(errors.filter(pl.col("alvor") == "advarsel")),
        "myndigheder": _by_authority(status),
        "arter": _by_kind(dates),
        "frister": _listed(dates.filter(pl.col("dage") <= 92).sort("dage", "myndighed", "sagsid")),
        "artnavne": KINDS,
        "tider": _times(frames["marts.sagsbehandlingstid"]),
        "trekant": _triangle(frames["marts.forsinket_indberetning"]),
        "sene": LATE,
    }


def _frame(folder: Path, now: datetime) -> dict[str, Any]:
    """Header and navigation: the pages of a study are there when one was published, and not before."""
    file, title = DUTY
    there = [(page.file, page.title) for page in PAGES if (folder / page.file).is_file()]
    return {
        "side": {"file": file, "title": title, "has_charts": False},
        "intern": True,
        "syntetisk": False,
        "sider": [*there, DUTY],
        "kommuner": (),
        "titel": "Veje",
        "dannet": danish_moment(now),
    }


def _listed(frame: pl.DataFrame) -> Listed:
    return Listed(frame.head(MOST).to_dicts(), frame.height)


def _by_rule(errors: pl.DataFrame) -> list[dict[str, Any]]:
    return (
        errors.group_by("regel", "alvor", "felt", "tekst", "handling")
        .agg(poster=pl.col("indberetning_id").n_unique(), siden=pl.col("holdt_siden").min())
        .sort("poster", "regel", "felt", "tekst", descending=[True, False, False, False])
        .to_dicts()
    )


def _by_authority(status: pl.DataFrame) -> list[dict[str, Any]]:
    """Those with something open: held back, unanswered or refused."""
    counted = [pl.col("antal").filter(pl.col("tilstand") == state).sum().alias(state) for state in STATES]
    oldest = pl.col("aeldste_aabne").filter(pl.col("tilstand") == "sendt").min()
    found = status.group_by("myndighed").agg(*counted, aeldste=oldest)
    return found.filter((pl.col("holdt") + pl.col("sendt") + pl.col("afvist")) > 0).sort("myndighed").to_dicts()


def _by_kind(dates: pl.DataFrame) -> list[dict[str, Any]]:
    return (
        dates.group_by("art")
        .agg(
            aabne=pl.len(),
            over=(pl.col("dage") < 0).sum(),
            naeste_maaned=pl.col("dage").is_between(0, 31).sum(),
            naeste=pl.col("frist").filter(pl.col("dage") >= 0).min(),
        )
        .sort("art")
        .to_dicts()
    )


def _times(times: pl.DataFrame) -> list[dict[str, Any]]:
    """By quarter, all authorities together: how many T and A, over three months, and those of them with a letter."""
    return (
        times.group_by("kvartal")
        .agg(pl.col("antal", "over_3_maaneder", "med_brev").sum(), hoejeste=pl.col("median_dage").max())
        .sort("kvartal", descending=True)
        .head(QUARTERS)
        .to_dicts()
    )


def _triangle(late: pl.DataFrame) -> list[tuple[str, list[int]]]:
    """By month of AFGDATO, how many decisions were known when (`LATE`)."""
    known = pl.col("kendt_efter_maaneder")
    when = [known <= 0, known == 1, known == 2, known.is_between(3, 5), known > 5]
    counted = [pl.col("antal").filter(one).sum().alias(name) for one, name in zip(when, LATE, strict=True)]
    rows = late.group_by("maaned").agg(counted).sort("maaned", descending=True).head(MONTHS)
    return [(str(month), list(counts)) for month, *counts in rows.iter_rows()]
