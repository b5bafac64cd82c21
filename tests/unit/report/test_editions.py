"""What may be mailed holds no suppressed figure, in any form, on any page or in any file that it leads to."""

import re
import zipfile
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from dagster_project.report import previews, write_report
from dagster_project.report.pages.declared import PAGES
from dagster_project.report.source import Edition, Source
from dagster_project.settings import Settings
from tests.unit.report.small_report import POISON, write_small_report

LINK = re.compile(r'(?:href|src)="([^"#]+)')


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = write_small_report(tmp_path_factory.mktemp("udgaver"))
    write_report(settings)
    return settings


def reached(first: Path) -> set[Path]:
    """The page and every file that a reader comes to from it."""
    found, todo = set(), [first]
    while todo:
        page = todo.pop()
        if page in found or not page.is_file():
            continue
        found.add(page)
        if page.suffix == ".html":
            todo += [page.parent / link for link in LINK.findall(page.read_text(encoding="utf-8"))]
    return found


def texts_of(file: Path) -> Iterator[str]:
    if file.suffix == ".xlsx":
        with zipfile.ZipFile(file) as book:
            yield from (book.read(name).decode() for name in book.namelist())
    else:
        yield file.read_text(encoding="utf-8")


def leaked(files: set[Path]) -> set[str]:
    """Files in which the digits of a suppressed count stand, as count, share or percent, in Danish or in JSON."""
    search = re.compile(str(POISON)[:4] + r"\d{2,3}")
    return {file.name for file in files for text in texts_of(file) if search.search(re.sub(r"[.,\s\u00a0]", "", text))}


def test_no_page_or_file_that_may_leave_holds_a_suppressed_figure(written: Settings) -> None:
    files = reached(written.report_dir / "index.html")
    assert {"index.html", "kommune.html", "veje.html", "timing.html", "tabeller.html"} <= {file.name for file in files}
    assert {file.suffix for file in files} >= {".html", ".js", ".csv", ".xlsx"}
    assert leaked(files) == set()


def test_the_search_finds_them_where_they_may_stand(written: Settings) -> None:
    found = leaked(reached(written.report_dir / "intern.html"))
    assert {"intern_veje.html", "intern_timing.html", "intern_tabeller.html", "kvalitet.html"} <= found


@pytest.mark.parametrize("page", ["index.html", "kommune.html", "veje.html", "timing.html"])
def test_a_released_page_that_reads_the_unsuppressed_tables_is_found(tmp_path: Path, page: str) -> None:
    def everything(source: Source, name: str) -> pl.DataFrame:
        return source.read("publiceret.marts", name)

    settings = write_small_report(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Source, "table", everything)
        patch.setattr("dagster_project.report.source._READ", {})
        patch.setattr("dagster_project.report.write.PAGES", [one for one in PAGES if one.file == page])
        write_report(settings)
    assert leaked({settings.report_dir / page}) == {page}


def test_dagster_sees_what_may_leave(written: Settings) -> None:
    shown = previews(written)
    assert {"stoerrelse", "fordeling_samlet", "steder", "aktivitet_samlet"} <= set(shown)
    pictures = [b64decode(text.partition("base64,")[2].rstrip(")")).decode() for text in shown.values()]
    assert all(picture.startswith("<svg") and 'id="skravering"' in picture for picture in pictures)
    assert not any(str(POISON)[:6] in picture for picture in pictures)


def test_every_page_says_which_edition_it_is_and_that_its_persons_are_made_up(written: Settings) -> None:
    for page in PAGES:
        text = (written.report_dir / page.file).read_text(encoding="utf-8")
        assert ("Intern side med små tal" in text) is (page.edition is Edition.INTERNAL)
        assert "SYNTETISK" in text
        assert "Et &lt;lille&gt; studie" in text
