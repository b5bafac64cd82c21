"""Benefits, measures and medicine: DREAM, AMFORA and the register of medicinal products (LMDB)."""

from dagster_project.registers.shared import COLUMN, OPTIONAL, PERSON, PERSON_KEY
from dagster_project.registers.spec import CodeList, Column, DateOrder, Kind, RegisterSpec, Versions

# Levels 1-5 of WHO's classification: N, N06, N06A, N06AB, N06AB04.
ATC_PATTERN = "[A-Z]([0-9]{2}([A-Z]([A-Z]([0-9]{2})?)?)?)?"

DREAM = RegisterSpec(
    name="dream",
    title="DREAM",
    description="En række pr. person med en kolonne pr. ISO-uge (y_ÅÅUU, første er y_9132); tom celle er ingen ydelse. "
    "Personens nyeste række gælder alene: rækker fra forskellige leverancer blandes ikke.",
    columns=(PERSON_KEY,),
    weeks=CodeList("dream_ydelse", "kode"),
    ignored=r"branche_[0-9]{4}_[0-9]{2}|nykom[0-9]{4}",
)

AMFORA = RegisterSpec(
    name="amfora",
    title="AMFORA",
    description="Arbejdsmarkedspolitiske foranstaltninger, en række pr. forløb.",
    columns=(
        PERSON_KEY,
        Column(
            "FORANST",
            Kind.CODE,
            "Foranstaltningens art; ukendte koder tælles, men indgår i ingen tabel",
            key=True,
            repair=CodeList("foranst", "foranst"),
        ),
        Column("STARTDTO", Kind.DATE, "Forløbets første dag", key=True),
        Column("SLUTDTO", Kind.DATE, "Forløbets sidste dag; kan ligge langt ude i fremtiden (20671231)"),
        Column("TIMERPU", Kind.DECIMAL, "Timer pr. uge", OPTIONAL),
        Column("STEDTYPE", Kind.TEXT, "Stedets type", OPTIONAL),
        Column("YDTYPE1", Kind.TEXT, "Ydelse under forløbet", OPTIONAL),
        Column("KORAGRAD", Kind.TEXT, "Korrigeret aktiveringsgrad", OPTIONAL),
        Column("INDBER", Kind.TEXT, "Indberetter", OPTIONAL),
    ),
    date_orders=(DateOrder("STARTDTO", "SLUTDTO"),),
)

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
)

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
)
