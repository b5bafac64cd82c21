"""A strategy for whole studies: a number draws a country, and what its study file says otherwise than the usual."""

import csv
import random
from datetime import date, timedelta
from typing import Any

from dagster_project.registers.weeks import FIRST_WEEK
from dagster_project.settings import PROJECT_ROOT
from tests.lib.small_world import ODDITIES, Country

Drawn = tuple[Country, dict[str, Any]]


def drawn(number: int) -> Drawn:
    """The study of ``number``: the same one every time."""
    draw = random.Random(number)  # noqa: S311 - a test's world, not a secret
    quarters, weeks = draw.choice((4, 8, 12, 16, 20, 20, 20, 40, 60)), draw.choice((1, 4, 13, 13, 13))
    first = _first_day(draw, quarters * weeks)
    last = first + timedelta(days=draw.choice((0, 0, 30, 365, 365, 640)))
    municipalities = tuple(draw.sample(_municipalities(), draw.choice((1, 1, 2, 4, 4, 7, 30))))
    country = Country(
        number,
        first,
        last,
        municipalities,
        tuple(_granted(draw, len(municipalities)) for _ in municipalities),
        quarters * weeks,
        elsewhere=draw.choice((0, 10, 60)),
        refused=draw.choice((0, 5, 30)),
        others=draw.choice((10, 40, 120)),
        has_medicine=draw.random() < 0.85,
        odd=tuple(name for name in ODDITIES if draw.random() < 0.3),
    )
    return country, {"kvartaler": quarters, "uger_pr_kvartal": weeks} | _wishes(draw, country)


def _wishes(draw: random.Random, country: Country) -> dict[str, Any]:
    """Some of the keys that a study file may leave out, or set as it likes."""
    wishes = {
        "min_celle": draw.choice((3, 5, 10)),
        "mindste_gruppe": draw.choice((1, 5, 20)),
        "indkomst_aar": draw.choice((-1, 0)),
        "sekvens_alder": [18, draw.choice((50, 66))],
        "alfabet": draw.choice(("tilstand_akf2012", "tilstand_udvidet")),
        "antal_grupper": {"samlet": draw.choice((2, 6)), country.municipalities[0]: 3},
        "region": draw.choice(("1081", "1082", "1084")),
        "medicin_dage": draw.choice((30, 365)),
    }
    return {key: value for key, value in wishes.items() if draw.random() < 0.4}


def _first_day(draw: random.Random, weeks: int) -> date:
    """A day late enough that DREAM reaches back to the first quarter, and early enough that all is delivered by now."""
    earliest = max(date(1998, 1, 1), FIRST_WEEK + timedelta(weeks=weeks + 60))
    return earliest + timedelta(days=draw.randrange((date(2023, 1, 1) - earliest).days))


def _granted(draw: random.Random, municipalities: int) -> int:
    return draw.choice((0, 1, 2, 5, 12, 30) if municipalities > 1 else (2, 12, 60))


def _municipalities() -> list[str]:
    file = PROJECT_ROOT / "data/seed/kodelister/kommune.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return [row["kom"] for row in csv.DictReader(stream) if row["gyldig_til"] == "9999-12-31"]
