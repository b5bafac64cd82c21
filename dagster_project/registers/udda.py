"""UDDA: the highest education completed."""

from dagster_project.registers.shared import COLUMN, PERSON_KEY
from dagster_project.registers.spec import CodeList, Column, Kind, RegisterSpec

UDDA = RegisterSpec(
    name="udda",
    title="Uddannelse",
    description="Højeste fuldførte uddannelse, gældende fra en dag.",
    columns=(
        PERSON_KEY,
        Column("HFAUDD", Kind.CODE, "Uddannelsens kode; tom er uoplyst", COLUMN, repair=CodeList("hfaudd", "hfaudd")),
        Column("HF_VFRA", Kind.DATE, "Gælder fra", key=True),
    ),
    dated_by="HF_VFRA",
)
