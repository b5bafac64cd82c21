"""A register of invented people whose dates lie on, just before and just after everything that a rule looks at."""

from datetime import date, timedelta
from random import Random

from tests.oracle.indberetning.reference_terms import Case, Register, authority, birthday, months_later, pension_day

FIRST, LAST = date(1998, 1, 1), date(2027, 12, 31)
TURNS = [date(2003, 1, 1), date(2013, 1, 1), date(2016, 6, 1), date(2017, 1, 1), date(2020, 1, 1), date(2023, 1, 1)]
TURNS += [date(2026, 1, 1), date(2026, 2, 1), date(2027, 1, 1), date(2016, 2, 29), date(2024, 2, 29), date(2025, 5, 31)]
# The list of folkepension ages turns on the day after each of these.
AGES_TURN = [date(1939, 6, 30), date(1953, 12, 31), date(1954, 6, 30), date(1954, 12, 31), date(1955, 6, 30)]
AGES_TURN += [date(1962, 12, 31), date(1966, 12, 31), date(1970, 12, 31)]
LEAP_DAYS = [date(year, 2, 29) for year in range(1936, 2009, 4)]
# Six months after a birthday on these days of a half-year cohort there is no such day.
MONTH_ENDS = [date(1954, 3, 31), date(1954, 5, 31), date(1955, 3, 31), date(1955, 5, 31), date(1954, 1, 31)]
TEXTS = {
    "lovgrundlag": [
        *("17_1", "17_2", "17_2", "17_3", "17_3", "17_4", "17_4", "18_DOK", "18_AAB", "18_AAB"),
        *("20_1", "43A", "44", "62", "62", "18", "17_5"),
    ],
    "anledning": [
        *("borger", "kommune", "revision", "genoptagelse", "seniorpension", "seniorpension"),
        *("indkomst", "fleksjob", "sygedagpenge", "Borger"),
    ],
    "havde_ftp": ["J", "N", "N", "J", "j"],
    "rehabteam_indstilling": ["T", "A", "T", "FLEKSJOB", "t"],
    "sundkoord_vurdering": ["T", "A", "J"],
    "terminal": ["J", "N", "N", "1"],
    "ressourceforloeb": ["J", "N", "N", "nej"],
    "arbejdsfunktioner": ["kontor; 15 timer", "N", "J"],
    "saerlige_omstaendigheder": ["J", "N", "j"],
    "samtykke": ["J", "N", "ja"],
    "udsendt": ["J", "N", "N", "?"],
    "sagsbehandler": ['Ærø "Øst"', "a;b", "to\nlinjer", "Team Vest", "hold 2", "A+B", "=1+1", "-x"],
    "diag1": ["DF20.0", "F20", "D50.9", "DD50.9", "DM511C", "F2", "smerter", "df320", "Z99.9"],
    "diag2": ["DF10", "F10.2", "hjerte"],
    "diag3": ["DZ74.0", "F"],
}
GROUNDS = ["arbejdsevne", "indfoedsret", "bopael", "optjening", "oplysninger", "andet"]
AUTHORITIES = ["661", "661", "740", "101", "UDK", "AST", "999", "udk", "000", ""]


def random_register(seed: int, persons: int) -> tuple[list[Case], Register]:
    """The decisions (with ``cpr``), and what else is known about the persons."""
    rng = Random(seed)  # noqa: S311 - invented people, no secret
    register, cases = Register(), []
    for number in range(persons):
        cases += _person(rng, f"p{number}", register)
    return cases, register


def _near(rng: Random, day: date) -> date:
    return day + timedelta(days=rng.randint(-1, 1))


def _any_day(rng: Random, first: date = FIRST, last: date = LAST) -> date:
    return first + timedelta(days=rng.randrange((last - first).days + 1))


def _born(rng: Random) -> date:
    near = _near(rng, rng.choice(AGES_TURN))
    return rng.choice(
        [near, rng.choice(LEAP_DAYS), rng.choice(MONTH_ENDS), _any_day(rng, date(1930, 1, 1), date(2009, 1, 1))]
    )


def _pnr(rng: Random, born: date) -> str:
    seventh = rng.randint(0, 3) if born.year < 2000 else 4
    return f"{born:%d%m%y}{seventh}{rng.randint(0, 999):03d}"


def _person(rng: Random, person: str, register: Register) -> list[Case]:
    born, known = _born(rng), rng.random()
    cpr = None if known < 0.04 else "9912345678" if known < 0.08 else _pnr(rng, born)
    in_bef = rng.random() < 0.7
    found = born if in_bef or known >= 0.08 else None
    milestones = [birthday(born, years) for years in (17, 18, 19, 40, 60)] + [pension_day(born)]
    reachable = [day for day in milestones if FIRST < day < LAST]
    cases: list[Case] = []
    for number in range(rng.choice([1, 1, 2, 3, 4])):
        options = [_near(rng, rng.choice(TURNS)), _any_day(rng), _any_day(rng, date(2026, 1, 1))]
        options += [_near(rng, rng.choice(reachable)) for _ in range(2) if reachable]
        options += [_near(rng, cases[-1]["afgdato"])] if cases else []
        cases.append(_case(rng, f"{person}-{number}", rng.choice(options), cases))
    for case in cases:
        case |= {"person_id": person, "cpr": cpr, "i_bef": in_bef, "foed_dag": found}
        if rng.random() < 0.15:
            register.sent[case["sagsid"], case["afgnr"] or 1] = _sent(rng, case)
    register.decisions[person] = cases
    _surroundings(rng, person, register)
    return cases


