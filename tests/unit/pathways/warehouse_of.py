"""A small warehouse as the sequence package finds it, with persons that a test spells out."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import duckdb
import polars as pl

from dagster_project.study import Study

CODE_LISTS = "data/seed/kodelister"
GRANT = date(2008, 3, 5)
# A code for every state that the tests use; the empty code is loenmodtager.
CODE_OF = {
    "kontanthjaelp": "730",
    "ledighedsydelse": "740",
    "sygedagpenge": "890",
    "dagpenge": "111",
    "revalidering": "760",
    "ingen_ydelse": "651",
    "loenmodtager": "",
}
CASH, FLEX, SICK, WORK = "kontanthjaelp", "ledighedsydelse", "sygedagpenge", "loenmodtager"


def study(**changes: object) -> Study:
    """The study of the tests: two municipalities, twenty quarters."""
    values: dict[str, object] = {
        "navn": "proeve",
        "titel": "Prøve",
        "periode": (date(2007, 7, 1), date(2009, 3, 31)),
        "kommuner": ("657", "661"),
        "region": "1082",
        "kvartaler": 20,
        "uger_pr_kvartal": 13,
        "alfabet": "tilstand_akf2012",
        "oevrig_alder": (15, 64),
        "oevrig_referencedato": date(2008, 1, 1),
        "medicin_alder": (19, 59),
        "medicin_dage": 365,
        "foraelder_periode": (1990, 2007),
        # The worlds of the tests are small.
        "mindste_gruppe": 1,
    }
    return Study(**(values | changes))  # type: ignore[arg-type]


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


START = monday(GRANT) - timedelta(weeks=260)
"""The Monday that a sequence to `GRANT` begins on."""


def weeks_of(states: Iterable[str], grant: date = GRANT, weeks_per_quarter: int = 13) -> list[tuple[date, str]]:
    """Weeks that make one quarter of each of ``states``, the last ending the week before the grant's."""
    codes = [CODE_OF[state] for state in states for _ in range(weeks_per_quarter)]
    first = monday(grant) - timedelta(weeks=len(codes))
    return [(first + timedelta(weeks=number), code) for number, code in enumerate(codes)]


def warehouse(
    persons: dict[str, tuple[str, list[tuple[date, str | None]] | None]],
    measures: Iterable[tuple[str, str, date, date, bool]] = (),
    grant: date = GRANT,
) -> duckdb.DuckDBPyConnection:
    """Persons as id → (municipality, weeks or None without a DREAM row)."""
    con = duckdb.connect(":memory:")
    for schema in ("intermediate", "forloeb", "kode", "marts"):
        con.execute(f"CREATE SCHEMA {schema}")
    con.execute(
        "CREATE TABLE forloeb.maalgruppe(person_id VARCHAR, kommune VARCHAR, region VARCHAR, "
        "afgoerelsesdato DATE, alder DOUBLE)"
    )
    con.execute("CREATE TABLE intermediate.int_person(person_id VARCHAR, gruppe VARCHAR, er_indvandrer BOOLEAN)")
    con.execute(
        "CREATE TABLE intermediate.int_person__baggrund(person_id VARCHAR, koen VARCHAR, aldersgruppe VARCHAR, "
        "uddannelse VARCHAR, diagnosegruppe VARCHAR)"
    )
    con.execute("CREATE TABLE intermediate.int_dream__uge(person_id VARCHAR, uge DATE, ydelse VARCHAR)")
    con.execute(
        "CREATE TABLE intermediate.int_amfora__foranstaltning(person_id VARCHAR, foranst VARCHAR, "
        "foranstaltning VARCHAR, startdto DATE, slutdto DATE, lab BOOLEAN, i_timing BOOLEAN)"
    )
    con.execute(
        f"CREATE TABLE kode.dream_ydelse AS SELECT *, DATE '1900-01-01' AS gyldig_fra, "
        f"DATE '9999-12-31' AS gyldig_til FROM read_csv('{CODE_LISTS}/dream_ydelse.csv', all_varchar = true)"
    )
    for name in ("foranst", "forloebsnavn", "tilstand"):
        con.execute(f"CREATE TABLE kode.{name} AS FROM read_csv('{CODE_LISTS}/{name}.csv')")
    con.execute(f"CREATE TABLE kode.kommune AS FROM read_csv('{CODE_LISTS}/kommune.csv', all_varchar = true)")
    people = [(person, kommune, "1082", grant, 45.0) for person, (kommune, _) in persons.items()]
    weeks = [(person, day, code) for person, (_, found) in persons.items() for day, code in found or []]
    fill(con, "forloeb.maalgruppe", people)
    fill(con, "intermediate.int_dream__uge", weeks)
    fill(
        con,
        "intermediate.int_amfora__foranstaltning",
        [(p, "1", kind, a, b, lab, True) for p, kind, a, b, lab in measures],
    )
    return con


def fill(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        names = [name for (name, *_) in con.sql(f"DESCRIBE {table}").fetchall()]
        frame = pl.DataFrame(rows, schema=names, orient="row")
        con.register("_fill", frame)
        con.execute(f"INSERT INTO {table} SELECT * FROM _fill")
        con.unregister("_fill")


def person(number: int) -> str:
    """An id in the form of a pseudonym."""
    return f"{number:032x}"


def two_worlds(number: int = 24) -> dict[str, tuple[str, list[tuple[date, str | None]] | None]]:
    """Half long on cash benefit, half at work and then sick, each with a little variation, in two municipalities."""
    people: dict[str, tuple[str, list[tuple[date, str | None]] | None]] = {}
    for at in range(number):
        sick = 2 + at // 2 % 5
        states = [SICK] * sick + [CASH] * (20 - sick) if at % 2 else [WORK] * (20 - sick) + [SICK] * sick
        people[person(at)] = ("657" if at < number // 2 else "661", list(weeks_of(states)))
    return people
