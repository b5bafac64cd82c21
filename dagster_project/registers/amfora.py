"""AMFORA: measures of labour market policy, one row a course."""

from dagster_project.registers.shared import OPTIONAL, PERSON_KEY
from dagster_project.registers.spec import CodeList, Column, DateOrder, Kind, RegisterSpec

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
    dated_by="STARTDTO",
)
