"""The words of the command line. What a verb does lies in `verbs`."""

import argparse
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_project.cli.argument_types import count, iso_date, month
from dagster_project.cli.danish_help import danish_verb
from dagster_project.cli.house_arguments import add_house_verbs

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]

SCALES = ("seed", "national")
FORMS = ("veje", "dst")
RELEASE_FORMATS = ("csv", "xlsx", "px", "parquet")


def build_parser() -> argparse.ArgumentParser:
    """The parser of `veje`; wrong words end with exit code 2 and the usage."""
    parser = argparse.ArgumentParser(prog="veje", description="Datavarehuset for førtidspension")
    parser.add_argument("--version", action="version", version=f"veje {version('veje')}")
    parser.add_argument("--debug", action="store_true", help="vis hele fejlsporet ved en uventet fejl")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERBUM")

    run = verbs.add_parser("run", help="indlæs, kontrollér, byg, afstem og publicér")
    run.add_argument("--per", type=iso_date, metavar="DATO", help="tilstanden som ved leverancerne til og med datoen")

    report = verbs.add_parser("indberet", help="dan en måneds indberetning til STAR")
    report.add_argument("--maaned", type=month, required=True, metavar="ÅÅÅÅ-MM")

    receipts = verbs.add_parser("kvittering", help="tag imod kvitteringer")
    receipts.add_argument("filer", nargs="+", type=Path, metavar="FIL")

    confirm = verbs.add_parser("bekraeft", help="stå ved en afgørelse, som en regel holder tilbage")
    confirm.add_argument("sagsid", metavar="SAGSID")
    confirm.add_argument("--afgnr", type=count, default=1, metavar="N", help="afgørelsens nummer i sagen (1)")
    confirm.add_argument("--regel", action="append", required=True, metavar="R02", help="kan gives flere gange")
    confirm.add_argument("--af", required=True, metavar="INITIALER")
    confirm.add_argument("--begrundelse", required=True, metavar="TEKST")

    _add_explaining_verb(verbs)

    synthetic = verbs.add_parser("syntese", help="skriv syntetiske leverancer")
    synthetic.add_argument("--ud", type=Path, required=True, metavar="MAPPE")
    synthetic.add_argument("--seed", type=count, required=True, metavar="N")
    synthetic.add_argument("--skala", choices=SCALES, default="seed")
    synthetic.add_argument("--form", choices=FORMS, default="veje", help="dst: som hos Danmarks Statistik (skala seed)")

    status = verbs.add_parser("status", help="leverancer, seneste kørsel, gates, generation og åbne kvitteringer")
    status.add_argument("--json", action="store_true", help="et JSON-objekt på standard output")
    verbs.add_parser("rul-tilbage", help="publicér den foregående generation igen")

    purge = verbs.add_parser("glem", help="slet rådata, der er ældre end datoen, ved omskrivning")
    purge.add_argument("--foer", type=iso_date, required=True, metavar="DATO")

    _add_looking_verbs(verbs)

    release = danish_verb(
        verbs,
        "udtraek",
        "skriv hver tabel, der må forlade maskinen, som filer",
        "veje udtraek --format xlsx --ud ~/veje-tabeller",
    )
    release.add_argument("--format", choices=RELEASE_FORMATS, default="csv", help="csv (semikolon, decimalkomma), …")
    release.add_argument("--ud", type=Path, metavar="MAPPE", help="en ny eller tom mappe ($VEJE_HOME/udtraek/…)")
    release.add_argument("--json", action="store_true", help="et JSON-objekt på standard output")

    add_house_verbs(verbs)

    dev = verbs.add_parser("dev", help="vis Dagsters sider på http://localhost:3000")
    dev.add_argument("--port", type=int, default=3000)
    for verb in verbs.choices.values():
        verb.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser


def _add_explaining_verb(verbs: "Verbs") -> None:
    explain = danish_verb(
        verbs,
        "forklar",
        "hvorfor holdes en afgørelse tilbage, og hvad ville der ske, hvis … (intet gemmes)",
        "veje forklar 2026-0147 --hvis REHABTEAM_DATO=2026-02-10 --hvis SUNDKOORD_DATO=",
    )
    explain.add_argument("sagsid", metavar="SAGSID", help="eller indberetning_id fra fejllisten")
    explain.add_argument("--afgnr", type=count, default=1, metavar="N", help="afgørelsens nummer i sagen (1)")
    explain.add_argument(
        "--hvis", action="append", default=[], metavar="FELT=VAERDI", help="antag en anden værdi (tom: FELT=)"
    )
    explain.add_argument("--json", action="store_true", help="et JSON-objekt på standard output")


def _add_looking_verbs(verbs: "Verbs") -> None:
    """Verbs that look at deliveries and at what became of their rows."""
    check = danish_verb(
        verbs,
        "tjek",
        "se leverancer efter uden at gemme noget: alle fejl i alle filer på en gang",
        "veje tjek data/landing --kilder data/seed/kilder/dst.toml",
    )
    check.add_argument(
        "mappe", nargs="?", type=Path, metavar="MAPPE",
        help="landingsmappen, et registers mappe eller en leverance (VEJE_LANDING)",
    )  # fmt: skip
    check.add_argument("--kilder", type=Path, metavar="FIL", help="mappingen (VEJE_KILDER)")

    manifest = danish_verb(
        verbs, "manifest", "skriv manifest.json for en leverance", "veje manifest data/landing/bef/2026-06-30"
    )
    manifest.add_argument("mappe", type=Path, metavar="MAPPE", help="leverancens mappe: <register>/<ÅÅÅÅ-MM-DD>")
    manifest.add_argument("--erstat", action="store_true", help="skriv oven i et manifest, der er der")

    quarantine = danish_verb(
        verbs,
        "karantaene",
        "regel, kolonne, antal, filer og linjer for det, der står i karantæne; aldrig en værdi",
        "veje karantaene bef",
    )
    quarantine.add_argument("register", nargs="?", metavar="REGISTER", help="kun dette register")
    quarantine.add_argument(
        "--vis", action="store_true", help="vis selve rækkerne (kun på en terminal, og kun med nøglen)"
    )
    quarantine.add_argument("--antal", type=count, default=100, metavar="N", help="højst så mange rækker vises (100)")
    for verb in (check, manifest, quarantine):
        verb.add_argument("--json", action="store_true", help="et JSON-objekt på standard output")
