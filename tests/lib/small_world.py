"""A whole country in a few hundred rows: what is drawn of it (`Country`), and its nine registers as rows.

Deliveries of a stranger, not the report's own: other years, municipalities, lengths and codes, and few persons.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dagster_project.registers.weeks import column_of_week

Row = dict[str, str]
Registers = dict[str, list[Row]]
Oddity = Callable[["Country", Registers], None]

# Codes of the lists: benefits, measures (99 is in no list), medicine, education (9998 is in none), diagnoses.
BENEFITS = ("", "111", "130", "140", "522", "700", "750", "763", "771", "783", "890", "412")
MEASURES = ("1", "2", "3", "4") * 8 + ("99",)
MEDICINE = ("N06AB04", "N05AH03", "N05BA01", "M01AE01", "C09AA02")
EDUCATION = ("3115", "3632", "4033", "") * 20 + ("9998",)
DIAGNOSES = ("F32", "DM54", "C50.1", "I219", "", "Z99")


@dataclass(frozen=True)
class Country:
    """What is drawn; ``number`` draws the rest."""

    number: int
    first: date
    last: date
    municipalities: tuple[str, ...]
    granted: tuple[int, ...]
    weeks: int
    elsewhere: int = 30
    refused: int = 20
    others: int = 40
    has_medicine: bool = True
    odd: tuple[str, ...] = ()

    @property
    def delivered(self) -> date:
        """The day of the delivery: so long after the period that the registers of its years are complete."""
        return self.last + timedelta(days=400)

    @property
    def years(self) -> range:
        """Calendar years that income and unemployment are delivered for."""
        return range(self.first.year - 2, self.delivered.year)


@dataclass(frozen=True)
class Person:
    """Somebody with a number, a birthday and a home; ``granted`` is the day of the decision."""

    pnr: str
    born: date
    home: str
    granted: date | None = None


def registers_of(country: Country) -> Registers:
    """All nine registers, as a supplier would cut them for the study."""
    draw = random.Random(country.number)  # noqa: S311 - a test's world, not a secret
    decided = [*_of_the_study(country, draw), *_persons(country, draw, country.elsewhere, "101", is_granted=True)]
    refused = _persons(country, draw, country.refused, country.municipalities[0], is_granted=False)
    others = _persons(country, draw, country.others, country.municipalities[-1], is_granted=False)
    everybody = [*decided, *refused, *others]
    rows: Registers = {
        "tilkendelsesregister": [*_decisions(country, draw, decided, "T"), *_decisions(country, draw, refused, "A")],
        "bef": [row for person in everybody for row in _snapshots(country, draw, person)],
        "udda": [{"PNR": p.pnr, "HFAUDD": draw.choice(EDUCATION), "HF_VFRA": "1999-06-20"} for p in everybody],
        "ind": [_of_year(p, year, "BRUTTO", draw.randrange(400_000)) for p in everybody for year in country.years],
        "idap": [_of_year(p, year, "ARLEDGR", draw.randrange(1001)) for p in everybody for year in country.years],
        "lmdb": [row for p in everybody if country.has_medicine for row in _medicine(country, draw, p)],
        "amfora": [row for person in everybody for row in _measures(country, draw, person)],
        "dream": [_weeks(country, draw, person) for person in everybody],
        "foertidspension": [_pension(p) for p in sorted(others, key=lambda one: one.born)[: len(others) // 4]],
    }
    for name in country.odd:
        ODDITIES[name](country, rows)
    return rows


def _of_the_study(country: Country, draw: random.Random) -> Iterator[Person]:
    for home, number in zip(country.municipalities, country.granted, strict=True):
        yield from _persons(country, draw, number, home, is_granted=True)


def _persons(country: Country, draw: random.Random, number: int, home: str, *, is_granted: bool) -> list[Person]:
    return [_person(country, draw, home, is_granted=is_granted) for _ in range(number)]


def _person(country: Country, draw: random.Random, home: str, *, is_granted: bool) -> Person:
    born = date(country.first.year - draw.randrange(22, 63), draw.randrange(1, 13), draw.randrange(1, 29))
    # 0-3 in the seventh place is the twentieth century, 4 the next; the last three make the number the person's own.
    century = draw.randrange(4) if born.year < 2000 else 4
    pnr = f"{born:%d%m%y}{century}{draw.randrange(1000):03d}"
    day = country.first + timedelta(days=draw.randrange((country.last - country.first).days + 1))
    return Person(pnr, born, home, day if is_granted else None)


def _decisions(country: Country, draw: random.Random, persons: list[Person], kind: str) -> Iterator[Row]:
    for number, person in enumerate(persons):
        day = person.granted or country.first + timedelta(days=draw.randrange(30))
        yield {
            "SAGSID": f"{kind}{number}", "PNR": person.pnr, "BOPKOM": person.home, "AFGOERELSE": kind,
            "ANSDATO": f"{day - timedelta(days=draw.randrange(1, 300))}", "AFGDATO": f"{day}", "PAABDATO": "",
            "GRUNDLAG": draw.choice("12345"), "DIAG1": draw.choice(DIAGNOSES), "DIAG2": "", "DIAG3": "",
            "AFSLAGSGRUND": draw.choice("1234") if kind == "A" else "",
        }  # fmt: skip


def _snapshots(country: Country, draw: random.Random, person: Person) -> Iterator[Row]:
    sex, origin, status = draw.choice("12"), draw.choice("1123"), draw.choice("UGFE")
    for year in country.years:
        yield {
            "PNR": person.pnr, "REFERENCETID": f"{year + 1}-01-01", "KOEN": sex, "FOED_DAG": f"{person.born}",
            "KOM": person.home, "IE_TYPE": origin, "CIVST": status, "MOR_ID": "", "FAR_ID": "", "E_FAELLE_ID": "",
        }  # fmt: skip


def _of_year(person: Person, year: int, column: str, value: int) -> Row:
    return {"PNR": person.pnr, "AAR": f"{year}", column: f"{value}"}


def _medicine(country: Country, draw: random.Random, person: Person) -> Iterator[Row]:
    # The comparison groups' year before their index date, the first of January, is asked for too.
    begin = date(country.first.year, 1, 1) - timedelta(days=400)
    for month in range((country.delivered - begin).days // 28):
        if draw.random() < 0.4:
            day = begin + timedelta(days=28 * month)
            yield {"PNR": person.pnr, "EKSD": f"{day}", "ATC": draw.choice(MEDICINE), "APK": draw.choice("123")}


def _pension(person: Person) -> Row:
    """A pension from 1989 on, or from the eighteenth birthday of who is younger."""
    begun = max(date(1989, 1, 1), person.born.replace(year=person.born.year + 18))
    return {"PNR": person.pnr, "FRA": f"{begun}", "TIL": ""}


def _measures(country: Country, draw: random.Random, person: Person) -> Iterator[Row]:
    day = country.first - timedelta(weeks=country.weeks + 4)
    while (day := day + timedelta(days=draw.randrange(20, 900))) < country.delivered:
        end = day + timedelta(days=draw.randrange(5, 120))
        yield {"PNR": person.pnr, "FORANST": draw.choice(MEASURES), "STARTDTO": f"{day}", "SLUTDTO": f"{end}"}


def _weeks(country: Country, draw: random.Random, person: Person) -> Row:
    first = country.first - timedelta(days=country.first.weekday(), weeks=country.weeks)
    mondays = range(0, (country.delivered - first).days, 7)
    spells: list[str] = []
    while len(spells) < len(mondays):
        spells += [draw.choice(BENEFITS)] * draw.randrange(1, 60)
    weeks = {column_of_week(first + timedelta(days=days)): code for days, code in zip(mondays, spells, strict=False)}
    return {"PNR": person.pnr, **weeks}


def _one_more_grant(day: str) -> Oddity:
    """One grant of a person far away, on a day that no other decision is near."""

    def add(country: Country, rows: Registers) -> None:
        extra = rows["tilkendelsesregister"][0] | {"SAGSID": f"X{day}", "AFGDATO": day, "ANSDATO": "1995-01-01"}
        rows["tilkendelsesregister"].append(extra | {"PNR": rows["bef"][-1]["PNR"], "BOPKOM": "661"})

    return add


def _spoilt(column: str, value: str, register: str) -> Oddity:
    """A cell that sends its row to quarantine: one row is within what the gates let through."""

    def spoil(_country: Country, rows: Registers) -> None:
        rows[register] += [row | {column: value} for row in rows[register][-1:]]

    return spoil


def _decided_later(country: Country, rows: Registers) -> None:
    """A decision dated after the delivery that brought it: nobody can have made it."""
    extra = rows["tilkendelsesregister"][-1] | {"SAGSID": "S1", "AFGDATO": f"{country.delivered + timedelta(days=20)}"}
    rows["tilkendelsesregister"].append(extra)


def _dead_on_benefit(_country: Country, rows: Registers) -> None:
    weeks = rows["dream"][0]
    for column in list(weeks)[10:14]:
        weeks[column] = "999"
    weeks[list(weeks)[15]] = "130"


def _born_too_early(_country: Country, rows: Registers) -> None:
    rows["bef"][-1]["FOED_DAG"] = "1885-01-01"


def _delivered_twice(_country: Country, rows: Registers) -> None:
    rows["ind"].extend(rows["ind"][:20])


ODDITIES: dict[str, Oddity] = {
    "aar_2062": _one_more_grant("2062-03-01"),
    "tidlig_tilkendelse": _one_more_grant("1996-02-01"),
    "umulig_dato": _spoilt("EKSD", "2008-02-30", "lmdb"),
    "ukendt_kommune": _spoilt("KOM", "999", "bef"),
    "skaevt_nummer": _spoilt("PNR", "9999999999", "udda"),
    "to_gange": _delivered_twice,
    "afgoerelse_i_morgen": _decided_later,
    "doed_paa_ydelse": _dead_on_benefit,
    "foedt_1885": _born_too_early,
}
