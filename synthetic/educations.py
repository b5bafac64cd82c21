"""Codes of educations (HFAUDD) by level, from the list that the tables are made with."""

import csv
from functools import cache

from dagster_project.settings import CODE_LISTS

# The level of table 6.2 that holds several: most of the longer educations are medium ones.
_MEDIUM, _LONG, _RESEARCH = "mellemlang_videregaaende", "lang_videregaaende", "forsker"
PARTS = {"laengere_videregaaende": (*(6 * (_MEDIUM,)), _LONG, _RESEARCH)}
SCHOOL = "1009"
"""Ninth form."""
RESEARCHER = "720"


def code_of(level: str, number: int) -> str:
    """The education that ``number`` picks of a level of table 6.2."""
    parts = PARTS.get(level, (level,))
    codes = codes_by_level()[parts[number % len(parts)]]
    return codes[number // len(parts) % len(codes)]


@cache
def codes_by_level() -> dict[str, tuple[str, ...]]:
    """Codes whose level is no assumption, and which say more than uoplyst."""
    with (CODE_LISTS / "hfaudd.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if not row["note"] and not row["tekst"].startswith("Uoplyst")]
    return {
        level: tuple(row["hfaudd"] for row in rows if row["niveau"] == level) for level in {r["niveau"] for r in rows}
    }
