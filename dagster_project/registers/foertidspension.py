"""Periods with førtidspension; needed for the parents."""

from dagster_project.registers.shared import COLUMN, PERSON_KEY
from dagster_project.registers.spec import Column, DateOrder, Kind, RegisterSpec

FOERTIDSPENSION = RegisterSpec(
    name="foertidspension",
    title="Førtidspension",
    description="Perioder med førtidspension; bruges til forældrene 1990-2007.",
    columns=(
        PERSON_KEY,
        Column("FRA", Kind.DATE, "Første dag med pension", key=True),
        Column("TIL", Kind.DATE, "Sidste dag med pension; tom, mens den løber", COLUMN),
    ),
    date_orders=(DateOrder("FRA", "TIL"),),
    dated_by="FRA",
)
