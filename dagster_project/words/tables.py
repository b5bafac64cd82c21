"""Every table of the report, declared once.

`marts.rapporttabel`, the tables laid out as printed, `kode.tabel`, the checks of the gates, the names that disclosure
control knows counts by, and `docs/report_tables.md` derive from here. A tidy model that no table names stops the
build, and a table without cells stops the gate `forloeb`. How to add one: docs/how-to/table.md.
"""

from dataclasses import dataclass, field

from dagster_project.words.counts import Count, across, down, one

FOUR = "alle_fire_kommuner"
CASES, PERSONS = "sager", "personer i målgruppen"


@dataclass(frozen=True)
class Table:
    """A printed table.

    Attributes:
        number: its key in the column ``tabel``; with ``by_place`` what such keys begin with.
        title: Danish, as printed.
        source: the registers, in words.
        head: the heading of the first column.
        counts: what its cells count, by the names of disclosure control; the first that fits a cell holds.
        unit: what is counted.
        tidy: the dbt model of its cells, by default named as the table.
        places: where the municipalities stand: ``raekke``, ``kolonne``, or nowhere.
        adds_up: ``regioner`` to the country, or ``kommuner`` to all of the study: in the rows of counts.
        shares: along what shares of a whole add up: down a ``kolonne``, along a ``raekke``, over the ``tabel``.
        side_by_side: share and count of a row stand beside each other, not below.
        decimals: of shares and means, as printed.
        by_place: one table a municipality.
        may_be_empty: a study may be without: a pathway that nobody followed.
        labels: Danish label of keys that no code list has.
    """

    number: str
    title: str
    source: str
    head: str
    counts: tuple[Count, ...]
    unit: str = PERSONS
    tidy: str = ""
    places: str = ""
    adds_up: str = ""
    shares: str = ""
    side_by_side: bool = False
    decimals: int = 1
    by_place: bool = False
    may_be_empty: bool = False
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its name in `marts`: ``tabel_5_3``, ``figur_6_1``, ``bilag_1``."""
        plain = self.number.replace(".", "_")
        return plain if plain.startswith(("figur", "bilag")) else f"tabel_{plain}"

    @property
    def model(self) -> str:
        """The dbt model of its cells."""
        return self.tidy or f"int_{self.name}"

    @property
    def stage(self) -> str:
        """The gate that judges it: tables of chapters 4-6 are there before pathways are."""
        return "marts" if self.number.removeprefix("figur_")[0] in "456" else "forloeb"

    def has(self, tabel: str) -> bool:
        """Whether ``tabel`` of a cell is this table, or one of its municipalities."""
        return tabel.startswith(f"{self.number}_") if self.by_place else tabel == self.number


_PERSONS = one("personer", place="{kolonne}")
_SIZE_OF_ALL = one("stoerrelse", "i_alt", "{kolonne}", role="grundlag")
_REGISTER = "Tilkendelsesregisteret"


def _by_law(number: str, title: str, head: str, family: str) -> Table:
    """Applications by a field that the law has had since 2003; without cells where the register has no value of it."""
    return Table(number, f"{title}, fordelt på kommuner og regioner", _REGISTER, head, down(family), CASES,
                 "int_tabel_5_lov", "kolonne", "regioner", "kolonne", may_be_empty=True)  # fmt: skip


TABLES: tuple[Table, ...] = (
    Table("figur_2.2", "Tilkendelser af førtidspension pr. kommune og år, sager", _REGISTER, "Kommune",
          (one("tilkendelser", place="{raekke}", part="{kolonne}"),), CASES, places="raekke"),
    Table("4.1", "Nytilkendelser af førtidspension pr. år, fordelt på kommuner og regioner", _REGISTER,
          "Kommune/region", across("aar"), places="raekke", adds_up="regioner", shares="raekke", side_by_side=True),
    Table("5.1", "Ansøgningsgrundlag fordelt på kommuner og regioner", _REGISTER, "Ansøgningsgrundlag",
          down("ansoegning"), CASES, places="kolonne", adds_up="regioner", shares="kolonne"),
    _by_law("5.1_lov", "Bestemmelsen, sagen er behandlet efter", "Lovgrundlag", "lovgrundlag"),
    Table("5.2", "Afgørelser fordelt på kommuner og regioner", _REGISTER, "Kommune/region", across("afgoerelse"),
          CASES, places="raekke", adds_up="regioner", shares="raekke", side_by_side=True),
    Table("5.3", "Tilkendelsesdiagnose fordelt på kommuner og regioner", _REGISTER, "Tilkendelsesdiagnose",
          down("egenskab:diagnosegruppe"), places="kolonne", adds_up="regioner", shares="kolonne"),
    Table("5.4", "Afslagsgrund fordelt på kommuner og regioner", _REGISTER, "Afslagsgrund", down("afslagsgrund"),
          CASES, places="kolonne", adds_up="regioner", shares="kolonne"),
    _by_law("5.4_hjemmel", "Afslagets hjemmel", "Hjemmel", "afslagshjemmel"),
    _by_law("5.5", "Rehabiliteringsteamets indstilling", "Indstilling", "rehabteam"),
    _by_law("5.6", "Sundhedskoordinatorens vurdering", "Vurdering", "sundhedskoordinator"),
    _by_law("5.7", "Ressourceforløb før ansøgningen", "Ressourceforløb", "ressourceforloeb"),
    Table("6.1", "Alder, køn, herkomst og partner", f"{_REGISTER}, BEF", "Karakteristika", (
        one("personer", place="{kolonne}", row="alle"),
        one("egenskab:koen", place="{kolonne}", part="kvinder", row="kvinder"),
        one("egenskab:{raekke}", place="{kolonne}", part="ja"),
        one("egenskab:koen", place="{kolonne}", role="grundlag"),
        one("personer", place="{kolonne}", role="bag"),
    ), places="kolonne"),
    Table("6.2", "Højeste fuldførte uddannelse", f"{_REGISTER}, UDDA", "Højeste fuldførte uddannelse",
          down("egenskab:uddannelse"), places="kolonne", shares="kolonne"),
    Table("6.3", "Bruttoindkomst og ledighedsgrad", f"{_REGISTER}, IND, IDAP", "Karakteristika",
          (_PERSONS, one("personer", place="{kolonne}", role="bag")), places="kolonne"),
    Table("6.4", "Forsørgelsesgrundlag i kvartalet før tilkendelsen", f"{_REGISTER}, DREAM", "Forsørgelsesgrundlag",
          (one("personer", place="{kolonne}", statistic="n"), *down("tilstand")),
          places="kolonne", adds_up="kommuner", shares="kolonne"),
    Table("6.5", "Medicinforbrug i året før tilkendelsen", f"{_REGISTER}, LMDB, BEF", "Medicintype", (
        one("borger", place="{kolonne}", row="alle"),
        one("medicin:{raekke}", place="{kolonne}", part="ja"),
        one("borger", place="{kolonne}", role="grundlag"),
    ), places="kolonne", adds_up="kommuner"),
    Table("figur_6.1", "Antal medicintyper pr. person", f"{_REGISTER}, LMDB, BEF", "Antal medicintyper",
          down("typer"), places="kolonne", shares="kolonne"),
    Table("6.6", "Andel med mindst en forælder på førtidspension", f"{_REGISTER}, førtidspension, BEF", "Kommune", (
        one("borger", place="oevrige_borgere", row=FOUR, column="oevrige_borgere", statistic="n"),
        one("borger", place="{raekke}", column="nytilkendte", statistic="n"),
        one("borger:{kolonne}", place="{raekke}", statistic="n"),
        one("foraelder:{kolonne}", place="{raekke}", part="ja"),
        one("borger", place="{raekke}", column="nytilkendte", role="grundlag"),
        one("borger", place="oevrige_borgere", row=FOUR, role="grundlag"),
        one("borger:{kolonne}", place="{raekke}", role="grundlag"),
    ), places="raekke", adds_up="kommuner", side_by_side=True),
    Table("6.7", "Antal foranstaltninger pr. person", f"{_REGISTER}, AMFORA", "Antal foranstaltninger",
          (one("personer", place="{kolonne}", row="alle_individer"), *down("antalsbaand")),
          places="kolonne", adds_up="kommuner", shares="kolonne"),
    Table("6.8", "Foranstaltninger efter type", f"{_REGISTER}, AMFORA", "Foranstaltning", down("foranstaltning"),
          "foranstaltninger", places="kolonne", adds_up="kommuner", shares="kolonne"),
    Table("6.8_andre", "Foranstaltninger uden for lov om en aktiv beskæftigelsesindsats", f"{_REGISTER}, AMFORA",
          "Foranstaltning", down("foranstaltning_udenfor"), "foranstaltninger", places="kolonne", adds_up="kommuner",
          shares="kolonne", may_be_empty=True),
    Table("7.1", "Forløbstyper i kommunerne", "DREAM", "Forløbstype",
          (one("stoerrelse", "kommune:{raekke}", "{kolonne}", role="bag"),),
          places="kolonne", decimals=0, may_be_empty=True),
    Table("7.2", "Forløbstyper, fordeling i kommunerne", "DREAM", "Forløbstype", (
        one("personer", place="{kolonne}", row="alle"),
        one("stoerrelse", "samlet:{raekke}", "{kolonne}", column=FOUR),
        one("stoerrelse", "kommune:{raekke}", "{kolonne}"),
        _SIZE_OF_ALL,
    ), places="kolonne", shares="kolonne", side_by_side=True),
    Table("7.2_kommune", "Forløbstyper, antal i de særskilte analyser", "DREAM", "Forløbstype", (
        one("personer", place="{kolonne}", row="alle"),
        one("stoerrelse", "kommune:{raekke}", "{kolonne}"),
        _SIZE_OF_ALL,
    ), tidy="int_tabel_7_2", places="kolonne", side_by_side=True),
    Table("7.2_samlet", "Forløbstyper i den samlede analyse, fordeling i kommunerne", "DREAM", "Forløbstype", (
        one("stoerrelse", "i_alt", "{kolonne}", row="alle"),
        one("stoerrelse", "samlet:{raekke}", "{kolonne}"),
        _SIZE_OF_ALL,
    ), places="kolonne", adds_up="kommuner", shares="kolonne", side_by_side=True),
    Table("7.2_kryds", "Forløbstyper i den samlede analyse (rækker) og i kommunens egen (kolonner)", "DREAM",
          "Samlet analyse", (one("kryds", "samlet:{raekke}", "{foer_kolon}", "{efter_kolon}"),), may_be_empty=True),
    *(
        Table(number, f"Foranstaltninger: {pathway}", "AMFORA, DREAM", "Foranstaltning", (
            one("foranstaltning", "kommune:{tabel}", "{kolonne}", "{raekke}"),
            one("foranstaltning", "kommune:{tabel}", "{kolonne}", role="grundlag"),
        ), "foranstaltninger", "int_tabel_7_3_til_7", "kolonne", shares="kolonne", may_be_empty=True)
        for number, pathway in (
            ("7.3", "den kortvarige kontanthjælpsmodtager"),
            ("7.4", "den langvarige kontanthjælpsmodtager"),
            ("7.5", "pendleren"),
            ("7.6", "lønmodtageren, der blev syg"),
            ("7.7", "den fleksjobvisiterede"),
        )
    ),
    Table("bilag_1", "Gennemsnitligt antal kvartaler pr. ydelse, særskilte analyser", "DREAM", "Ydelse", (
        one("stoerrelse", "kommune:{kolonne}", "{kommune}"),
        one("stoerrelse", "i_alt", "{kommune}", role="grundlag"),
        one("stoerrelse", "kommune:{kolonne}", "{kommune}", role="bag"),
    ), shares="tabel", by_place=True, may_be_empty=True),
    Table("bilag_2", "Medicinforbrug pr. forløbstype, særskilte analyser", "LMDB, DREAM", "Medicin", (
        one("personer", place="{kommune}", row="antal_personer", column="alle"),
        one("stoerrelse", "kommune:{kolonne}", "{kommune}", row="antal_personer"),
        one("egenskab:{raekke}", place="{kommune}", part="ja", column="alle"),
        one("egenskab:{raekke}", "kommune:{kolonne}", "{kommune}", "ja"),
        one("personer", place="{kommune}", column="alle", role="grundlag"),
        one("stoerrelse", "kommune:{kolonne}", "{kommune}", role="grundlag"),
    ), by_place=True),
)  # fmt: skip
"""In the order of the report."""


def models() -> list[str]:
    """Every tidy model, once, in the order of the tables."""
    return list(dict.fromkeys(table.model for table in TABLES))


def table_of(tabel: str) -> Table | None:
    """The table that a value of the column ``tabel`` belongs to; None: it is declared nowhere."""
    return next((table for table in TABLES if table.has(tabel)), None)
