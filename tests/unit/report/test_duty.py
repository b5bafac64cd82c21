"""The page for the person on duty, from the tables of a register of a few invented cases."""

from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest

from dagster_project.indberetning.duty.calendar import KINDS as MATTERS
from dagster_project.indberetning.status import frames_of
from dagster_project.report.duty import KINDS, MOST, contents, write_duty_page
from tests.lib.reporting import GRANT, RESTING, World, moment

NOW = moment("2024-05-02T08:15")


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.put(GRANT, sagsid="<b>S1</b>", leverance="2024-05-01")
    made.put(GRANT, sagsid="<i>S2</i>", person_id="p2", rehabteam_dato=None, leverance="2024-04-01")
    made.put(GRANT, sagsid="S3", person_id="p3", moedetilbud_dato="2023-01-10", leverance="2024-05-01")
    made.put(GRANT, sagsid="<u>S5</u>", person_id="p5", afgoerelse="I", afgdato=None, leverance="2024-05-01")
    made.put(RESTING, sagsid="S6", person_id="p6", foed_dag="1957-05-17", leverance="2024-05-01")
    made.export("2024-03", at="2024-04-05T06:00")
    return made


@pytest.fixture
def frames(world: World) -> Mapping[str, pl.DataFrame]:
    return frames_of(world.settings, world.inputs, lookup=world.lookup)


class Reader(HTMLParser):
    """Texts and tags of a page, and what it would fetch or lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [str(value) for name, value in attrs if name in {"src", "href"}]

    def handle_data(self, data: str) -> None:
        self.text += data


def page_of(world: World, frames: Mapping[str, pl.DataFrame]) -> Reader:
    reader = Reader()
    reader.feed(write_duty_page(world.settings, frames, NOW).read_text(encoding="utf-8"))
    return reader


def test_it_shows_what_is_held_due_sent_and_late(world: World, frames: Mapping[str, pl.DataFrame]) -> None:
    shown = contents(frames, NOW)
    assert shown["tilstande"] == {"holdt": 1, "venter": 0, "sendt": 3, "afvist": 0, "modtaget": 0}
    assert [(rule["regel"], rule["alvor"], rule["poster"]) for rule in shown["regler"]] == [("R04", "bekraeft", 1)]
    assert [row["sagsid"] for row in shown["holdte"].rows] == ["<i>S2</i>"]
    assert "R08" in {rule["regel"] for rule in shown["advarsler"]}
    assert {(kind["art"], kind["aabne"], kind["over"]) for kind in shown["arter"]} >= {
        ("paragraf_21", 1, 0),
        ("folkepension", 1, 0),
    }
    assert shown["myndigheder"][0] | {"aeldste": date(2024, 4, 5), "holdt": 1, "sendt": 3} == shown["myndigheder"][0]
    assert shown["trekant"] == [("2024-03", [0, 1, 3, 0, 0])]
    assert [(time["kvartal"], time["antal"]) for time in shown["tider"]] == [("2024-K1", 3)]


def test_the_page_is_one_file_in_danish_that_runs_nothing_of_the_register(
    world: World, frames: Mapping[str, pl.DataFrame]
) -> None:
    reader = page_of(world, frames)
    assert not {"b", "i", "u", "script", "img", "link"} & set(reader.tags)
    assert {link for link in reader.links if not link.startswith("#")} == {"indberetning.html"}
    assert "<i>S2</i>" in reader.text
    assert "som den står 2. maj 2024 kl. 08.15" in reader.text
    assert "Sagen er afgjort uden forelæggelse for rehabiliteringsteamet" in reader.text
    assert "forbliver, hvor den er skrevet" in reader.text


def test_it_leads_to_the_pages_of_a_study_that_are_there(world: World, frames: Mapping[str, pl.DataFrame]) -> None:
    world.settings.report_dir.mkdir(parents=True, exist_ok=True)
    (world.settings.report_dir / "index.html").write_text("en side")
    links = {link for link in page_of(world, frames).links if not link.startswith("#")}
    assert links == {"index.html", "indberetning.html"}


def test_without_anything_it_says_so(tmp_path: Path) -> None:
    empty = World(tmp_path)
    reader = page_of(empty, frames_of(empty.settings, empty.inputs, lookup=empty.lookup))
    for said in ("Ingen poster holdes tilbage", "Ingen sager har en frist", "Der er ingen afgørelser"):
        assert said in reader.text


def test_a_long_list_is_cut_and_says_how_long_it_is(world: World, frames: Mapping[str, pl.DataFrame]) -> None:
    errors = frames["kvalitet.indberetning_fejl"]
    held = errors.filter(pl.col("holdt_siden").is_not_null()).head(1)
    many = pl.concat([held.with_columns(sagsid=pl.lit(f"M{number}")) for number in range(MOST + 1)])
    assert "De første 200 af 201." in page_of(world, {**frames, "kvalitet.indberetning_fejl": many}).text


def test_every_kind_of_matter_has_its_words() -> None:
    assert set(KINDS) == set(MATTERS)
