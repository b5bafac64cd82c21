"""LMDB, the register of medicinal products: prescriptions dispensed."""

from dagster_project.registers.shared import PERSON
from dagster_project.registers.spec import Column, Kind, RegisterSpec, Versions

# Levels 1-5 of WHO's classification: N, N06, N06A, N06AB, N06AB04.
ATC_PATTERN = "[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?"

LMDB = RegisterSpec(
    name="lmdb",
    title="Lægemiddeldatabasen",
    description="Ekspeditioner af receptpligtig medicin. Ingen nøgle: en leverance erstatter de kalendermåneder af "
    "EKSD, som dens accepterede rækker indeholder.",
    columns=(
        PERSON,
        Column("EKSD", Kind.DATE, "Ekspeditionsdato"),
        Column("ATC", Kind.CODE, "ATC-kode, niveau 1-5, store bogstaver", pattern=ATC_PATTERN),
        Column("APK", Kind.DECIMAL, "Antal pakninger; negativ er returneret", not_zero=True),
    ),
    versions=Versions.BY_MONTH,
    month_of="EKSD",
    dated_by="EKSD",
)
