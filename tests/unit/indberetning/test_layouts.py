"""What was sent is read by the layout that it was sent in, and the export goes on in the newest one."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from dagster_project.errors import VejeError
from dagster_project.indberetning.sent.archive import read_archive
from dagster_project.indberetning.sent.layouts import LAYOUTS, NEWEST, Layout
from tests.golden.indberetning.test_files import EXPECTED
from tests.lib.reporting import GRANT, REFUSAL, World

MARCH, APRIL, MAY, JUNE = "2024-03", "2024-04-05T06:00", "2024-05-05T06:00", "2024-06-05T06:00"
LAYOUT_1 = EXPECTED.with_name("layout_1")
"""Two folders as they were sent before there was a second layout."""


def wider() -> dict[int, Layout]:
    """Every layout, and a next one: as the newest, with a column more in the middle and another order."""
    (first, value), *others = NEWEST.values.items()
    columns = {**dict(others[:6]), "bopaelskommune": pl.col("bopkom"), **dict(others[6:]), first: value}
    return {**LAYOUTS, NEWEST.number + 1: Layout(NEWEST.number + 1, columns)}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Three decisions sent in today's layout, and a next layout to go on with."""
    made = World(tmp_path)
    for n in (1, 2, 3):
        made.put(GRANT, sagsid=f"S{n}", person_id=f"p{n}")
    made.export(MARCH, at=APRIL)
    made.layouts = wider()
    return made


def told(world: World, *columns: str) -> dict[str, list[tuple[object, ...]]]:
    """What was sent of each person, in order."""
    rows = read_archive(world.root, world.layouts).rows.sort("dannet", "version")
    return {f"p{cpr[:2].lstrip('0')}": part.select(columns).rows() for (cpr,), part in rows.group_by("cpr")}


def test_a_column_more_is_no_correction(world: World) -> None:
    assert world.export(MARCH, at=MAY).written == ()


def test_with_a_column_more_the_export_goes_on_from_what_was_sent_without_it(world: World) -> None:
    world.correct("S1", diag1="DF21.9")
    world.correct("S2", afgoerelse="I", afgdato=None)
    world.put(GRANT, sagsid="S4", person_id="p4")
    (folder,) = world.export(MARCH, at=MAY).written
    assert told(world, "version", "haendelse", "layout", "bopaelskommune", "diagnose_1") == {
        "p1": [(1, "ny", 2, None, "F200"), (2, "rettelse", 3, "661", "F219")],
        "p2": [(1, "ny", 2, None, "F200"), (2, "annullering", 3, None, "F200")],
        "p3": [(1, "ny", 2, None, "F200")],
        "p4": [(1, "ny", 3, "661", "F200")],
    }
    assert json.loads((folder.path / "manifest.json").read_bytes())["layout"] == NEWEST.number + 1
    header = (folder.path / folder.folder.records_name).read_bytes().decode().partition("\r\n")[0]
    assert header.split(";") == list(wider()[NEWEST.number + 1].columns)


def test_the_new_column_makes_a_correction_once_it_was_sent(world: World) -> None:
    world.correct("S1", diag1="DF21.9")
    world.export(MARCH, at=MAY)
    for case in ("S1", "S3"):
        world.correct(case, bopkom="740")
    world.export(MARCH, at=JUNE)
    sent = told(world, "version", "bopaelskommune")
    assert (sent["p1"], sent["p3"]) == ([(1, None), (2, "661"), (3, "740")], [(1, None)])


def test_files_of_layout_1_are_read_by_the_names_of_the_newest(tmp_path: Path) -> None:
    shutil.copytree(LAYOUT_1, tmp_path / "arkiv")
    rows = read_archive(tmp_path / "arkiv").rows.sort("cpr")
    assert rows.columns[: len(NEWEST.columns)] == list(NEWEST.columns)
    assert rows.select("layout", "ordning", "grundlag", "diagnose_1", "ressourceforloeb").rows() == [
        (1, None, "18_DOK", "F200", "J"),
        (1, None, "18_DOK", "F200", None),
        (1, None, "43A", None, None),
    ]


def test_a_record_of_layout_1_is_corrected_in_the_newest(tmp_path: Path) -> None:
    world = World(tmp_path)
    shutil.copytree(LAYOUT_1 / "740", world.root / "740")
    world.put(REFUSAL, sagsid="S2", person_id="p2", myndighed="740", bopkom="740", diag1="DF21.9")
    world.export(MARCH, at=MAY)
    columns = ("version", "haendelse", "layout", "grundlag", "ordning", "diagnose_1")
    assert told(world, *columns)["p2"] == [
        (1, "ny", 1, "18_DOK", None, "F200"),
        (2, "rettelse", 2, "18_DOK", "2013", "F219"),
    ]


def test_a_layout_that_is_not_known_is_said_with_those_that_are(world: World) -> None:
    world.correct("S1", diag1="DF21.9")
    world.export(MARCH, at=MAY)
    with pytest.raises(VejeError, match="layout 3"):
        read_archive(world.root)


def test_what_a_layout_calls_its_columns_is_compared_by_the_names_of_the_newest() -> None:
    assert "grundlag" in LAYOUTS[1].knows
    assert "ordning" not in LAYOUTS[1].knows
    assert replace(NEWEST, names={"grundlag": "lovgrundlag"}).knows[5] == "lovgrundlag"
