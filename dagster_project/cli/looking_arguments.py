"""The words of the verbs that look at deliveries and at what became of their rows."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_project.cli.argument_types import count
from dagster_project.cli.danish_help import danish_verb

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


def add_looking_verbs(verbs: "Verbs") -> None:
    """Add ``tjek``, ``manifest`` and ``karantaene``."""
    for verb in (_check(verbs), _manifest(verbs), _quarantine(verbs)):
        verb.add_argument("--json", action="store_true", help="et JSON-objekt på standard output")


def _check(verbs: "Verbs") -> argparse.ArgumentParser:
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
    return check


def _manifest(verbs: "Verbs") -> argparse.ArgumentParser:
    manifest = danish_verb(
        verbs, "manifest", "skriv manifest.json for en leverance", "veje manifest data/landing/bef/2026-06-30"
    )
    manifest.add_argument("mappe", type=Path, metavar="MAPPE", help="leverancens mappe: <register>/<ÅÅÅÅ-MM-DD>")
    manifest.add_argument("--erstat", action="store_true", help="skriv oven i et manifest, der er der")
    return manifest


def _quarantine(verbs: "Verbs") -> argparse.ArgumentParser:
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
    return quarantine
