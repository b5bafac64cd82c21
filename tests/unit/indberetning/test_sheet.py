"""The entry sheet: what whoever types it in reads, card by card."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.lib.reporting import GRANT, REFUSAL, RESTING, RESUMED, TAKEN_AWAY, WITHDRAWN, World


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


def cards(page: str) -> int:
    return page.count("<section")


def sheet(world: World, *, number: str = "001") -> str:
    file = world.root / "661" / "2024-03" / number / f"ftp_661_2024-03_{number}_indtastning.html"
    return file.read_text(encoding="utf-8")


def test_a_card_has_the_twelve_items_in_order_in_plain_words(world: World) -> None:
    world.put(GRANT, sagsbehandler="Hold 2")
    world.export("2024-03")
    page = sheet(world)
    assert re.findall(r"<th scope=\"row\">(\d+)\.", page) == [str(number) for number in range(1, 13)]
    assert cards(page) == 1
    for words in (
        "Ny post: tast den",
        "Holstebro <small>661</small><br>Hold 2",
        "Tilkendelse <small>T</small><br>15-03-2024",
        "Ordningen fra 2013 <small>2013</small><br>§ 18: dokumenteret <small>18_DOK</small>",
        "Borgerens anmodning <small>borger</small>",
        "Sag S1 ·",
        "<td>F200</td>",
    ):
        assert words in page


def test_no_code_is_left_without_words(world: World) -> None:
    """Whoever types reads sentences: only dates, numbers, diagnoses and names stand alone."""
    for number, row in enumerate([GRANT, REFUSAL, TAKEN_AWAY, RESTING, RESUMED, WITHDRAWN]):
        world.put(row, sagsid=f"S{number}", person_id=f"p{number + 1}")
    world.correct("S5", diag1=None)
    world.put(GRANT, sagsid="U", person_id="p9", myndighed="UDK", bopkom="000", lovgrundlag="62", rehabteam_dato=None)
    world.export("2024-03")
    pages = [file.read_text(encoding="utf-8") for file in world.root.glob("*/*/*/*.html")]
    cells = [cell for page in pages for found in re.findall("<td>(.*)</td>", page) for cell in found.split("<br>")]
    assert sum(map(cards, pages)) == 7
    bare = {re.sub(r"\d", "9", cell) for cell in cells if "<small>" not in cell}
    assert bare == {"9999999999", "99-99-9999", "F999", "–", "Team Øst"}


def test_a_code_means_what_it_meant_on_the_day(world: World) -> None:
    world.put(REFUSAL, lovgrundlag="17_3", rehabteam_dato=None, ansdato="2024-01-02", paabdato="2024-01-10")
    world.export("2024-03")
    assert "§ 17 stk. 3: på det foreliggende grundlag uden rehabiliteringsteamet <small>17_3</small>" in sheet(world)
    assert "seniorførtidspension" not in sheet(world)


def test_a_card_each_for_what_is_new_corrected_and_annulled(world: World) -> None:
    world.put(GRANT)
    world.put(GRANT, sagsid="S2", person_id="p2")
    world.export("2024-03")
    world.correct("S1", diag1="DF21")
    world.correct("S2", afgoerelse="I")
    world.export("2024-03", at="2024-04-06T06:00")
    page = sheet(world, number="002")
    assert cards(page) == 2
    assert "Rettelse: ret den post, der er tastet" in page
    assert "Annullering: slet den post, der er tastet" in page
    assert {found.partition(" ·")[0] for found in re.findall("Sag (.*)</p>", page)} == {"S1", "S2"}


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


def test_who_has_no_cpr_number_is_typed_with_the_day_of_birth(world: World) -> None:
    world.put(GRANT, person_id="abroad", myndighed="UDK", bopkom="000", lovgrundlag="62", rehabteam_dato=None)
    world.export("2024-03")
    page = (world.root / "UDK/2024-03/001/ftp_UDK_2024-03_001_indtastning.html").read_text(encoding="utf-8")
    assert "<h2>Uden CPR-nummer, Tilkendelse" in page
    assert "tast fødselsdatoen fra sagen" in page
