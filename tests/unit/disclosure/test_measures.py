"""What tables of measures and of their timing say of each other: known answers for each relation."""

from collections.abc import Iterator

import duckdb
import pytest

from dagster_project.disclosure import measures
from dagster_project.disclosure.relations import FOUR, Builder, Name, Relation

POOLED = "samlet:p"


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def known(builder: Builder) -> list[Relation]:
    """The relations, without the counts of what is more."""
    return [{n: sign for n, sign in relation.items() if n[0] != "mindst"} for relation in builder.relations]


def level(threshold: str, scenario: str) -> Name:
    return "foelsomhed", threshold, "", scenario


def test_who_is_never_active_is_in_no_quarter(con: duckdb.DuckDBPyConnection) -> None:
    size, never = ("stoerrelse", POOLED, "herning", "alle"), ("scenarie", POOLED, "herning", "ingen")
    active, idle = ("aktiv:3", POOLED, "herning", "ja"), ("aktiv:3", POOLED, "herning", "nej")
    builder = Builder({size: 30, never: 9, active: 20, idle: 10, ("scenarie", POOLED, "herning", "ja"): 1}, 5)
    measures.active_persons(builder, con)
    assert known(builder) == [{size: 1, never: -1, active: -1}]


def test_a_higher_threshold_moves_people_to_those_all_along(con: duckdb.DuckDBPyConnection) -> None:
    counts = {"ingen": (9, 9), "tidlig": (5, 2), "sen": (7, 6), "loebende": (1, 5)}
    values = {level(t, s): n[i] for s, n in counts.items() for i, t in enumerate(("9.5", "10.0"))}
    builder = Builder(values, 5)
    measures.thresholds(builder, con)
    low, high = ({s: level(t, s) for s in counts} for t in ("9.5", "10.0"))
    assert known(builder) == [
        {low["ingen"]: 1, high["ingen"]: -1},
        {low["tidlig"]: 1, high["tidlig"]: -1},
        {low["sen"]: 1, high["sen"]: -1},
        {high["loebende"]: 1, low["loebende"]: -1},
    ]


def test_thresholds_are_compared_with_the_next_one_alone(con: duckdb.DuckDBPyConnection) -> None:
    builder = Builder({level(t, "ingen"): 9 for t in ("0.5", "0.75", "0.9")} | {("scenarie", "0.6", "", "ingen"): 9}, 5)
    measures.thresholds(builder, con)
    pairs = [("0.5", "0.75"), ("0.75", "0.9")]
    assert known(builder) == [{level(low, "ingen"): 1, level(high, "ingen"): -1} for low, high in pairs]


def test_scenarios_are_those_of_pooled_pathways_and_of_persons_without_one(con: duckdb.DuckDBPyConnection) -> None:
    whole, everybody = level("0.75", "sen"), ("personer", "", FOUR, "alle")
    total, size = ("scenarie", "i_alt", "herning", "sen"), ("stoerrelse", "i_alt", "herning", "alle")
    of_four = ("stoerrelse", "i_alt", FOUR, "alle")
    separate, at_all = ("scenarie", "i_alt kommune", "herning", "sen"), level("0.75", "alle")
    builder = Builder({whole: 8, everybody: 32, total: 7, size: 30, of_four: 30, separate: 7, at_all: 32}, 5)
    builder.totals = {
        ("samlet", "scenarie", "herning", "sen"): total,
        ("kommune", "scenarie", "herning", "sen"): separate,
        ("samlet", "stoerrelse", "herning", "alle"): size,
        ("samlet", "stoerrelse", FOUR, "alle"): of_four,
        ("samlet", "egenskab:koen", "herning", "alle"): separate,
    }
    measures.scenarios(builder, con)
    assert known(builder) == [
        {whole: 1, total: -1},
        {total: 1, everybody: 1, whole: -1, size: -1},
        {at_all: 1, everybody: -1},
    ]


def test_every_threshold_is_over_everybody(con: duckdb.DuckDBPyConnection) -> None:
    everybody = ("personer", "", FOUR, "alle")
    builder = Builder({everybody: 9, level("0.5", "alle"): 9, ("scenarie", "0.7", "", "alle"): 9}, 5)
    measures.scenarios(builder, con)
    assert known(builder) == [{level("0.5", "alle"): 1, everybody: -1}]


def test_measures_by_scenario_hold_those_of_everybody(con: duckdb.DuckDBPyConnection) -> None:
    early, late = (("scenariets_foranstaltning", s, "", "fleksjob") for s in ("tidlig", "sen"))
    whole = ("foranstaltning", "", FOUR, "fleksjob")
    builder = Builder({early: 3, late: 7, whole: 9, ("scenarie", "tidlig", "", "fleksjob"): 4}, 5)
    measures.by_scenario(builder, con)
    assert known(builder) == [{early: 1, late: 1, whole: -1}]


def test_every_band_has_a_least_and_a_most(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""CREATE SCHEMA kode; CREATE TABLE kode.antalsbaand AS
        SELECT * FROM (VALUES ('f', '1', '5'), ('m', '6', '999'), ('n', '1000', '1001'))
            v(noegle, antal_fra, antal_til)""")
    few, many = ("antalsbaand", "", "herning", "f"), ("antalsbaand", "", "herning", "m")
    total = ("foranstaltning", "", "herning", "alle")
    builder = Builder({few: 4, many: 2, total: 20}, 5)
    measures.by_number(builder, con)
    assert known(builder) == [{total: 1, few: -1, many: -6}, {few: 5, many: 260, total: -1}]


def test_who_has_a_measure_is_once_active(con: duckdb.DuckDBPyConnection) -> None:
    some, everybody = ("antalsbaand", "", "herning", "alle"), ("personer", "", "herning", "alle")
    never = ("scenarie", "i_alt", "herning", "ingen")
    builder = Builder({some: 6, everybody: 30, never: 24}, 5)
    builder.totals = {("samlet", "scenarie", "herning", "ingen"): never}
    measures.by_number(builder, con)
    assert known(builder) == [{everybody: 1, some: -1, never: -1}]


def counted(*leds: str, family: str = "foranstaltning") -> dict[Name, int]:
    return {(family, led, "herning", "alle"): 5 for led in leds}


@pytest.mark.parametrize(("tables", "is_bound"), [(("kommune:7.3",), False), (("kommune:7.3", "kommune:7.4"), True)])
def test_measures_of_no_pathways_table_are_of_persons_without_one(
    con: duckdb.DuckDBPyConnection, tables: tuple[str, ...], *, is_bound: bool
) -> None:
    total = ("foranstaltning", "i_alt", "herning", "alle")
    missing, persons = (("foranstaltning", "uden forløb kommune", "herning", "alle"),
                        ("stoerrelse", "uden forløb kommune", "herning", "alle"))  # fmt: skip
    values = counted(*tables) | counted("kommune:p", "kommune:q", family="stoerrelse") | {missing: 7, persons: 1}
    values |= counted("samlet:p", "samlet:q", "samlet:r", family="stoerrelse")
    values |= {("egenskab:koen", "kommune:p", "herning", "alle"): 1}
    builder = Builder(values | {total: 10}, 5)
    builder.totals = {("kommune", "foranstaltning", "herning", "alle"): total}
    builder.totals[("kommune", "stoerrelse", "herning", "alle")] = total
    measures.without_pathway(builder, con)
    assert known(builder) == ([{persons: 260, missing: -1}] if is_bound else [])
