"""Editions of several studies side by side: each keeps what it published, whoever publishes after it."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from dagster_project.errors import ConfigurationError, VejeError
from dagster_project.publication.generations import publish
from dagster_project.publication.studies import keep, kept, kept_of, require_apart
from dagster_project.report.studies import write_studies
from dagster_project.settings import Settings
from dagster_project.study import Study
from tests.unit.publication.small_warehouse import fill_warehouse, run_at, small_study

pytestmark = pytest.mark.usefixtures("audit_in_process")
REPORT = small_study()
OTHER = replace(REPORT, navn="nord_2008", titel="Nord <2008>")


def published(settings: Settings, study: Study, minute: int, extra: int = 0) -> Path:
    """What a run does that these tests need: publish, and write pages."""
    fill_warehouse(settings, extra)
    publish(settings, study, run_at(minute))
    settings.report_dir.mkdir(exist_ok=True)
    (settings.report_dir / "index.html").write_text(f"{study.titel} {minute}", encoding="utf-8")
    return keep(settings, study)


def counts(folder: Path) -> int:
    with duckdb.connect(str(folder / "veje.duckdb"), read_only=True) as con:
        row = con.execute("SELECT sum(antal) FROM marts.rapporttabel").fetchone()
    assert row is not None
    return int(row[0])


def test_what_another_study_publishes_takes_nothing_from_the_first(settings: Settings) -> None:
    first = published(settings, REPORT, 1)
    second = published(settings, OTHER, 2, extra=7)
    assert counts(second) - counts(first) == 700
    assert (first / "rapport" / "index.html").read_text(encoding="utf-8") == f"{REPORT.titel} 1"
    assert [one.name for one in kept(settings)] == ["akf_2012", "nord_2008"]
    assert (first / "veje.duckdb").stat().st_mode & 0o777 == 0o400


def test_a_later_edition_takes_the_place_of_the_study_s_earlier_one(settings: Settings) -> None:
    first = published(settings, REPORT, 1)
    later = published(settings, REPORT, 2, extra=1)
    assert not first.exists()
    assert [one.folder for one in kept(settings)] == [later]
    assert kept_of(settings, REPORT)["studie"]["navn"] == "akf_2012"
    assert kept_of(settings, OTHER) == {}


def test_who_was_killed_while_keeping_leaves_the_earlier_edition(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published(settings, REPORT, 1)
    with monkeypatch.context() as broken:
        broken.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            published(settings, REPORT, 2, extra=1)
    assert [one.folder for one in kept(settings)] == [first]
    again = keep(settings, REPORT)
    assert [folder.name for folder in again.parent.iterdir()] == [again.name]


def test_what_is_published_of_another_study_is_not_kept_as_this_one_s(settings: Settings) -> None:
    published(settings, REPORT, 1)
    with pytest.raises(VejeError, match="nord_2008"):
        keep(settings, OTHER)


def test_the_page_lists_every_study_with_its_pages_and_its_file(settings: Settings) -> None:
    first, second = published(settings, REPORT, 1), published(settings, OTHER, 2, extra=3)
    page = write_studies(settings)
    text = page.read_text(encoding="utf-8")
    for folder in (first, second):
        inside = folder.relative_to(page.parent).as_posix()
        assert f'href="{inside}/rapport/index.html"' in text
        assert f'href="{inside}/veje.duckdb"' in text
    assert "Nord &lt;2008&gt;" in text
    assert "01.07.2007 – 31.03.2009" in text


@pytest.mark.parametrize("name", ["../nord", "", "a b", "nord/syd"])
def test_a_name_that_no_folder_can_have_is_an_error(name: str) -> None:
    with pytest.raises(ConfigurationError, match=r"studie\.toml"):
        require_apart({Path("studie.toml"): replace(REPORT, navn=name)})


def test_two_files_of_one_name_are_an_error_that_names_both() -> None:
    with pytest.raises(ConfigurationError, match=r"a\.toml og b\.toml"):
        require_apart({Path("a.toml"): REPORT, Path("b.toml"): REPORT})