def _sent(rng: Random, case: Case) -> tuple[str, date, str | None, str]:
    """What was sent under the number: mostly the same, or almost."""
    moved = timedelta(days=rng.choice([0, 0, 0, rng.randint(-93, 93), -93, -92, 92, 93]))
    code = rng.choice([*[case["afgoerelse"]] * 4, *"TAH"])
    number = rng.choice([case["cpr"], case["cpr"], "0101701234", None])
    return code, case["afgdato"] + moved, number, rng.choice([authority(case) or "661", "740", "AST"])


def _surroundings(rng: Random, person: str, register: Register) -> None:
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 2), date(2019, 5, 1)]
    register.courses[person] = rng.sample(days, rng.choice([0, 0, 1, 2]))
    amounts = [243_659.0, 243_659.99, 243_660.0, 243_661.0]
    if rng.random() < 0.3:
        register.pensions[person] = rng.choice([date(2002, 12, 31), date(2003, 1, 1), date(2013, 1, 1), _any_day(rng)])
    if rng.random() < 0.8:
        _weeks(rng, person, register)
    register.incomes[person] = {year: rng.choice(amounts) for year in (2024, 2025, 2026, 2027) if rng.random() < 0.6}


def _weeks(rng: Random, person: str, register: Register) -> None:
    """Runs of weeks around the person's decisions: benefits, blanks, wages, and a gap without a column now and then."""
    weeks, wages = register.weeks.setdefault(person, {}), register.wages.setdefault(person, set())
    for case in register.decisions[person]:
        monday = case["afgdato"] - timedelta(days=case["afgdato"].weekday() + 7 * rng.choice([0, 6, 7, 20]))
        for _ in range(rng.choice([1, 2, 5])):
            code, paid = rng.choice(["771", "783", "783", "111", ""]), rng.random() < 0.1
            for _ in range(rng.choice([1, 3, 4, 13, 30])):
                weeks[monday] = code
                (wages.add if paid else wages.discard)(monday)
                monday += timedelta(days=7)
            monday += timedelta(days=7 * rng.choice([0, 0, 0, 1]))


def _case(rng: Random, sagsid: str, decided: date, before: list[Case]) -> Case:
    full = rng.random() < 0.7
    texts = {
        column: rng.choice(values) if rng.random() < (0.97 if full else 0.5) else "" for column, values in TEXTS.items()
    }
    code, begun = rng.choice("TTTAAFHGN"), _begun(rng, decided, before)
    if code == "H" and full:
        texts["anledning"] = rng.choice(["indkomst", "indkomst", "fleksjob", "aktivering", "revision"])
    texts["afslagshjemmel"] = rng.choice(GROUNDS) if code == "A" and rng.random() < 0.6 else ""
    authority = rng.choice(AUTHORITIES)
    start = begun or decided
    requested = [start, _near(rng, start), start - timedelta(days=rng.choice([20, 21, 22, 90])), _near(rng, TURNS[2])]
    return texts | {
        "sagsid": sagsid,
        "afgoerelse": code,
        "afgdato": decided,
        "paabdato": begun,
        "myndighed": authority,
        "bopkom": rng.choice([authority, "661", "000", "740"]) or "661",
        "rehabteam_dato": _around(rng, begun, decided, -22, -21, -20, -365, -366),
        "sundkoord_dato": _around(rng, begun, decided),
        "moedetilbud_dato": _around(rng, begun, decided, -31, -32),
        "fristbrev_dato": _near(rng, months_later(begun or decided, 3)) if rng.random() < 0.5 else None,
        "revisionsdato": _review(rng, decided),
        "ansdato": rng.choice([None, *requested]),
        "genforelagt_dato": _around(rng, begun, decided) if rng.random() < 0.3 else None,
        "virkningsdato": _effect(rng, decided),
        "forventet_afgdato": None,
        "anke_af": "",
        "leverance": _near(rng, decided) if rng.random() < 0.2 else date(2030, 1, 1),
        "afgnr": rng.choice([None, 1, 2]),
    }


def _begun(rng: Random, decided: date, before: list[Case]) -> date | None:
    options = [None, decided, _near(rng, decided), _near(rng, date(2013, 1, 1)), _near(rng, months_later(decided, -3))]
    options += [decided - timedelta(days=rng.randrange(400)), months_later(decided, -3)]
    options += [case["revisionsdato"] for case in before if case["revisionsdato"]] * 3
    return rng.choice(options)


def _around(rng: Random, begun: date | None, decided: date, *before: int) -> date | None:
    start = begun or decided
    options = [None, None, _near(rng, start), _near(rng, decided), start - timedelta(days=rng.randrange(60))]
    return rng.choice(options + [start + timedelta(days=days) for days in before])


def _effect(rng: Random, decided: date) -> date | None:
    first = months_later(decided.replace(day=1), 1)
    options = [first, first, _near(rng, first), _near(rng, decided), _near(rng, months_later(decided, 3))]
    return rng.choice([None, None, *options])


def _review(rng: Random, decided: date) -> date | None:
    options = [_near(rng, decided), _near(rng, months_later(decided, 72)), _any_day(rng, decided, date(2045, 1, 1))]
    return rng.choice([None, None, None, *options])
