"""The register of decisions on førtidspension (Ankestyrelsen's tilkendelsesregister)."""

from dagster_project.registers.shared import CELL, COLUMN, DIGITS_1_TO_6, DIGITS_1_TO_8, MUNICIPALITY, OPTIONAL, PERSON
from dagster_project.registers.spec import Column, ConditionalCode, DateOrder, Kind, Presence, RegisterSpec


def _text(name: str, text: str, presence: Presence = OPTIONAL) -> Column:
    return Column(name, Kind.TEXT, text, presence)


def _code(name: str, text: str, presence: Presence = OPTIONAL) -> Column:
    return Column(name, Kind.CODE, text, presence)


def _date(name: str, text: str, presence: Presence = OPTIONAL) -> Column:
    return Column(name, Kind.DATE, text, presence)


_NEEDED = (
    Column("SAGSID", Kind.TEXT, "Sagens nummer, entydigt i hele landet", CELL, key=True),
    Column("AFGNR", Kind.INTEGER, "Afgørelsens nummer i sagen", OPTIONAL, key=True, empty_as=1, low=1),
    PERSON,
    Column(
        "BOPKOM",
        Kind.CODE,
        "Bopælskommune ved afgørelsen; 000 er udlandet",
        repair=MUNICIPALITY,
        must_be_listed=True,
        extra_codes=("000",),
    ),
    _date("ANSDATO", "Anmodningen er modtaget", CELL),
    Column(
        "AFGOERELSE",
        Kind.CODE,
        "T tilkendelse, A afslag, I ikke afgjort, F frakendelse, H gjort hvilende, G genoptaget, N inddragelse",
        allowed=("T", "A", "I", "F", "H", "G", "N"),
    ),
    Column("GRUNDLAG", Kind.CODE, "Grundlag 1-6 i tabel 5.1's rækkefølge", allowed=DIGITS_1_TO_6),
    _date("AFGDATO", "Afgørelsens dato; tom, når sagen ikke er afgjort", COLUMN),
    _date("PAABDATO", "Sagen er påbegyndt (§ 17, stk. 2, og § 18)", COLUMN),
    _code("DIAG1", "Hoveddiagnose, ICD-10 med eller uden D og punktum", COLUMN),
    _code("DIAG2", "Anden diagnose", COLUMN),
    _code("DIAG3", "Tredje diagnose", COLUMN),
    Column("AFSLAGSGRUND", Kind.CODE, "Afslagsgrund 1-8 i tabel 5.4's rækkefølge; kun for afslag", COLUMN),
)

_FOR_REPORTING = (
    Column(
        "MYNDIGHED",
        Kind.CODE,
        "Kommunekode, UDK eller AST",
        OPTIONAL,
        repair=MUNICIPALITY,
        extra_codes=("UDK", "AST"),
    ),
    _text("SAGSBEHANDLER", "Sagsbehandleren hos myndigheden"),
    _code("LOVGRUNDLAG", "Bestemmelsen, sagen er behandlet efter"),
    _code("ANLEDNING", "Hvad der gav anledning til sagen"),
    _code("HAVDE_FTP", "J/N: fik borgeren allerede førtidspension"),
    _date("REHABTEAM_DATO", "Rehabiliteringsteamets indstilling er afgivet"),
    _code("REHABTEAM_INDSTILLING", "Teamets indstilling: T, A, F, H, FLEKSJOB, JOBAFKLARING, RESSOURCEFORLOEB, ANDET"),
    _date("GENFORELAGT_DATO", "Teamet har behandlet sagen på ny"),
    _date("SUNDKOORD_DATO", "Sundhedskoordinatorens vurdering er afgivet"),
    _code("SUNDKOORD_VURDERING", "T/A: sundhedskoordinatorens vurdering"),
    _code("TERMINAL", "J/N: terminal sygdom"),
    _date("MOEDETILBUD_DATO", "Borgeren er tilbudt et møde"),
    _date("FRISTBREV_DATO", "Borgeren har fået brev om, at fristen ikke holdes"),
    _date("FORVENTET_AFGDATO", "Dagen, som fristbrevet lover afgørelsen (§ 21)"),
    _date("VIRKNINGSDATO", "Afgørelsen har virkning fra"),
    _date("REVISIONSDATO", "Sagen skal vurderes på ny"),
    _code("RESSOURCEFORLOEB", "J/N: har været i ressourceforløb"),
    _text("ARBEJDSFUNKTIONER", "De arbejdsfunktioner, et afslag bygger på"),
    _code("SAERLIGE_OMSTAENDIGHEDER", "J/N: særlige omstændigheder ved frakendelse"),
    _code("SAMTYKKE", "J/N: borgerens samtykke"),
    _code("AFSLAGSHJEMMEL", "Et afslags hjemmel: arbejdsevne, indfoedsret, bopael, optjening, oplysninger"),
    _code("UDSENDT", "J/N: udsendt soldat (§ 44, stk. 5)"),
    _text("ANKE_AF", "SAGSID på den afgørelse, der er klaget over (Ankestyrelsen)"),
)

TILKENDELSESREGISTER = RegisterSpec(
    name="tilkendelsesregister",
    title="Tilkendelsesregisteret",
    description=(
        "Afgørelser om førtidspension, en række pr. afgørelse; en senere række med samme SAGSID og AFGNR retter den."
    ),
    columns=_NEEDED + _FOR_REPORTING,
    date_orders=(DateOrder("ANSDATO", "AFGDATO"),),
    conditional_codes=(ConditionalCode("AFSLAGSGRUND", "AFGOERELSE", "A", DIGITS_1_TO_8),),
    dated_by="AFGDATO",
)
