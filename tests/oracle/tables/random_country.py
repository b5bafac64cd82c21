"""A small random country as plain rows, and the same rows as a warehouse: what the brute force and the recount read."""

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dagster_project.registers.weeks import FIRST_WEEK
from tests.mutation.healthy import SCHEMAS, load_code_lists

Row = dict[str, Any]
Country = dict[str, list[Row]]
STUDY = Path(__file__).parents[2] / "mutation" / "healthy.sql"
MUNICIPALITIES = ["657", "661", "740", "791", "101", "851", "000"]
WEEKS = 930


def random_country(seed: int, persons: int = 60) -> Country:
    """Registers of ``persons`` people; every value is drawn, few of them usual."""
    draw = random.Random(seed)  # noqa: S311
    people = [f"{number:032x}" for number in range(persons)]
    return {
        "tilkendelsesregister": [_case(draw, number, draw.choice(people)) for number in range(persons * 2)],
        "bef": [_snapshot(draw, person, day) for person in people for day in _some(draw, SNAPSHOTS)],
        "lmdb": [_purchase(draw, draw.choice(people)) for _ in range(persons * 5)],
        "amfora": _records(draw, people),
        "dream": [_weeks(draw, person) for person in people if draw.random() < 0.9],
        "foertidspension": [_pension(draw, person) for person in people if draw.random() < 0.3],
    }


SNAPSHOTS = [date(2006, 12, 31), date(2007, 12, 31), date(2008, 12, 31), date(2009, 12, 31)]


def _some(draw: random.Random, days: list[date]) -> list[date]:
    return [day for day in days if draw.random() < 0.7]


def _day(draw: random.Random, first: date, last: date) -> date:
    return first + timedelta(days=draw.randrange((last - first).days + 1))


def _case(draw: random.Random, number: int, person: str) -> Row:
    kind = draw.choice("TTTTAAIFHGN")
    asked = _day(draw, date(2006, 6, 1), date(2009, 6, 1))
    decided = asked + timedelta(days=draw.randrange(200))
    return {
        "sagsid": f"S{number}",
        "person_id": person,
        "bopkom": draw.choice(MUNICIPALITIES),
        "ansdato": asked,
        "afgdato": decided if kind != "I" and draw.random() < 0.95 else None,
        "afgoerelse": kind,
        "grundlag": draw.choice("123456"),
        "diag1": draw.choice(["DF320", "F20.1", "m54", "", "DD50", "D50", "DI219", "XX", None]),
        "afslagsgrund": draw.choice("12345678") if kind == "A" else None,
        "myndighed": draw.choice(["UDK", "AST", "657", None, None, None]),
    }


def _snapshot(draw: random.Random, person: str, day: date) -> Row:
    # Birth follows from the person, so that snapshots agree; leap days are common.
    own = random.Random(person)  # noqa: S311
    born = own.choice([date(1972, 2, 29), date(1988, 2, 29), _day(own, date(1940, 1, 1), date(1990, 12, 31))])
    return {
        "person_id": person,
        "referencetid": day,
        "koen": draw.choice("12"),
        "foed_dag": born,
        "kom": draw.choice(MUNICIPALITIES),
        "ie_type": draw.choice("123"),
        "mor_id": f"{draw.randrange(80):032x}",
        "far_id": draw.choice([None, f"{draw.randrange(80):032x}"]),
        "e_faelle_id": draw.choice([None, "f" * 32]),
    }


def _purchase(draw: random.Random, person: str) -> Row:
    return {
        "person_id": person,
        "eksd": _day(draw, date(2006, 6, 1), date(2009, 6, 1)),
        "atc": draw.choice(["N06AB04", "N06A", "N06BA04", "N05AH03", "M01AE01", "A02BC01", "Z", "C"]),
        "apk": draw.choice([1.0, 2.0, -1.0, -2.0]),
    }


def _records(draw: random.Random, people: list[str]) -> list[Row]:
    drawn: dict[tuple[str, str, date], Row] = {}
    for _ in range(len(people) * 6):
        begin = _day(draw, date(2001, 1, 1), date(2009, 6, 1))
        person, kind = draw.choice(people), draw.choice(["1", "2", "10", "11", "99"])
        end = begin + timedelta(days=draw.choice([0, 5, 30, 400]))
        drawn[person, kind, begin] = {"person_id": person, "foranst": kind, "startdto": begin, "slutdto": end}
    for row in list(drawn.values()):
        begin = row["slutdto"] + timedelta(days=draw.choice([6, 7, 8]))
        copy = row | {"startdto": begin, "slutdto": begin + timedelta(days=10)}
        drawn.setdefault((row["person_id"], row["foranst"], begin), copy)
    return list(drawn.values())


def _weeks(draw: random.Random, person: str) -> Row:
    weeks: list[str] = []
    while len(weeks) < WEEKS:
        weeks += [draw.choice(["", "111", "730", "890", "130", "740"])] * draw.randrange(1, 12)
    return {"person_id": person, "ydelser": weeks[:WEEKS]}


def _pension(draw: random.Random, person: str) -> Row:
    begin = _day(draw, date(1975, 1, 1), date(2010, 1, 1))
    return {"person_id": person, "fra": begin, "til": draw.choice([None, begin + timedelta(days=2000)])}


def warehouse_of(country: Country) -> duckdb.DuckDBPyConnection:
    """The rows as raw tables in force, with the study and the code lists."""
    con = duckdb.connect()
    for schema in SCHEMAS:
        con.execute(f"CREATE SCHEMA {schema}")
    load_code_lists(con)
    con.execute(STUDY.read_text(encoding="utf-8"))
    for name, rows in country.items():
        con.register("raekker", pl.DataFrame(rows, infer_schema_length=None))
        con.execute(f"CREATE OR REPLACE TABLE raa.{name} AS SELECT *, 'accepteret' AS status FROM raekker")
    return con


def monday(day: date) -> date:
    """The Monday of a day's ISO week."""
    return day - timedelta(days=day.weekday())


def week_number(day: date) -> int:
    """Place of the day's week in the list of weeks."""
    return (monday(day) - FIRST_WEEK).days // 7
