"""Pictures of pathways."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from PIL import Image

from dagster_project.pathways.build_groups import build_groups
from dagster_project.pathways.build_quarters import build_quarters
from dagster_project.pathways.pictures import write_pictures
from dagster_project.pathways.pictures.draw import index_plot
from dagster_project.pathways.pictures.palette import COLOURS, legend_of
from tests.unit.pathways.warehouse_of import study, two_worlds, warehouse

GROUPS = {"samlet": 2, "657": 2, "661": 2}


def draw(folder: Path) -> list[Path]:
    con = warehouse(two_worlds())
    for build in (build_quarters, build_groups):
        build(con, study(antal_grupper=GROUPS))
    return write_pictures(con, study(antal_grupper=GROUPS), folder)


@pytest.fixture
def drawn(tmp_path: Path) -> list[Path]:
    return draw(tmp_path / "billeder")


def test_every_pathway_of_both_analyses_has_a_picture_that_nobody_else_can_read(drawn: list[Path]) -> None:
    pathways = [
        f"{where}_{name}.png"
        for where in ("samlet_alle", "kommune_657", "kommune_661")
        for name in ("langvarig_kontanthjaelp", "loenmodtager_syg")
    ]
    assert sorted(path.name for path in drawn) == sorted(pathways)
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in drawn)


def test_the_same_data_give_the_same_bytes(drawn: list[Path], tmp_path: Path) -> None:
    assert [path.read_bytes() for path in draw(tmp_path / "igen")] == [path.read_bytes() for path in drawn]


def test_pictures_of_pathways_that_are_no_more_are_removed(drawn: list[Path]) -> None:
    old = [drawn[0].with_name(name) for name in ("samlet_alle_pendler.png", "samlet_alle_pendler_fordeling.svg")]
    for file in old:
        file.write_text("<svg/>", encoding="utf-8")
    draw(drawn[0].parent)
    assert not any(file.exists() for file in old)


def test_every_state_of_both_alphabets_has_a_colour_of_its_own() -> None:
    states = pl.read_csv("data/seed/kodelister/tilstand.csv")["tilstand"].unique().to_list()
    assert set(states) <= set(COLOURS)
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_a_state_of_a_users_own_alphabet_gets_a_colour_after_the_known_ones() -> None:
    labels = pl.DataFrame({"tilstand": ["dagpenge"], "etiket": ["Dagpenge"]})
    legend = legend_of(["egen", "dagpenge"], labels)
    assert [entry[:2] for entry in legend] == [("dagpenge", "Dagpenge"), ("egen", "egen")]


def test_an_index_plot_has_one_line_a_person_sorted_from_the_end(tmp_path: Path) -> None:
    numbers = np.array([[1, 0], [0, 1], [0, 0]], dtype=np.int8)
    legend = [("a", "A", "#0072B2"), ("b", "B", "#D55E00")]
    index_plot(tmp_path / "b.png", numbers, legend)
    image = Image.open(tmp_path / "b.png").convert("RGB")
    blue, red = (0, 0x72, 0xB2), (0xD5, 0x5E, 0)
    assert [[image.getpixel((x, y)) for x in range(2)] for y in range(3)] == [[blue, blue], [red, blue], [blue, red]]


def test_a_study_without_pathways_has_no_pictures(tmp_path: Path) -> None:
    con = warehouse({})
    for build in (build_quarters, build_groups):
        build(con, study())
    assert write_pictures(con, study(), tmp_path / "billeder") == []
