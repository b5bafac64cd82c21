"""Two releases one person apart, subtracted cell by cell by somebody who has both: nothing is left of the person."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from dagster_project.disclosure import attack, protect, read_released, released_counts
from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import load_study
from tests.lib.code_lists import load_code_lists
from tests.oracle.disclosure.worlds import cases
from tests.oracle.disclosure.worlds.cases import write_cells
from tests.oracle.disclosure.worlds.drawn import write_marts
from tests.oracle.disclosure.worlds.people import World, draw

STUDY = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
WORLD = World(3, (60, 30, 20, 20), quarters=1, pathways=2)
KEYS = {
    "rapporttabel": ("tabel", "raekke", "kolonne", "statistik"),
    "forloebstype_karakteristik": ("analyse", "kommune", "forloebstype", "egenskab", "kategori", "statistik"),
}
# How many there are, of everybody: that one more came is no secret, who it was is.
HOW_MANY = "raekke LIKE 'alle%' OR raekke = 'i_alt' OR kolonne = 'alle' OR (tabel, statistik) = ('6.6', 'n')"


def release(file: Path, persons: pl.DataFrame, earlier: tuple[pl.DataFrame, ...] = ()) -> None:
    with duckdb.connect(str(file)) as con:
        con.execute("CREATE SCHEMA marts")
        load_code_lists(con)
        write_marts(con, persons, WORLD.quarters)
        protect(con, STUDY, earlier)


def differing(first: Path, second: Path, table: str) -> list[tuple[object, ...]]:
    """Cells that both files show, one to four persons apart."""
    keys = ", ".join(f'"{key}"' for key in KEYS[table])
    query = f"""SELECT {keys}, foer.antal, efter.antal FROM foer.frigivelse.{table} foer
        JOIN efter.frigivelse.{table} efter USING ({keys}) WHERE abs(foer.antal - efter.antal) BETWEEN 1 AND 4"""
    if table == "rapporttabel":
        query += f" AND NOT ({HOW_MANY})"
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{first}' AS foer (READ_ONLY); ATTACH '{second}' AS efter (READ_ONLY)")
        return con.execute(query).fetchall()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("udleveret")
    found = {name: folder / f"{name}.duckdb" for name in ("foer", "alene", "holdt_op", "igen")}
    persons = draw(WORLD)
    release(found["foer"], persons.slice(1))
    release(found["alene"], persons)
    release(found["holdt_op"], persons, (released_counts(found["foer"]),))
    release(found["igen"], persons.slice(1), (released_counts(found["foer"]),))
    return found


def test_by_themselves_two_releases_give_the_person_away(files: dict[str, Path]) -> None:
    assert len(differing(files["foer"], files["alene"], "rapporttabel")) > 5
    assert differing(files["foer"], files["alene"], "forloebstype_karakteristik")


@pytest.mark.parametrize("table", KEYS)
def test_held_against_what_left_the_later_one_does_not(table: str, files: dict[str, Path]) -> None:
    assert differing(files["foer"], files["holdt_op"], table) == []


def test_what_is_hidden_for_that_alone_is_counted_and_cannot_be_computed_back(files: dict[str, Path]) -> None:
    with duckdb.connect(str(files["holdt_op"]), read_only=True) as con:
        ((beside,),) = con.execute("SELECT sum(tidligere)::BIGINT FROM kvalitet.diskretion").fetchall()
        assert beside > 5
        assert con.execute("SELECT count(*) > 100 FROM frigivelse.rapporttabel WHERE antal > 0").fetchall() == [(True,)]
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{files['holdt_op']}' AS efter (READ_ONLY); USE efter")
        assert attack(con, STUDY.min_celle).findings == ()


def test_the_same_release_again_hides_nothing_more(files: dict[str, Path]) -> None:
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{files['foer']}' AS foer (READ_ONLY); ATTACH '{files['igen']}' AS igen (READ_ONLY)")
        for table in KEYS:
            assert con.execute(f"FROM foer.frigivelse.{table} EXCEPT ALL FROM igen.frigivelse.{table}").fetchall() == []
        assert con.execute("SELECT sum(tidligere) FROM igen.kvalitet.diskretion").fetchall() == [(0,)]


def test_a_release_that_cannot_be_read_ends_nothing_and_is_named(files: dict[str, Path], tmp_path: Path) -> None:
    damaged, older = tmp_path / "skadet.duckdb", tmp_path / "aeldre.duckdb"
    damaged.write_bytes(b"no database")
    with duckdb.connect(str(older)) as con:
        con.execute(
            "CREATE SCHEMA frigivelse; CREATE SCHEMA kode; CREATE TABLE frigivelse.rapporttabel (tabel VARCHAR)"
        )
    read, unread = read_released({"a": files["foer"], "b": None, "c": damaged, "d": older})
    assert (len(read), unread) == (1, ["b", "c", "d"])
    with duckdb.connect() as con:
        con.execute("CREATE SCHEMA marts")
        load_code_lists(con)
        protect(con, STUDY, read, unread)
        named = con.execute(
            "SELECT tabel, tilbageholdt FROM kvalitet.diskretion WHERE tabel LIKE 'udleveret %'"
        ).fetchall()
    assert named == [("udleveret b", False), ("udleveret c", False), ("udleveret d", False)]


def mean_of(persons: int, earlier: tuple[pl.DataFrame, ...], file: Path) -> list[tuple[object, ...]]:
    """The mean age and N of table 6.1 as released, of so many persons."""
    women = {"kvinder": persons - 15}
    cells = [cases.share("6.1", row, "herning", count, persons) for row, count in women.items()]
    mean = ("rapporttabel", ("6.1", "alder", "herning", "years", 41.5, None, None))
    with duckdb.connect(str(file)) as con:
        write_cells(con, [*cells, cases.number("6.1", "alle", "herning", persons), mean])
        protect(con, STUDY, earlier)
        query = "SELECT raekke, vaerdi FROM frigivelse.rapporttabel WHERE raekke IN ('alder', 'alle') ORDER BY ALL"
        return con.execute(query).fetchall()


def test_a_mean_over_one_more_is_not_shown_though_their_number_is(tmp_path: Path) -> None:
    assert mean_of(30, (), tmp_path / "foer.duckdb") == [("alder", 41.5), ("alle", 30.0)]
    earlier = (released_counts(tmp_path / "foer.duckdb"),)
    assert mean_of(31, earlier, tmp_path / "en.duckdb") == [("alder", None), ("alle", 31.0)]
    assert mean_of(35, earlier, tmp_path / "fem.duckdb") == [("alder", 41.5), ("alle", 35.0)]
