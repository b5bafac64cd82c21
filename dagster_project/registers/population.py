"""The population and what it has learnt, earned and been without: BEF, UDDA, IND, IDAP."""

from dagster_project.registers.shared import COLUMN, FIRST_YEAR, MUNICIPALITY, PERSON_KEY
from dagster_project.registers.spec import Column, DateOrder, Kind, RegisterSpec

_YEAR = Column("AAR", Kind.INTEGER, "Året", key=True, low=FIRST_YEAR, up_to_delivery_year=True)

BEF = RegisterSpec(
    name="bef",
    title="Befolkningen",
    description="Befolkningen på en referencedato, en række pr. person og dato.",
    columns=(
        PERSON_KEY,
        Column("REFERENCETID", Kind.DATE, "Dagen, som øjebliksbilledet gælder", key=True),
        Column("KOEN", Kind.CODE, "1 mand, 2 kvinde", allowed=("1", "2")),
        Column("FOED_DAG", Kind.DATE, "Fødselsdag"),
        Column("KOM", Kind.CODE, "Bopælskommune", repair=MUNICIPALITY, must_be_listed=True, extra_codes=("000",)),
        Column("IE_TYPE", Kind.CODE, "1 dansk, 2 indvandrer, 3 efterkommer", allowed=("1", "2", "3")),
        Column(
            "CIVST",
            Kind.CODE,
            "Civilstand: U ugift, G gift, F fraskilt, E enke(mand), P registreret partnerskab, "
            "O ophævet partnerskab, L længstlevende partner, D død",
            allowed=tuple("UGFEPOLD"),
        ),
        Column("MOR_ID", Kind.RELATIVE, "Moderens personnummer", COLUMN),
        Column("FAR_ID", Kind.RELATIVE, "Faderens personnummer", COLUMN),
        Column("E_FAELLE_ID", Kind.RELATIVE, "Partneren på samme adresse, gift eller ej; tom er ingen", COLUMN),
    ),
    date_orders=(DateOrder("FOED_DAG", "REFERENCETID"),),
)

UDDA = RegisterSpec(
    name="udda",
    title="Uddannelse",
    description="Højeste fuldførte uddannelse, gældende fra en dag.",
    columns=(
        PERSON_KEY,
        Column("HFAUDD", Kind.TEXT, "Uddannelsens kode; tom er uoplyst", COLUMN),
        Column("HF_VFRA", Kind.DATE, "Gælder fra", key=True),
    ),
)

IND = RegisterSpec(
    name="ind",
    title="Indkomst",
    description="Bruttoindkomst pr. person og år.",
    columns=(PERSON_KEY, _YEAR, Column("BRUTTO", Kind.DECIMAL, "Bruttoindkomst i kr.")),
)

IDAP = RegisterSpec(
    name="idap",
    title="IDA, personer",
    description="Ledighedsgrad pr. person og år.",
    columns=(
        PERSON_KEY,
        _YEAR,
        Column("ARLEDGR", Kind.DECIMAL, "Årets ledighedsgrad i promille, 0-1000", low=0, high=1000),
    ),
)
