"""The code lists as dbt loads them: the user's laid over ours, each with the columns that the models join on.

A list without validity dates (the official ones mostly have none) is valid always; that is written out here, so that
every model may join on code and date.
"""

import csv
from pathlib import Path

from dagster_project.registers.codelists import compose_code_lists, read_list
from dagster_project.settings import Settings
from dagster_project.transform.report_tables import titled
from dagster_project.words.municipalities import municipality_key
from dagster_project.words.tables import TABLES, Table

FIRST_DAY, LAST_DAY = "1900-01-01", "9999-12-31"
VALIDITY = {"gyldig_fra": FIRST_DAY, "gyldig_til": LAST_DAY}

NEEDED: dict[str, tuple[str, ...]] = {
    "afgoerelsesart": ("kode", "noegle", "er_ansoegning"),
    "afslagsgrund": ("kode", "noegle"),
    "aldersbaand": ("noegle", "alder_fra", "alder_til"),
    "antalsbaand": ("noegle", "antal_fra", "antal_til"),
    "atc_medicintype": ("atc_praefiks", "medicintype"),
    "atc_psykofarmaka": ("atc_praefiks",),
    "dream_ydelse": ("kode", "tilstand_akf2012", "tilstand_udvidet"),
    "foranst": ("foranst", "foranstaltning", "lab"),
    "forloebstype": ("forloebstype", "etiket", "tabel"),
    "grundlag": ("kode", "noegle"),
    "hfaudd": ("hfaudd", "niveau"),
    "icd10_diagnosegruppe": ("icd10_praefiks", "diagnosegruppe"),
    "kommune": ("kom", "navn", "region_kode"),
    "noegle": ("noegle", "etiket", "raekkefoelge"),
    "region": ("region_kode", "noegle", "etiket", "raekkefoelge"),
    "tilstand": ("alfabet", "tilstand", "tabel_6_4"),
    "uddannelsesniveau": ("niveau", "tabel_6_2", "karakteristik"),
}
"""The lists that the tables join, and the columns they join on; a user's list may have more."""


def lay_out_code_lists(settings: Settings) -> Path:
    """Write the lists that count into ``lager/kodelister`` (UTF-8, comma) and return the folder.

    Raises:
        ConfigurationError: when a list is unreadable or lacks a column of `NEEDED`.
    """
    folder = settings.warehouse_dir / "kodelister"
    compose_code_lists(settings, folder)
    for name, columns in NEEDED.items():
        rows = read_list(settings, name, columns)
        rows += _labels() if name == "noegle" else []
        _write(folder / f"{name}.csv", [row | _validity(row) | _known_besides(name, row) for row in rows])
    _write(folder / "tabel.csv", [row | _validity(row) for row in _tables(settings)])
    return folder


def tables_in_use(settings: Settings) -> tuple[Table, ...]:
    """The declared tables, with the labels that the code lists in use give the pathways."""
    labels = {
        row["forloebstype"]: row["tekst"] for row in read_list(settings, "forloebsnavn", ("forloebstype", "tekst"))
    }
    listed = read_list(settings, "forloebstype", NEEDED["forloebstype"])
    return titled({row["tabel"]: labels.get(row["forloebstype"]) or row["etiket"] for row in listed if row["tabel"]})


def _tables(settings: Settings) -> list[dict[str, str]]:
    """The declared tables as a list of their own: `kode.tabel`."""
    tables = tables_in_use(settings)
    return [{"tabel": one.number, "titel": one.title, "model": one.name, "kilde": one.source} for one in tables]


def _labels() -> list[dict[str, str]]:
    """Labels that a table declares for keys of its own; they stand after the listed ones."""
    labels = [pair for table in TABLES for pair in table.labels.items()]
    return [
        {"noegle": key, "etiket": label, "slags": "tabel", "raekkefoelge": str(500 + place)}
        for place, (key, label) in enumerate(labels)
    ]


def _known_besides(name: str, row: dict[str, str]) -> dict[str, str]:
    """Of a municipality: what it became (itself, where the list gives no ``ny_kode``), and its key in the tables.

    Of a measure: whether it is timed; where the list does not say, those in LAB are.
    """
    if name == "foranst":
        return {"timing": row.get("timing") or row["lab"]}
    if name != "kommune":
        return {}
    return {"ny_kode": row.get("ny_kode") or row["kom"], "noegle": municipality_key(row["navn"])}


def _validity(row: dict[str, str]) -> dict[str, str]:
    return {column: row.get(column) or default for column, default in VALIDITY.items()}


def _write(file: Path, rows: list[dict[str, str]]) -> None:
    """Write only what changed: dbt parses a seed again when its file is another one."""
    names = list(rows[0]) if rows else []
    lines = [names, *([row.get(name, "") for name in names] for row in rows)]
    draft = file.with_suffix(".ny")
    with draft.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(lines)
    draft.replace(file)
