"""What a reader with a browser, a phone, a keyboard, a screen reader or a printer meets on every page."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest

from tests.browser.conftest import PHONE, SEEN, WIDE, open_page

pytestmark = pytest.mark.browser

# What axe-core calls critical or serious keeps somebody out.
KEEPS_OUT = {"critical", "serious"}
UNFOLD = "document.querySelectorAll('details').forEach(one => one.open = true)"
LINKS = "[...document.querySelectorAll('a[href]')].map(one => one.getAttribute('href'))"
SPILLS = """[...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > innerWidth + 1
    && !one.closest('.rulle, .skjult, .spring, svg, details:not([open])'))
    .map(one => one.tagName + '.' + one.className)"""


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["1300", "390"])
def test_axe_finds_nothing_that_keeps_anybody_out(chromium: Any, report: Path, name: str, size: dict[str, int]) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe mangler: kør make browser")
    page = open_page(chromium, report / name, size).page
    page.evaluate(UNFOLD)
    found = axe.Axe().run(page).response["violations"]
    told = {f"{one['id']}: {one['help']}": [node["html"][:150] for node in one["nodes"][:3]] for one in found}
    assert {
        text: nodes for one, (text, nodes) in zip(found, told.items(), strict=True) if one["impact"] in KEEPS_OUT
    } == {}


def test_nothing_is_asked_of_any_network_and_nothing_complains(chromium: Any, report: Path, name: str) -> None:
    opened = open_page(chromium, report / name)
    opened.page.evaluate(UNFOLD)
    opened.page.wait_for_timeout(500)
    assert [url for url in opened.requests if urlsplit(url).scheme not in {"file", "data", "blob"}] == []
    assert [url for url in opened.requests if url.startswith("file:") and not inside(report, url)] == []
    assert opened.errors == []


def inside(report: Path, url: str) -> bool:
    return Path(unquote(urlsplit(url).path)).is_relative_to(report)


def test_a_phone_scrolls_down_and_never_sideways(chromium: Any, report: Path, name: str) -> None:
    page = open_page(chromium, report / name, PHONE, device_scale_factor=1).page
    page.wait_for_timeout(300)
    page.screenshot(path=SEEN / f"{Path(name).stem}-390.png")
    page.evaluate(UNFOLD)
    assert page.evaluate(SPILLS) == []
    assert page.evaluate("document.scrollingElement.scrollWidth") <= PHONE["width"]


def test_every_link_leads_somewhere(chromium: Any, report: Path, name: str) -> None:
    page = open_page(chromium, report / name).page
    page.wait_for_timeout(300)
    page.screenshot(path=SEEN / f"{Path(name).stem}-1300.png")
    links = page.evaluate(LINKS)
    assert links
    assert [link for link in links if not leads(report, name, link, page)] == []


def leads(report: Path, name: str, link: str, page: Any) -> bool:
    parts = urlsplit(link)
    target = report / unquote(parts.path or name)
    if parts.scheme or parts.netloc or not target.is_file():
        return False
    if not parts.fragment or target.suffix != ".html" or "=" in parts.fragment:
        return True
    if target.name == name:
        return bool(page.evaluate("id => document.getElementById(id) !== null", unquote(parts.fragment)))
    return f'id="{unquote(parts.fragment)}"' in target.read_text(encoding="utf-8")


def test_every_choice_can_be_made_and_changes_what_is_shown(chromium: Any, report: Path, name: str) -> None:
    opened = open_page(chromium, report / name)
    for select in opened.page.query_selector_all("select"):
        values = [option.get_attribute("value") for option in select.query_selector_all("option")]
        seen = set()
        for value in values:
            select.select_option(value)
            opened.page.wait_for_timeout(150)
            seen.add(opened.page.evaluate("document.querySelector('main').innerText + location.hash"))
        assert len(seen) > 1, f"{select.get_attribute('id')}: no choice of {values} changes anything"
    assert opened.errors == []


def test_the_keyboard_comes_first_to_the_content(chromium: Any, report: Path, name: str) -> None:
    page = open_page(chromium, report / name).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#indhold"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_without_scripts_tables_and_pictures_stay(chromium: Any, report: Path, name: str) -> None:
    page = open_page(chromium, report / name, java_script_enabled=False).page
    assert page.locator("main h1, main h2, header h1").count() > 0
    assert page.locator("main table:visible, main svg:visible, main img:visible").count() > 0


def test_print_is_a_pdf_in_which_nothing_is_folded(chromium: Any, report: Path, name: str) -> None:
    page = open_page(chromium, report / name).page
    page.emulate_media(media="print")
    folded = "[...document.querySelectorAll('details > :not(summary)')].filter(one => !one.checkVisibility()).length"
    assert page.evaluate(folded) == 0
    printed = page.pdf(path=SEEN / f"{Path(name).stem}.pdf", format="A4", tagged=True)
    assert printed.startswith(b"%PDF-")
    assert printed.count(b"/StructTreeRoot") > 0


def test_the_whole_report_fits_in_a_mail(report: Path) -> None:
    parts = [file for file in report.rglob("*") if file.is_file() and file.name != "indberetning.html"]
    shared = [file for file in parts if "billeder" not in file.parts]
    assert sum(file.stat().st_size for file in shared) < 5_000_000


def test_the_two_questions_are_answered_on_the_way_through(chromium: Any, report: Path) -> None:
    """How are we different, and when do measures come: choose a municipality once, and follow what the pages offer."""
    page = open_page(chromium, report / "index.html").page
    chosen = page.locator("#vaelg option").last.get_attribute("value")
    name = page.locator("#vaelg option").last.inner_text()
    page.select_option("#vaelg", chosen)
    different = page.locator("main li.valgt, main .valgt").first.inner_text()
    assert different.startswith(name)
    page.get_by_role("link", name=f"Mere om {name}").click()
    page.wait_for_load_state("load")
    assert page.url.split("/")[-1].startswith("kommune.html")
    page.screenshot(path=SEEN / "spoergsmaal-1.png")
    page.get_by_role("navigation", name="Sider").get_by_role("link", name="Timing").click()
    page.wait_for_load_state("load")
    assert page.input_value("#vaelg") == chosen, "chosen once, everything marks it"
    page.screenshot(path=SEEN / "spoergsmaal-2.png")
    assert "Scenarierne" in page.locator("main").inner_text()
