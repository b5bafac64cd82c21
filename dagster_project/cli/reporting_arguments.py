"""The words of the verbs that report decisions: months, receipts, confirmations, explanations."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dagster_project.cli.argument_types import count, month
from dagster_project.cli.danish_help import danish_verb

if TYPE_CHECKING:
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]


def add_reporting_verbs(verbs: "Verbs") -> None:
    """Add ``indberet``, ``kvittering``, ``bekraeft`` and ``forklar``."""
    report = danish_verb(verbs, "indberet", "dan en måneds indberetning til STAR", "veje indberet --maaned 2026-06")
    report.add_argument("--maaned", type=month, required=True, metavar="ÅÅÅÅ-MM", help="måneden for afgørelserne")

    receipts = danish_verb(
        verbs, "kvittering", "tag imod kvitteringer fra STAR", "veje kvittering ~/hentet/kvittering_*.csv"
    )
    receipts.add_argument("filer", nargs="+", type=Path, metavar="FIL", help="en kvitteringsfil, eller flere")
    _confirm(verbs)
    _explain(verbs)


def _confirm(verbs: "Verbs") -> None:
    confirm = danish_verb(
        verbs,
        "bekraeft",
        "stå ved en afgørelse, som en regel holder tilbage",
        'veje bekraeft 2026-0147 --regel R02 --af AB --begrundelse "pågældende fyldte 40 i sagens løb"',
    )
    confirm.add_argument("sagsid", metavar="SAGSID", help="sagens nummer")
    confirm.add_argument("--afgnr", type=count, default=1, metavar="N", help="afgørelsens nummer i sagen (1)")
    confirm.add_argument("--regel", action="append", required=True, metavar="R02", help="kan gives flere gange")
    confirm.add_argument("--af", required=True, metavar="INITIALER", help="den, der står ved den")
    confirm.add_argument("--begrundelse", required=True, metavar="TEKST", help="hvorfor, i ord")


def _explain(verbs: "Verbs") -> None:
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
