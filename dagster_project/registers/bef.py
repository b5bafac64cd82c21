"""BEF: the population on a day, with family."""

from dagster_project.registers.shared import COLUMN, MUNICIPALITY, PERSON_KEY
from dagster_project.registers.spec import Column, DateOrder, Kind, RegisterSpec

UNKNOWN = ("9",)
"""Uoplyst in the registers of Danmarks Statistik: the person stays, and is in no share."""

BEF = RegisterSpec(
    name="bef",
    title="Befolkningen",
    description="Befolkningen på en referencedato, en række pr. person og dato.",
    columns=(
        PERSON_KEY,
        Column("REFERENCETID", Kind.DATE, "Dagen, som øjebliksbilledet gælder", key=True),
        Column("KOEN", Kind.CODE, "1 mand, 2 kvinde", COLUMN, allowed=("1", "2"), unknown=UNKNOWN),
        Column("FOED_DAG", Kind.DATE, "Fødselsdag"),
        Column("KOM", Kind.CODE, "Bopælskommune", repair=MUNICIPALITY, must_be_listed=True, extra_codes=("000",)),
        Column(
            "IE_TYPE",
            Kind.CODE,
            "1 dansk, 2 indvandrer, 3 efterkommer",
            COLUMN,
            allowed=("1", "2", "3"),
            unknown=UNKNOWN,
        ),
        Column(
            "CIVST",
            Kind.CODE,
            "Civilstand: U ugift, G gift, F fraskilt, E enke(mand), P registreret partnerskab, "
            "O ophævet partnerskab, L længstlevende partner, D død",
            COLUMN,
            allowed=tuple("UGFEPOLD"),
            unknown=UNKNOWN,
        ),
        Column("MOR_ID", Kind.RELATIVE, "Moderens personnummer", COLUMN),
        Column("FAR_ID", Kind.RELATIVE, "Faderens personnummer", COLUMN),
        Column("E_FAELLE_ID", Kind.RELATIVE, "Partneren på samme adresse, gift eller ej; tom er ingen", COLUMN),
    ),
    date_orders=(DateOrder("FOED_DAG", "REFERENCETID"),),
    dated_by="REFERENCETID",
)
