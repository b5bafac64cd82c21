"""Kinds of worlds that are not the report's: other studies, code lists of other times, words that nobody knows."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dagster_project.settings import CODE_LISTS
from tests.oracle.tables.world import CodeList

Lists = dict[str, CodeList]


@dataclass(frozen=True)
class Case:
    """A kind of world: what differs from the report's study, and from its code lists."""

    name: str
    changes: dict[str, Any]
    lists: Callable[[Lists], Lists] = lambda lists: lists
    asked: tuple[date, date] | None = None  # another period than the one that the days were drawn for
    persons: int = 60


def default_lists() -> Lists:
    """The code lists of the project, every value as text."""
    lists = {}
    for file in sorted(CODE_LISTS.glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as stream:
            lists[file.stem] = list(csv.DictReader(stream))
    return lists


def other_times(lists: Lists) -> Lists:
    """Municipalities of before 2007 (one without a region, one renumbered, one renamed), codes that changed meaning."""
    others = [row for row in lists["kommune"] if row["kom"] != "101"]
    kommune = [*others, _kommune("001", "Gamle By", "", "1970-04-01", "2006-12-31"),
               _kommune("002", "Ærø", "1083", "1970-04-01", "2006-12-31"),
               _kommune("101", "Kjøbenhavn", "1084", "1970-04-01", "2006-12-31"),
               _kommune("101", "København", "1084", "2007-01-01", "9999-12-31")]  # fmt: skip
    foranst = [row | {"gyldig_til": "2010-12-31"} if row["foranst"] == "2" else row for row in lists["foranst"]]
    foranst.append({"foranst": "2", "foranstaltning": "fleksjob", "lab": "J", "gyldig_fra": "2011-01-01"})
    # Outside LAB, timed, and called as something in LAB is.
    foranst.append({"foranst": "13", "foranstaltning": "vejledning", "lab": "N", "timing": "J"})
    foranst.append({"foranst": "12", "foranstaltning": "nytteindsats", "lab": "J"})
    hfaudd = [row | {"gyldig_til": "2000-12-31"} if row["hfaudd"] == "4333" else row for row in lists["hfaudd"]]
    hfaudd.append({"hfaudd": "4333", "niveau": "lang_videregaaende", "gyldig_fra": "2001-01-01"})
    return lists | {"kommune": kommune, "foranst": foranst, "hfaudd": hfaudd}


def other_words(lists: Lists) -> Lists:
    """States, types, diagnoses, bands and pathways that the project does not know."""
    dream = [
        row | {"tilstand_udvidet": "seniorpension"} if row["kode"] == "890" else row for row in lists["dream_ydelse"]
    ]
    medicine = [row for row in lists["atc_medicintype"] if row["atc_praefiks"] != "C"]
    medicine += [{"atc_praefiks": "N06AB", "medicintype": "ssri"}]
    icd10 = [*lists["icd10_diagnosegruppe"], {"icd10_praefiks": "DF32.", "diagnosegruppe": "depression"}]
    pathways = [
        *lists["forloebstype"],
        {"forloebstype": "seniorpensionist", "etiket": "Seniorpensionisten", "tabel": ""},
    ]
    return lists | {"dream_ydelse": dream, "atc_medicintype": medicine, "icd10_diagnosegruppe": icd10,
                    "forloebstype": pathways}  # fmt: skip


def _kommune(kom: str, navn: str, region: str, first: str, last: str) -> dict[str, str]:
    return {"kom": kom, "navn": navn, "region_kode": region, "region_navn": "", "gyldig_fra": first, "gyldig_til": last}


CASES = [
    Case("the report", {}),
    Case(
        "the capital 2015",
        {
            "kommuner": ("101", "147", "851", "411"),
            "region": "1084",
            "periode": (date(2015, 1, 1), date(2015, 12, 31)),
            "alfabet": "tilstand_udvidet",
            "kvartaler": 12,
            "uger_pr_kvartal": 10,
            "medicin_alder": (30, 45),
            "medicin_dage": 90,
            "foraelder_periode": (2000, 2010),
            "oevrig_alder": (0, 40),
            "oevrig_referencedato": date(2015, 2, 28),
            "indkomst_aar": -1,
        },
    ),
    Case(
        "one municipality 2024",
        {
            "kommuner": ("851",),
            "region": "1081",
            "periode": (date(2023, 12, 31), date(2024, 2, 29)),
            "alfabet": "tilstand_udvidet",
            "oevrig_referencedato": date(2024, 2, 29),
            "kvartaler": 1,
        },
        other_words,
    ),
    Case(
        "before the reform",
        {
            "kommuner": ("001", "002"),
            "region": "1083",
            "periode": (date(2005, 6, 1), date(2007, 2, 1)),
            "oevrig_referencedato": date(2006, 1, 1),
        },
        other_times,
    ),
    Case(
        "hardly anybody",
        {"kommuner": ("411", "657", "492"), "periode": (date(2010, 1, 4), date(2010, 1, 5))},
        persons=9,
    ),
    Case("nobody", {"kommuner": ("411", "101")}, asked=(date(1999, 1, 1), date(1999, 12, 31))),
]
