"""DREAM: one row a person, one column a week."""

from dagster_project.registers.shared import PERSON_KEY
from dagster_project.registers.spec import CodeList, RegisterSpec

DREAM = RegisterSpec(
    name="dream",
    title="DREAM",
    description="En række pr. person med en kolonne pr. ISO-uge (y_ÅÅUU, første er y_9132); tom celle er ingen ydelse. "
    "Personens nyeste række gælder alene: rækker fra forskellige leverancer blandes ikke.",
    columns=(PERSON_KEY,),
    weeks=CodeList("dream_ydelse", "kode"),
    ignored=r"branche_[0-9]{4}_[0-9]{2}|nykom[0-9]{4}",
)
