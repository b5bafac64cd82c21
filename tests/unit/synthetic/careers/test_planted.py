"""The planted careers, recounted with plain code, against bilag 1, table 6.4, table 7.2 and the text of chapter 7."""

import csv
from collections import Counter
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

import polars as pl
import pytest

from dagster_project.settings import PUBLISHED_TABLES
from synthetic.careers import STATES, plant_careers, planted_quarters

FOUR = ("herning", "holstebro", "silkeborg", "viborg")
UNKNOWN = ("ingen_ydelse", "selvforsoergelse", "introduktionsydelse")
Person = tuple[str, str, str, list[str]]


def read(name: str) -> list[dict[str, str]]:
    with (PUBLISHED_TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def persons() -> list[Person]:
    """Municipality, separate and pooled pathway, states of the twenty quarters."""
    planted = plant_careers()
    keys = planted.select("noegle", "forloebstype_kommune", "forloebstype_samlet").rows()
    states = [[STATES[s] for s in row] for row in planted_quarters(planted).tolist()]
    return [(*key, row) for key, row in zip(keys, states, strict=True)]


def mean_quarters(persons: list[Person], state: str) -> Decimal:
    return Decimal(sum(row.count(state) for *_, row in persons)) / len(persons)


def rounded(number: Decimal, like: str) -> Decimal:
    """Half up to one decimal: where bilag 1 prints a whole number it is a tenth like the others."""
    return number.quantize(Decimal(like), ROUND_HALF_UP)


@pytest.mark.parametrize("municipality", FOUR)
def test_groups_have_the_sizes_and_mean_quarters_of_bilag_1(persons: list[Person], municipality: str) -> None:
    cells = [row for row in read("bilag_1.csv") if row["table"] == f"bilag_1_{municipality}"]
    assert len(cells) > 40
    for row in cells:
        own = [p for p in persons if p[:2] == (municipality, row["column_key"])]
        if row["row_key"] == "antal_sekvenser":
            assert len(own) == int(row["value"])
        elif row["row_key"] in STATES:
            assert rounded(mean_quarters(own, row["row_key"]), "0.1") == Decimal(row["value"])


@pytest.mark.parametrize("municipality", FOUR)
def test_states_of_the_last_quarter_are_those_behind_table_6_4(persons: list[Person], municipality: str) -> None:
    last = [row[-1] for m, _, _, row in persons if m == municipality]
    found = Counter("uoplyst" if state in UNKNOWN else state for state in last)
    expected = {
        row["row_key"]: int(row["count_min"])
        for row in read("derived_counts.csv")
        if (row["table"], row["column_key"]) == ("6.4", municipality)
    }
    # The tables were computed on 544 of Herning's 545 (A07): the last one is among the largest group.
    expected["sygedagpenge"] += len(last) - sum(expected.values())
    assert found == expected


def test_pooled_groups_have_the_sizes_of_table_7_2(persons: list[Person]) -> None:
    found = Counter(pooled for _, _, pooled, _ in persons)
    rows = [r for r in read("tabel_7_2.csv") if r["column_key"] == "alle_fire_kommuner" and r["row_key"] != "alle"]
    assert found == {row["row_key"]: int(float(row["value"])) for row in rows}


def test_pooled_mean_quarters_and_shifts_are_those_of_the_text(persons: list[Person]) -> None:
    checked = 0
    for row in read("figures_in_text.csv"):
        if not row["section"].startswith("7.2.") or row["municipality"] != "alle_fire_kommuner":
            continue
        own = [p for p in persons if p[2] == row["group"]]
        if row["measure"].startswith("mean_quarters_"):
            found = mean_quarters(own, row["measure"].removeprefix("mean_quarters_"))
            assert rounded(found, "1") == Decimal(row["value"])
            checked += 1
        elif row["measure"] == "mean_switches" and row["unit"] == "switches":
            shifts = Decimal(sum(a != b for *_, states in own for a, b in pairwise(states))) / len(own)
            assert rounded(shifts, "0.1") == Decimal(row["value"])
            checked += 1
    assert checked > 25


def test_careers_differ_from_person_to_person(persons: list[Person]) -> None:
    assert len({tuple(row) for *_, row in persons}) > 1000


def test_another_seed_deals_the_same_careers_to_other_persons() -> None:
    one, other = plant_careers(1), plant_careers(2)
    assert not one.equals(other)
    columns = pl.exclude("person_index")
    assert one.select(columns).sort(pl.all()).equals(other.select(columns).sort(pl.all()))


def test_rows_come_in_the_order_of_the_study() -> None:
    planted = plant_careers()
    assert planted["noegle"].unique(maintain_order=True).to_list() == list(FOUR)
    assert planted["person_index"].to_list() == list(range(planted.height))
