"""Which means are not shown: those of few, and those that give the mean of few away."""

from collections.abc import Iterator

import duckdb
import numpy as np
import pytest

from dagster_project.disclosure.means import means_to_hide
from dagster_project.disclosure.relations import FOUR, Name
from dagster_project.disclosure.system import System
from tests.unit.disclosure.systems import system

TABLE = "forloebstype_karakteristik"
COLUMNS = (
    '"analyse" VARCHAR, kommune VARCHAR, forloebstype VARCHAR, egenskab VARCHAR, kategori VARCHAR, statistik VARCHAR'
)


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(f"CREATE SCHEMA marts; CREATE TABLE marts.{TABLE} ({COLUMNS})")
        yield connection


def size(place: str, pathway: str = "p") -> Name:
    return "stoerrelse", f"samlet:{pathway}", place, "alle"


def hidden(
    con: duckdb.DuckDBPyConnection, sizes: dict[str, int], *, few: tuple[str, ...] = (), measures: int = 1
) -> list[str]:
    """The places whose mean is not shown; one mean for every place of ``sizes``."""
    for measure in range(measures):
        for place in sizes:
            con.execute(
                f"INSERT INTO marts.{TABLE} VALUES ('samlet', ?, 'p', ?, 'alle', 'mean')", [place, f"m{measure}"]
            )
    some = system({size(place): count for place, count in sizes.items()}, [])
    rows = means_to_hide(con, some, np.array([name[2] in few for name in some.names]), 5, TABLE)
    assert not rows["skjul_grundlag"].any()
    places = [name[2] for name in some.names] * measures
    return [places[nr] for nr in rows.filter("skjul")["nr"].sort()]


def test_a_mean_needs_five_persons_that_are_shown(con: duckdb.DuckDBPyConnection) -> None:
    assert hidden(con, {"herning": 4, "viborg": 5, "silkeborg": 9}, few=("silkeborg",)) == ["herning", "silkeborg"]


def test_a_mean_of_nobody_that_is_counted_is_not_shown(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(f"INSERT INTO marts.{TABLE} VALUES ('samlet', 'herning', 'q', 'm', 'alle', 'mean')")
    some = system({size("herning"): 9}, [])
    assert means_to_hide(con, some, np.zeros(1, dtype=bool), 5, TABLE).rows() == [(0, True, False)]


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ({"herning": 3, "viborg": 9, "silkeborg": 80, FOUR: 92}, ["herning", "viborg"]),
        ({"herning": 3, "viborg": 2, "silkeborg": 80, FOUR: 85}, ["herning", "viborg"]),
        ({"herning": 3, "viborg": 1, "silkeborg": 80, "holstebro": 9, FOUR: 93}, ["herning", "viborg", "holstebro"]),
        ({"herning": 9, "viborg": 8, FOUR: 17}, []),
        ({"herning": 0, "viborg": 8, FOUR: 8}, ["herning"]),
        ({"herning": 3, "viborg": 9}, ["herning"]),
        ({"herning": 1, "viborg": 2, FOUR: 3}, ["herning", "viborg", FOUR]),
        ({"herning": 3, "region_midt": 9, "alle_regioner": 80, "oevrige_borgere": 7, FOUR: 9}, ["herning"]),
    ],
)
def test_few_do_not_follow_from_the_whole_and_the_other_parts(
    con: duckdb.DuckDBPyConnection, sizes: dict[str, int], expected: list[str]
) -> None:
    assert hidden(con, sizes) == expected


def test_each_measure_is_for_itself(con: duckdb.DuckDBPyConnection) -> None:
    assert hidden(con, {"herning": 3, "viborg": 9, FOUR: 12}, measures=2) == ["herning", "viborg"] * 2


def of_region(rest: int) -> System:
    name = ("personer", "", "region_midt", "alle")
    return system({name: 90, ("personer", "", "resten af region_midt", "alle"): rest}, [])


@pytest.mark.parametrize(("rest", "shown"), [(0, True), (1, False), (4, False), (5, True)])
def test_a_region_whose_others_are_few_has_no_mean(con: duckdb.DuckDBPyConnection, rest: int, *, shown: bool) -> None:
    con.execute("""CREATE TABLE marts.rapporttabel AS SELECT '6.1' AS tabel, 'alder' AS raekke,
        'region_midt' AS kolonne, 'years' AS statistik, NULL::BIGINT AS antal, NULL::BIGINT AS grundlag""")
    rows = means_to_hide(con, of_region(rest), np.zeros(2, dtype=bool), 5, "rapporttabel")
    assert rows["skjul"].to_list() == [not shown]


@pytest.mark.parametrize(("known", "shown"), [(4, False), (5, True)])
def test_a_mean_over_those_with_a_record_counts_them_alone(
    con: duckdb.DuckDBPyConnection, known: int, *, shown: bool
) -> None:
    con.execute(f"""CREATE SCHEMA intermediate;
        CREATE TABLE marts.rapporttabel AS SELECT '6.3' AS tabel, 'ledighedsgrad' AS raekke, 'herning' AS kolonne,
            'percent' AS statistik, NULL::BIGINT AS antal, NULL::BIGINT AS grundlag;
        CREATE TABLE intermediate.int_person__kolonne AS
        SELECT i AS person_id, 'herning' AS kolonne FROM range(50) r(i);
        CREATE TABLE intermediate.int_person__oekonomi AS
        SELECT i AS person_id, 1.0 AS brutto, CASE WHEN i < {known} THEN 0.0 END AS ledighedsgrad
        FROM range(50) r(i)""")
    some = system({("personer", "", "herning", "alle"): 50}, [])
    rows = means_to_hide(con, some, np.zeros(1, dtype=bool), 5, "rapporttabel")
    assert rows["skjul"].to_list() == [not shown]


def test_a_table_without_means_has_none_to_hide(con: duckdb.DuckDBPyConnection) -> None:
    assert means_to_hide(con, system({}, []), np.zeros(0, dtype=bool), 5, "timing_kvartal").rows() == []
