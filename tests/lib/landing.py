"""A landing folder and a home of a test's own: deliver a few rows, take them in, look at what came of them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from dagster_project.ingest import RegisterReport, ingest_register
from dagster_project.keys import load_pseudonym_key
from dagster_project.registers import REGISTERS
from dagster_project.settings import load_settings
from dagster_project.study import Study, load_study
from dagster_project.warehouse import open_warehouse

# Persons that do not exist: a man born 1 January 1970 and a woman born 2 February 1975.
MAN, WOMAN = "0101700001", "0202750002"

GOOD: dict[str, dict[str, str]] = {
    "tilkendelsesregister": {
        "SAGSID": "S1", "PNR": MAN, "BOPKOM": "657", "ANSDATO": "2008-01-01", "AFGOERELSE": "T", "GRUNDLAG": "1",
        "AFGDATO": "2008-03-01", "PAABDATO": "", "DIAG1": "F32", "DIAG2": "", "DIAG3": "", "AFSLAGSGRUND": "",
    },
    "dream": {"PNR": MAN, "y_0801": "111", "y_0802": ""},
    "amfora": {"PNR": MAN, "FORANST": "1", "STARTDTO": "2008-01-01", "SLUTDTO": "20671231"},
    "lmdb": {"PNR": MAN, "EKSD": "2008-01-15", "ATC": "N06AB04", "APK": "1"},
    "bef": {
        "PNR": MAN, "REFERENCETID": "2008-01-01", "KOEN": "1", "FOED_DAG": "1970-01-01", "KOM": "657", "IE_TYPE": "1",
        "CIVST": "G", "MOR_ID": "", "FAR_ID": "", "E_FAELLE_ID": "",
    },
    "udda": {"PNR": MAN, "HFAUDD": "1009", "HF_VFRA": "1986-06-20"},
    "ind": {"PNR": MAN, "AAR": "2007", "BRUTTO": "250000"},
    "idap": {"PNR": MAN, "AAR": "2007", "ARLEDGR": "0"},
    "foertidspension": {"PNR": MAN, "FRA": "1995-01-01", "TIL": ""},
}  # fmt: skip
"""One row of each register that breaks no rule."""


def csv_of(register: str, *changes: Mapping[str, str | None], delimiter: str = ";") -> str:
    """A CSV file with one row per mapping: `GOOD` with these cells; a column that is None everywhere is left out."""
    rows: list[dict[str, str | None]] = [{**GOOD[register], **change} for change in changes]
    names = list(dict.fromkeys([*GOOD[register], *(name for row in rows for name in row)]))
    names = [name for name in names if not rows or any(row.get(name) is not None for row in rows)]
    lines = [delimiter.join(names), *(delimiter.join(row.get(name) or "" for name in names) for row in rows)]
    return "".join(f"{line}\n" for line in lines)


@dataclass
class Landing:
    """Deliveries under ``root``/landing, everything written under ``root``/var."""

    root: Path
    environment: str = "udvikling"
    variables: dict[str, str] = field(default_factory=dict)
    study_changes: dict[str, Any] = field(default_factory=dict)

    @property
    def settings(self) -> Any:
        return load_settings(
            {
                "VEJE_LANDING": str(self.root / "landing"),
                "VEJE_HOME": str(self.root / "var"),
                "VEJE_MILJOE": self.environment,
                **self.variables,
            }
        )

    @property
    def study(self) -> Study:
        return replace(load_study(self.settings.study_file), **self.study_changes)

    def folder(self, register: str, day: str) -> Path:
        return self.root / "landing" / register / day

    def deliver(self, register: str, day: str, files: Mapping[str, str | bytes], *, manifest: bool = True) -> Path:
        """Write the files of one delivery, with a manifest that agrees."""
        folder = self.folder(register, day)
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
        if manifest:
            self.write_manifest(register, day)
        return folder

    def write_manifest(self, register: str, day: str, **changes: Any) -> None:
        """A manifest of what lies there (text files of unquoted lines), with ``changes`` on top level."""
        folder = self.folder(register, day)
        listed = [
            {
                "navn": file.name,
                "sha256": hashlib.sha256(file.read_bytes()).hexdigest(),
                "raekker": len([line for line in file.read_bytes().splitlines() if line]) - 1,
            }
            for file in sorted(folder.iterdir())
            if file.name != "manifest.json"
        ]
        said = {"register": register, "leverance": day, "filer": listed, **changes}
        (folder / "manifest.json").write_text(json.dumps(said), encoding="utf-8")

    def ingest(self, register: str, per: str | None = None) -> RegisterReport:
        """Take one register in."""
        key = load_pseudonym_key(self.settings)
        day = date.fromisoformat(per) if per else None
        with open_warehouse(self.settings) as con:
            return ingest_register(con, register, self.settings, self.study, key, day)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """The answer of the warehouse."""
        with open_warehouse(self.settings) as con:
            return con.execute(query).fetchall()

    def take(self, register: str, *changes: Mapping[str, str | None], day: str = "2010-06-30") -> list[tuple[str, str]]:
        """Deliver rows, take them in, and return rule and column of the quarantined ones."""
        self.deliver(register, day, {"a.csv": csv_of(register, *changes)})
        self.ingest(register)
        return self.quarantine(register)

    def quarantine(self, register: str) -> list[tuple[str, str]]:
        query = f"SELECT regel, kolonne FROM kvalitet.karantaene WHERE register = '{register}' ORDER BY fil, linje"
        return [(regel, kolonne) for regel, kolonne in self.rows(query)]

    def statuses(self, register: str) -> list[str]:
        """Status of every stored row in the order of versions."""
        return [s for (s,) in self.rows(f"SELECT status FROM raa.{register} ORDER BY leverance, encode(fil), linje")]

    def verdict(self, register: str) -> list[tuple[str, str]]:
        """Status and reason of every delivery in order of its date."""
        query = f"SELECT status, grund FROM kvalitet.leverance WHERE register = '{register}' ORDER BY leverance"
        return [(status, reason) for status, reason in self.rows(query)]

    def account(self, register: str) -> list[tuple[int, ...]]:
        """Rows, accepted, duplicates, superseded, quarantined of every file."""
        counts = "raekker_i_fil, accepteret, dubletter, erstattet, karantaene"
        return self.rows(
            f"SELECT {counts} FROM kvalitet.raekkeregnskab WHERE register = '{register}' ORDER BY leverance, fil"
        )


ALL = tuple(REGISTERS)
