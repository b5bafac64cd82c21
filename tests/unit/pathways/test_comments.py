"""Every column that the pathways publish is described."""

import csv
from collections.abc import Iterable

import pytest

from dagster_project.pathways import (
    build_description,
    build_domains,
    build_groups,
    build_uncertainty,
    membership,
    name_sensitivity,
)
from dagster_project.reconciliation.printed import DATA
from dagster_project.sequences.stability import SCHEMA as STABILITY

SCHEMAS: dict[str, Iterable[str]] = {
    "gruppe": build_groups.GROUP_SCHEMA,
    "klyngekvalitet": build_groups.KEY_SCHEMA | build_groups.QUALITY_SCHEMA,
    "klyngestabilitet": STABILITY,
    "klyngeusikkerhed": build_uncertainty.BOOTSTRAP,
    "klyngenulmodel": build_uncertainty.NULL,
    "metodefoelsomhed": build_uncertainty.METHOD,
    "navnefoelsomhed": name_sensitivity.SCHEMA,
    "forloebstype_model": membership.SCHEMA,
    "typisk_forloeb": build_description.TYPICAL,
    "diskrepans": build_description.DISCREPANCY,
    "indikator": dict.fromkeys(build_description.DANISH.values()),
    "domaener": build_domains.SCHEMA,
    "overgang": dict.fromkeys(["slags", "fra", "til", "antal", "grundlag", "andel"]),
}


@pytest.mark.parametrize("table", SCHEMAS)
def test_every_column_has_a_text(table: str) -> None:
    with (DATA / "beskrivelser.csv").open(encoding="utf-8", newline="") as file:
        texts = {row["navn"]: row["tekst"] for row in csv.DictReader(file) if row["skema"] == "kolonne"}
    assert [name for name in SCHEMAS[table] if not texts.get(name)] == []
