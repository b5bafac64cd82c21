"""Every printed cell of tables 4.1-6.8, figure 6.1 and bilag 2 comes out of the committed deliveries."""

import csv
from decimal import ROUND_HALF_UP, Decimal

import polars as pl
import pytest

from dagster_project.recount.medicine import bought_types, psychotropics
from dagster_project.settings import PROJECT_ROOT
from synthetic import COMMITTED_SEED
from synthetic.careers import plant_careers
from synthetic.population import core_population
from synthetic.write import report_study
from tests.unit.synthetic.conftest import Recount

pytestmark = pytest.mark.slow

PUBLISHED = PROJECT_ROOT / "data" / "seed" / "publiceret"
TABLES = ("4_1", "5_1", "5_2", "5_3", "5_4", "6_1", "6_2", "6_3", "6_4", "6_5", "6_6", "6_7", "6_8")
SAMPLES = ("oevrig_befolkning", "oevrige_borgere", "alle_borgere")
# Sums of separately rounded parts: no whole number rounds to them (inconsistency A09).
SUMS_OF_ROUNDED = {("6.2", "grundskole", "silkeborg"), ("6.2", "laengere_videregaaende", "silkeborg")}


def rows_of(name: str) -> list[dict[str, str]]:
    with (PUBLISHED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


AUTHORITATIVE = {(r["table"], r["row_key"], r["column_key"], r["statistic"]): r for r in rows_of("authoritative.csv")}
ANOTHER_BASE = {(r["table"], r["column_key"]) for r in rows_of("authoritative.csv") if r["kind"] == "percentage_base"}


def in_force(row: dict[str, str]) -> Decimal:
    """The printed value corrected; in 6.7 the base of the percentages is the group."""
    found = AUTHORITATIVE.get((row["table"], row["row_key"], row["column_key"], row["statistic"]))
    if found and (found["kind"] == "correction" or row["table"] == "6.7"):
        return Decimal(found["authoritative_value"])
    return Decimal(row["value"] or 0)


def tolerance(row: dict[str, str]) -> Decimal:
    """Percentage points that a share may miss by because the report computed it on another base."""
    if row["statistic"] != "percent":
        return Decimal(0)
    if (row["table"], row["column_key"]) == ("5.3", "holstebro"):
        return Decimal("0.3")
    loose = (row["table"], row["column_key"]) in ANOTHER_BASE and row["table"] != "6.7"
    return (
        Decimal("0.1") if loose or (row["table"], row["row_key"], row["column_key"]) in SUMS_OF_ROUNDED else Decimal(0)
    )


def decimals(row: dict[str, str]) -> int:
    if row["row_key"] == "partner" or row["statistic"] not in ("percent", "years"):
        return 0
    return len(row["printed"].replace("%", "").replace("år", "").strip().partition(",")[2])


def rounded(value: float, places: int) -> Decimal:
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def compared(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Cells that can be compared: no N of a sample, no total share of 100."""
    return [
        r
        for r in rows
        if not (r["statistic"] == "n" and r["column_key"] in SAMPLES)
        and not (r["statistic"] == "percent" and "alle" in (r["row_key"], r["column_key"]))
    ]


@pytest.mark.parametrize("table", TABLES)
def test_every_printed_cell_is_reproduced(table: str, recounted: Recount) -> None:
    rows = rows_of(f"tabel_{table}.csv")
    wrong = []
    for row in compared(rows):
        key = (row["table"], row["row_key"], row["column_key"], row["statistic"])
        value = rounded(float(recounted.cells.get(key, 0)), decimals(row))
        if abs(value - in_force(row)) > tolerance(row):
            wrong.append((key, in_force(row), value))
    assert len(compared(rows)) > 14
    assert wrong == []


@pytest.mark.parametrize(
    ("number", "column", "low", "high"),
    [
        ("0", "alle_fire_kommuner", 27.5, 28.5),
        ("0", "oevrige_borgere", 57.5, 58.5),
        ("3", "alle_fire_kommuner", 19.0, 20.0),
        ("3", "oevrige_borgere", 4.5, 5.5),
    ],
)
def test_figure_6_1_has_the_shares_that_the_text_states(
    number: str, column: str, low: float, high: float, recounted: Recount
) -> None:
    assert low <= recounted.cells["figur_6.1", number, column, "percent"] < high


def test_bilag_2_holds_for_the_planted_pathways(recounted: Recount) -> None:
    study = report_study()
    population = core_population(study, plant_careers(COMMITTED_SEED), COMMITTED_SEED, national=False)
    pathway = population.cohort.select(person_id="pnr", forloeb="forloebstype")
    mine = recounted.cohort.of_the_four.join(pathway, on="person_id")
    bought = pl.concat([found(recounted.source, mine) for found in (bought_types, psychotropics)])
    wrong = []
    for row in rows_of("bilag_2.csv"):
        missing = AUTHORITATIVE.get((row["table"], row["row_key"], row["column_key"], row["statistic"]))
        members = mine.filter(
            (pl.col("kolonne") == row["table"].removeprefix("bilag_2_"))
            & ((pl.col("forloeb") == row["column_key"]) | (row["column_key"] == "alle"))
        )
        if row["statistic"] == "n":
            value = Decimal(members.height)
        elif missing is not None:
            continue
        else:
            users = bought.filter(pl.col("raekke") == row["row_key"])["person_id"]
            value = rounded(100 * members.filter(pl.col("person_id").is_in(users.implode())).height / members.height, 0)
        if value != Decimal(row["value"]):
            wrong.append((row["table"], row["row_key"], row["column_key"], row["value"], value))
    assert wrong == []
