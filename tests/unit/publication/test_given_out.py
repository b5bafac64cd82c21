"""Which generations left the house, told by the names of their notes."""

from pathlib import Path

import pytest

from dagster_project.publication.files import FILE, Places, prune
from dagster_project.publication.given_out import NOTES, last_given_out, published_files
from dagster_project.settings import Settings, load_settings

FIRST, SECOND, THIRD = "20260101T080000Z", "20260201T080000Z", "20260301T080000Z"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    found = load_settings({"VEJE_HOME": str(tmp_path)})
    (found.home / NOTES).mkdir(parents=True)
    return found


def give(settings: Settings, generation: str, time: str, form: str = "csv") -> None:
    (settings.home / NOTES / f"{generation}-{form}-{time}.json").write_text("{}")


def test_nothing_left_of_a_new_home(tmp_path: Path) -> None:
    assert last_given_out(load_settings({"VEJE_HOME": str(tmp_path)})) == []


def test_the_last_two_that_left_each_once_though_an_older_one_was_given_again(settings: Settings) -> None:
    give(settings, THIRD, "20260301T090000")
    give(settings, SECOND, "20260201T090000")
    give(settings, FIRST, "20260101T090000")
    give(settings, FIRST, "20260402T090000", "xlsx")
    assert last_given_out(settings) == [FIRST, THIRD]
    assert last_given_out(settings, 3) == [FIRST, THIRD, SECOND]


def test_what_is_no_note_is_none(settings: Settings) -> None:
    (settings.home / NOTES / ".20260101T080000Z-csv-20260101T090000.json.ny").write_text("{}")
    (settings.home / NOTES / "brev.json").write_text("{}")
    assert last_given_out(settings) == []


def test_a_generation_that_left_is_kept_and_one_that_somebody_removed_is_told(settings: Settings) -> None:
    for name in (FIRST, SECOND, THIRD):
        folder = Places(settings).folder(name)
        folder.mkdir(parents=True)
        (folder / FILE).touch()
    prune(settings, 1, [FIRST])
    there = published_files(settings, [FIRST, SECOND, THIRD])
    assert [name for name, file in there.items() if file] == [FIRST, THIRD]
