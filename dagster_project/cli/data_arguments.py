"""The words of the verbs that make data: a run, synthetic deliveries, tables given out."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_project.cli.argument_types import count, iso_date
from dagster_project.cli.danish_help import danish_verb

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


SCALES = ("seed", "national")
FORMS = ("veje", "dst")
RELEASE_FORMATS = ("csv", "xlsx", "px", "parquet")


def add_data_verbs(verbs: "Verbs") -> None:
    """Add ``run``, ``syntese`` and ``udtraek``."""
    run = danish_verb(verbs, "run", "indlæs, kontrollér, byg, afstem og publicér", "veje run --per 2026-06-30")
    run.add_argument("--per", type=iso_date, metavar="DATO", help="tilstanden som ved leverancerne til og med datoen")
    run.add_argument(
        "--studie", action="append", type=Path, metavar="FIL", help="studiefil; flere gange giver en udgave af hvert"
    )

    synthetic = danish_verb(
        verbs, "syntese", "skriv syntetiske leverancer", "veje syntese --ud ~/syntetisk --seed 2012"
    )
    synthetic.add_argument("--ud", type=Path, required=True, metavar="MAPPE", help="landingsmappen, der skrives i")
    synthetic.add_argument("--seed", type=count, required=True, metavar="N", help="samme tal, samme filer")
    synthetic.add_argument("--skala", choices=SCALES, default="seed", help="seed: fire kommuner; national: hele landet")
    synthetic.add_argument("--form", choices=FORMS, default="veje", help="dst: som hos Danmarks Statistik (skala seed)")
    _release(verbs)


def _release(verbs: "Verbs") -> None:
    release = danish_verb(
        verbs,
        "udtraek",
        "skriv hver tabel, der må forlade maskinen, som filer",
        "veje udtraek --format xlsx --ud ~/veje-tabeller",
    )
    release.add_argument("--format", choices=RELEASE_FORMATS, default="csv", help="csv (semikolon, decimalkomma), …")
    release.add_argument("--ud", type=Path, metavar="MAPPE", help="en ny eller tom mappe ($VEJE_HOME/udtraek/…)")
    release.add_argument("--json", action="store_true", help="et JSON-objekt på standard output")
