"""The words of the verbs that look after an installation: its studies, its state, its warehouse, its log."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_project.cli.argument_types import count, iso_date
from dagster_project.cli.danish_help import danish_verb
from dagster_project.study import ALPHABETS

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


def add_house_verbs(verbs: "Verbs") -> None:
    """Add ``studie``, ``status``, ``doctor``, ``sql``, ``log``, ``rul-tilbage``, ``glem`` and ``dev``."""
    _study(verbs)
    status = danish_verb(
        verbs, "status", "leverancer, seneste kørsel, gates, generation og åbne kvitteringer", "veje status --json"
    )
    doctor = danish_verb(
        verbs, "doctor", "er alt i orden her: Python, nøgler, plads, leverancer, lås, kørsler, tid", "veje doctor"
    )
    for verb in (status, doctor, _query(verbs), _log(verbs)):
        verb.add_argument("--json", action="store_true", help="et JSON-objekt på standard output")
    danish_verb(verbs, "rul-tilbage", "publicér den foregående generation igen", "veje rul-tilbage")

    purge = danish_verb(
        verbs, "glem", "slet rådata, der er ældre end datoen, ved omskrivning", "veje glem --foer 2016-01-01"
    )
    purge.add_argument("--foer", type=iso_date, required=True, metavar="DATO", help="første dag, der bliver")

    dev = danish_verb(verbs, "dev", "vis Dagsters sider på http://localhost:3000", "veje dev --port 3001")
    dev.add_argument("--port", type=int, default=3000, help="porten (3000)")


def _study(verbs: "Verbs") -> None:
    study = danish_verb(
        verbs,
        "studie",
        "skriv en ny studiefil med forklaringer; det, der ikke gives, spørges der om på en terminal",
        "veje studie ny midt_2024.toml --periode 2024-01-01 2024-12-31 --kommuner 657 661",
    )
    study.add_argument("handling", choices=("ny",), help="ny: skriv en ny fil")
    study.add_argument("fil", type=Path, metavar="FIL", help="en fil, der ikke er der")
    study.add_argument("--titel", metavar="TEKST", help="det, siderne hedder")
    study.add_argument("--periode", nargs=2, type=iso_date, metavar="DATO", help="første og sidste dag, begge med")
    study.add_argument("--kommuner", nargs="+", metavar="KODE", help="kommunekoder i tabellernes rækkefølge")
    study.add_argument("--alfabet", choices=ALPHABETS, help="tilstandene: rapportens, eller med dem fra efter 2013")


def _query(verbs: "Verbs") -> argparse.ArgumentParser:
    query = danish_verb(
        verbs,
        "sql",
        "se i lageret uden at kunne ændre det (kun med nøglen; ingen CPR-numre er i lageret)",
        'veje sql "SELECT register, count(*) FROM kvalitet.karantaene GROUP BY ALL"',
    )
    query.add_argument("sql", nargs="?", metavar="SQL", help="forespørgslen; uden den læses den fra standard input")
    query.add_argument("--raekker", type=count, default=40, metavar="N", help="højst så mange rækker vises (40)")
    return query


def _log(verbs: "Verbs") -> argparse.ArgumentParser:
    log = danish_verb(verbs, "log", "den seneste kørsels trin, og det, der gik galt", "veje log --koersel 1a2b3c4d")
    log.add_argument("--koersel", metavar="ID", help="begyndelsen af en anden kørsels id")
    return log
