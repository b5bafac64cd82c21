"""The entry sheet: what whoever types it in reads, card by card."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dagster_project.indberetning.sent.sheet import ITEMS
from tests.lib.reporting import GRANT, REFUSAL, World


class Reader(HTMLParser):
    """The texts of a page, and what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.fetched: list[str] = []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [
            str(value) for name, value in attrs if name in {"src", "href"} or tag in {"script", "link", "img"}
        ]


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def sheet(world: World, *, number: str = "001") -> str:
    file = world.root / "661" / "2024-03" / number / f"ftp_661_2024-03_{number}_indtastning.html"
    return file.read_text(encoding="utf-8")


def test_a_card_has_the_twelve_items_in_order_in_plain_words(world: World) -> None:
    world.put(GRANT, sagsbehandler="Hold 2")
    world.export("2024-03")
    page = sheet(world)
    assert re.findall(r"<th>(\d+)\.", page) == [str(number) for number in range(1, 13)] == [item[0] for item in ITEMS]
    assert page.count("<section>") == 1
    for words in (
        "Tilkendelse (T)",
        "§ 18: dokumenteret (18_DOK)",
        "Borgerens anmodning (borger)",
        "2024-03-15",
        "F20.0",
    ):
        assert words.replace("F20.0", "F200") in page or words in page


def test_a_code_means_what_it_meant_on_the_day(world: World) -> None:
    world.put(REFUSAL, lovgrundlag="17_3", rehabteam_dato=None, ansdato="2024-01-02", paabdato="2024-01-10")
    world.export("2024-03")
    assert "§ 17 stk. 3: på det foreliggende grundlag uden rehabiliteringsteamet (17_3)" in sheet(world)
    assert "seniorførtidspension" not in sheet(world)


def test_a_card_each_for_what_is_new_corrected_and_annulled(world: World) -> None:
    world.put(GRANT)
    world.put(GRANT, sagsid="S2", person_id="p2")
    world.export("2024-03")
    world.correct("S1", diag1="DF21")
    world.correct("S2", afgoerelse="I")
    world.export("2024-03", at="2024-04-06T06:00")
    page = sheet(world, number="002")
    assert page.count("<section>") == 2
    assert "Rettelse" in page
    assert "Annullering: slet posten, der er tastet" in page


def test_the_page_fetches_nothing_and_runs_nothing_of_the_register(world: World) -> None:
    world.put(GRANT, sagsbehandler="<script>alert(1)</script> & co")
    world.export("2024-03")
    reader = Reader()
    reader.feed(sheet(world))
    assert reader.fetched == []
    assert any("<script>alert(1)</script> & co" in text for text in reader.texts)
    assert "default-src 'none'" in sheet(world)


def test_a_month_without_records_has_a_sheet_that_says_so(world: World) -> None:
    world.put(GRANT, diag1=None)
    world.export("2024-03")
    assert "Ingen poster at taste" in sheet(world)


def test_every_card_begins_a_page_when_printed(world: World) -> None:
    world.put(GRANT)
    world.export("2024-03")
    assert "@media print" in sheet(world)
    assert "break-after: page" in sheet(world)
