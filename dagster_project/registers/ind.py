"""IND: gross income of a person and year, and the earned part where it is delivered."""

from dagster_project.registers.shared import OPTIONAL, PERSON_KEY, YEAR
from dagster_project.registers.spec import Column, Kind, RegisterSpec

IND = RegisterSpec(
    name="ind",
    title="Indkomst",
    description="Bruttoindkomst, og erhvervsindkomst hvor den er leveret, pr. person og år.",
    columns=(
        PERSON_KEY,
        YEAR,
        Column("BRUTTO", Kind.DECIMAL, "Bruttoindkomst i kr."),
        Column("ERHVERVSINDK", Kind.DECIMAL, "Erhvervsindkomst i kr.; tom er ikke oplyst", OPTIONAL),
    ),
    dated_by="AAR",
)
