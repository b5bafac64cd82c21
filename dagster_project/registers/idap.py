"""IDAP: the degree of unemployment of a person and year."""

from dagster_project.registers.shared import PERSON_KEY, YEAR
from dagster_project.registers.spec import Column, Kind, RegisterSpec

IDAP = RegisterSpec(
    name="idap",
    title="IDA, personer",
    description="Ledighedsgrad pr. person og år.",
    columns=(
        PERSON_KEY,
        YEAR,
        Column("ARLEDGR", Kind.DECIMAL, "Årets ledighedsgrad i promille, 0-1000", low=0, high=1000),
    ),
    dated_by="AAR",
)
