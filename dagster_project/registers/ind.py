"""IND: gross income of a person and year."""

from dagster_project.registers.shared import PERSON_KEY, YEAR
from dagster_project.registers.spec import Column, Kind, RegisterSpec

IND = RegisterSpec(
    name="ind",
    title="Indkomst",
    description="Bruttoindkomst pr. person og år.",
    columns=(PERSON_KEY, YEAR, Column("BRUTTO", Kind.DECIMAL, "Bruttoindkomst i kr.")),
)
