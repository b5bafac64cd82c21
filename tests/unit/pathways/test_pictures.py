"""Pictures of pathways."""

import re
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import polars as pl
import pytest
from PIL import Image

from dagster_project.pathways.build_groups import build_groups
from dagster_project.pathways.build_quarters import build_quarters
from dagster_project.pathways.build_timing import build_timing
from dagster_project.pathways.pictures import as_markdown, write_pictures
from dagster_project.pathways.pictures.draw import PLOT_HEIGHT, distribution_plot, index_plot, percent, shares_of
from dagster_project.pathways.pictures.palette import COLOURS, legend_of
from tests.unit.pathways.warehouse_of import study, two_worlds, warehouse

GROUPS = {"samlet": 2, "657": 2, "661": 2}


@pytest.fixture
def drawn(tmp_path: Path) -> list[Path]:
    con = warehouse(two_worlds())
    for build in (build_quarters, build_groups, build_timing):
        build(con, study(antal_grupper=GROUPS))
    return write_pictures(con, study(antal_grupper=GROUPS), tmp_path / "billeder")


def test_every_pathway_of_both_analyses_has_three_pictures(drawn: list[Path]) -> None:
    pathways = [
        f"{where}_{name}"
        for where in ("samlet_alle", "kommune_657", "kommune_661")
        for name in ("langvarig_kontanthjaelp", "loenmodtager_syg")
    ]
    expected = {f"{pathway}_{kind}.svg" for pathway in pathways for kind in ("sekvenser", "fordeling", "aktivitet")}
    assert {path.name for path in drawn} == expected
    assert all(path.stat().st_mode & 0o777 == 0o600 for path in drawn)


def test_the_same_data_give_the_same_bytes(drawn: list[Path], tmp_path: Path) -> None:
    con = warehouse(two_worlds())
    for build in (build_quarters, build_groups, build_timing):
        build(con, study(antal_grupper=GROUPS))
    again = write_pictures(con, study(antal_grupper=GROUPS), tmp_path / "igen")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in drawn]


def test_pictures_speak_danish_and_name_no_person(drawn: list[Path]) -> None:
    text = drawn[0].read_text("utf-8")
    assert "Kontanthjælp" in text or "kontanthjælp" in text
    assert "personer, sorteret fra slutningen" in text
    assert not any(re.search(r"0{20}", path.read_text("utf-8").split("base64")[0]) for path in drawn)


def test_pictures_of_pathways_that_are_no_more_are_removed(drawn: list[Path]) -> None:
    old = drawn[0].with_name("samlet_alle_pendler_sekvenser.svg")
    old.write_text("<svg/>", encoding="utf-8")
    con = warehouse(two_worlds())
    for build in (build_quarters, build_groups, build_timing):
        build(con, study(antal_grupper=GROUPS))
    write_pictures(con, study(antal_grupper=GROUPS), old.parent)
    assert not old.exists()


def test_every_state_of_both_alphabets_has_a_colour_of_its_own() -> None:
    states = pl.read_csv("data/seed/kodelister/tilstand.csv")["tilstand"].unique().to_list()
    assert set(states) <= set(COLOURS)
    assert len(set(COLOURS.values())) == len(COLOURS)


def test_a_state_of_a_users_own_alphabet_gets_a_colour_after_the_known_ones() -> None:
    labels = pl.DataFrame({"tilstand": ["dagpenge"], "etiket": ["Dagpenge"]})
    legend = legend_of(["egen", "dagpenge"], labels)
    assert [entry[:2] for entry in legend] == [("dagpenge", "Dagpenge"), ("egen", "egen")]


def test_pages_get_distributions_and_activity_but_no_picture_of_single_persons(drawn: list[Path]) -> None:
    texts = as_markdown(drawn)
    assert len(texts) == 6
    assert all(text.count("data:image/svg+xml;base64,") == 2 for text in texts.values())
    persons = b64encode(next(path for path in drawn if path.stem.endswith("sekvenser")).read_bytes()).decode()
    assert not any(persons in text for text in texts.values())


def test_an_index_plot_has_one_line_a_person_sorted_from_the_end(tmp_path: Path) -> None:
    numbers = np.array([[1, 0], [0, 1], [0, 0]], dtype=np.int8)
    legend = [("a", "A", "#0072B2"), ("b", "B", "#D55E00")]
    index_plot(tmp_path / "b.svg", "Titel", numbers, legend)
    encoded = re.findall(r"base64,([^\"]+)", (tmp_path / "b.svg").read_text("utf-8"))
    image = Image.open(BytesIO(b64decode(encoded[0]))).convert("RGB")
    blue, red = (0, 0x72, 0xB2), (0xD5, 0x5E, 0)
    assert [[image.getpixel((x, y)) for x in range(2)] for y in range(3)] == [[blue, blue], [red, blue], [blue, red]]


def test_bars_are_as_high_as_the_shares_and_stand_on_each_other(tmp_path: Path) -> None:
    distribution_plot(tmp_path / "b.svg", "T", np.array([[0.25, 0.75]]), [("a", "A", "#000000"), ("b", "B", "#ffffff")])
    bars = re.findall(r'd="M([\d.]+) ([\d.]+)h([\d.]+)V([\d.]+)h', (tmp_path / "b.svg").read_text("utf-8"))
    assert [float(low) - float(high) for _, low, _, high in bars] == [PLOT_HEIGHT / 4, 3 * PLOT_HEIGHT / 4]
    assert bars[0][3] == bars[1][1]


def test_pictures_are_well_formed_whatever_the_labels_say(tmp_path: Path) -> None:
    legend = [("a", "Løn & <ydelse>", "#0072B2")] * 15
    title = "Alle kommuner: en forløbstype med et meget langt navn, som ikke kan stå på én linje"
    distribution_plot(tmp_path / "b.svg", title, np.full((20, 15), 1 / 15), legend)
    tree = ElementTree.parse(tmp_path / "b.svg")  # noqa: S314 - just written
    assert tree.findtext("{http://www.w3.org/2000/svg}title") == title


def test_a_study_without_pathways_has_no_pictures(tmp_path: Path) -> None:
    con = warehouse({})
    for build in (build_quarters, build_groups, build_timing):
        build(con, study())
    assert write_pictures(con, study(), tmp_path / "billeder") == []


def test_percent_is_written_with_a_comma() -> None:
    assert [percent(share) for share in (0.0, 0.125, 1.0)] == ["0 %", "12,5 %", "100 %"]


def test_shares_of_every_quarter_sum_to_one() -> None:
    shares = shares_of(np.array([[0, 1], [0, 2], [1, 2]], dtype=np.int8), 3)
    assert shares[1].tolist() == [0.0, 1 / 3, 2 / 3]
    assert np.allclose(shares.sum(axis=1), 1.0)
