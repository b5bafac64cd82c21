"""The planted measures, recounted from the raw records with plain code, against the printed tables."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

import numpy as np
import polars as pl
import pytest

from dagster_project.settings import CODE_LISTS, PUBLISHED_TABLES
from synthetic.careers import plant_careers
from synthetic.measures import plant_measures

STILL = date(2067, 12, 31)
PATHWAY_OF_TABLE = {
    "7.3": "kortvarig_kontanthjaelp",
    "7.4": "langvarig_kontanthjaelp",
    "7.5": "pendler",
    "7.6": "loenmodtager_syg",
    "7.7": "fleksjobvisiteret",
}


class Measure(NamedTuple):
    """One measure: raw records of a person and type joined."""

    person: int
    foranst: str
    start: date
    end: date
    records: int


def read(name: str) -> list[dict[str, str]]:
    with (PUBLISHED_TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def careers() -> pl.DataFrame:
    return plant_careers()


@pytest.fixture(scope="module")
def grants(careers: pl.DataFrame) -> list[date]:
    days = np.random.default_rng(5).integers(0, 640, careers.height)
    return [date(2007, 7, 1) + timedelta(days=int(day)) for day in days]


@pytest.fixture(scope="module")
def records(careers: pl.DataFrame, grants: list[date]) -> pl.DataFrame:
    return plant_measures(careers, np.array(grants, dtype="datetime64[D]"))


@pytest.fixture(scope="module")
def measures(records: pl.DataFrame) -> list[Measure]:
    return list(joined(records))


def joined(records: pl.DataFrame) -> Iterator[Measure]:
    """A record joins when it starts at most seven days after the latest end so far."""
    kept: Measure | None = None
    raw = records.sort("person_index", "foranst", "startdto").select("person_index", "foranst", "startdto", "slutdto")
    for person, foranst, start, end in raw.iter_rows():
        if kept and (kept.person, kept.foranst) == (person, foranst) and (start - kept.end).days <= 7:
            kept = kept._replace(end=max(kept.end, end), records=kept.records + 1)
            continue
        if kept:
            yield kept
        kept = Measure(person, foranst, start, end, 1)
    if kept:
        yield kept


def window(grant: date) -> tuple[date, date]:
    """First and last day of the 260 weeks before the week of the grant."""
    monday = grant - timedelta(days=grant.weekday())
    return monday - timedelta(weeks=260), monday - timedelta(days=1)


@pytest.fixture(scope="module")
def counted(measures: list[Measure], grants: list[date]) -> list[Measure]:
    """The measures that count: LAB, begun within the window."""
    with (CODE_LISTS / "foranst.csv").open(encoding="utf-8", newline="") as file:
        lab = {row["foranst"] for row in csv.DictReader(file) if row["lab"] == "J"}
    within = [window(grant) for grant in grants]
    return [m for m in measures if m.foranst in lab and within[m.person][0] <= m.start <= within[m.person][1]]


def printed(share: Decimal) -> Decimal:
    return share.quantize(Decimal("0.1"), ROUND_HALF_UP)


def kind_of() -> dict[str, str]:
    with (CODE_LISTS / "foranst.csv").open(encoding="utf-8", newline="") as file:
        return {row["foranst"]: row["foranstaltning"] for row in csv.DictReader(file)}


def by_pathway(careers: pl.DataFrame, counted: list[Measure]) -> Counter[tuple[str, str, str]]:
    keys = careers.select("noegle", "forloebstype_kommune").rows()
    kinds = kind_of()
    return Counter((*keys[m.person], kinds[m.foranst]) for m in counted)


@pytest.mark.parametrize("table", PATHWAY_OF_TABLE)
def test_measures_by_pathway_are_those_of_tables_7_3_to_7_7(
    careers: pl.DataFrame, counted: list[Measure], table: str
) -> None:
    found = by_pathway(careers, counted)
    corrected = {
        (r["table"], r["column_key"]): int(r["authoritative_value"])
        for r in read("authoritative.csv")
        if r["kind"] == "correction" and r["statistic"] == "n" and r["table"] in PATHWAY_OF_TABLE
    }
    cells = 0
    for row in read(f"tabel_{table.replace('.', '_')}.csv"):
        municipality, kind = row["column_key"], row["row_key"]
        base = sum(n for (m, p, _), n in found.items() if (m, p) == (municipality, PATHWAY_OF_TABLE[table]))
        if row["value"] == "" and base == 0:
            continue
        cells += 1
        if row["statistic"] == "n":
            assert base == corrected.get((table, municipality), int(float(row["value"])))
        else:
            count = found[municipality, PATHWAY_OF_TABLE[table], kind]
            assert printed(Decimal(100 * count) / base) == Decimal(row["value"] or 0)
    assert cells > 30


def test_measures_by_type_are_those_of_table_6_8(careers: pl.DataFrame, counted: list[Measure]) -> None:
    found: Counter[tuple[str, str]] = Counter()
    for (municipality, _, kind), n in by_pathway(careers, counted).items():
        found[municipality, kind] += n
        found["alle_fire_kommuner", kind] += n
    for row in read("tabel_6_8.csv"):
        base = sum(n for (m, _), n in found.items() if m == row["column_key"])
        if row["statistic"] == "n":
            assert base == int(float(row["value"]))
        else:
            share = printed(Decimal(100 * found[row["column_key"], row["row_key"]]) / base)
            assert share == Decimal(row["value"] or 0).quantize(Decimal("0.1"))


def test_persons_by_number_of_measures_are_those_of_table_6_7(careers: pl.DataFrame, counted: list[Measure]) -> None:
    municipality = careers["noegle"].to_list()
    numbers: dict[str, list[int]] = defaultdict(list)
    for person, n in Counter(m.person for m in counted).items():
        numbers[municipality[person]].append(n)
        numbers["alle_fire_kommuner"].append(n)
    bases = {r["column_key"]: int(r["authoritative_value"]) for r in read("authoritative.csv") if r["code"] == "A08"}
    assert {key: len(n) for key, n in numbers.items()} == bases
    for row in read("tabel_6_7.csv"):
        if row["statistic"] == "percent" and row["row_key"] != "alle":
            low, high = (int(end) for end in row["row_key"].removeprefix("foranstaltninger_").split("_"))
            own = numbers[row["column_key"]]
            share = Decimal(100 * sum(low <= n <= high for n in own)) / len(own)
            assert printed(share) == Decimal(row["value"] or 0).quantize(Decimal("0.1"))


def test_a_measure_may_be_several_records_with_other_hours(measures: list[Measure], records: pl.DataFrame) -> None:
    split = sum(m.records > 1 for m in measures)
    assert 0.05 * len(measures) < split < 0.3 * len(measures)
    gaps = records.sort("person_index", "foranst", "startdto").select(
        days=(pl.col("startdto") - pl.col("slutdto").shift()).dt.total_days().over("person_index", "foranst")
    )["days"]
    assert {-3, 0, 7} <= set(gaps.to_list())


def test_some_records_count_nowhere(
    measures: list[Measure], counted: list[Measure], records: pl.DataFrame, grants: list[date]
) -> None:
    assert {"11", "99"} <= set(records["foranst"])
    before = [m for m in measures if m.start < window(grants[m.person])[0]]
    assert any(m.end < window(grants[m.person])[0] for m in before)
    assert any(m.end > window(grants[m.person])[0] for m in before)
    assert any(m.end > grants[m.person] for m in counted)
    assert any(m.end == STILL for m in counted)


def test_records_are_unique_and_end_after_they_begin(records: pl.DataFrame) -> None:
    assert records.select("person_index", "foranst", "startdto").is_duplicated().sum() == 0
    assert records.filter(pl.col("slutdto") < pl.col("startdto")).is_empty()
    assert records.null_count().sum_horizontal().item() == 0


def test_every_timing_occurs_and_late_ones_prevail_among_wage_earners(
    careers: pl.DataFrame, measures: list[Measure], grants: list[date]
) -> None:
    active: dict[int, set[int]] = defaultdict(set)
    for m in measures:
        first, last = window(grants[m.person])
        if m.foranst not in ("11", "99") and m.start <= last and m.end >= first:
            span = range(max((m.start - first).days, 0) // 91, min((m.end - first).days, 1819) // 91 + 1)
            active[m.person].update(q + 1 for q in span)
    scenario = [timing(active[person]) for person in range(careers.height)]
    assert set(scenario) == {"ingen", "tidlig", "loebende", "sen"}
    wage = [s for s, p in zip(scenario, careers["forloebstype_kommune"], strict=True) if p == "loenmodtager_syg"]
    assert wage.count("sen") > 2 * (wage.count("tidlig") + wage.count("loebende"))
    commuters = [s for s, p in zip(scenario, careers["forloebstype_kommune"], strict=True) if p == "pendler"]
    assert commuters.count("loebende") > max(commuters.count("tidlig"), commuters.count("sen"))


def timing(quarters: set[int]) -> str:
    """The rules of docs/contract/pathways.md in order."""
    a, f = len(quarters), len([q for q in quarters if q <= 10])
    if not a:
        return "ingen"
    if f >= 0.75 * a and len([q for q in quarters if q >= 14]) <= 1:
        return "tidlig"
    if a - f >= 0.75 * a and len([q for q in quarters if q <= 7]) <= 1:
        return "sen"
    return "loebende"


def test_the_same_seed_gives_the_same_measures(careers: pl.DataFrame, grants: list[date]) -> None:
    days = np.array(grants, dtype="datetime64[D]")
    assert plant_measures(careers, days, 3).equals(plant_measures(careers, days, 3))
    assert not plant_measures(careers, days, 3).equals(plant_measures(careers, days, 4))
