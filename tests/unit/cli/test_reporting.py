"""`veje indberet` that ends early says what was sent."""

from pathlib import Path

import pytest

from dagster_project.cli import reporting
from dagster_project.errors import VejeError
from dagster_project.indberetning.sent import archive
from tests.lib.killing import die_at
from tests.lib.reporting import GRANT, World

MARCH = "2024-03"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    for number, authority in enumerate(("657", "661", "740")):
        made.put(GRANT, sagsid=f"S{number}", person_id=f"p{number + 1}", myndighed=authority, bopkom=authority)
    return made


@pytest.mark.parametrize("error", [KeyboardInterrupt(), VejeError("plads", "disken er fuld", "var", "ryd op")])
def test_an_export_that_is_broken_off_names_the_folders_that_were_sent(
    world: World, error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def export(*_args: object, **_words: object) -> str:
        world.export(MARCH)
        return ""

    appear = archive._appear

    def appear_or_stop(draft: Path, target: Path) -> None:
        if "740" in target.parts:
            raise error
        appear(draft, target)

    monkeypatch.setattr(archive, "_appear", appear_or_stop)
    monkeypatch.setattr(reporting, "run_job", export)
    with pytest.raises(type(error)):
        reporting.report_month(world.settings, MARCH)
    told = capsys.readouterr().err
    assert "2 mapper nåede at blive skrevet og gælder som sendt" in told
    assert "  657 2024-03 001\n  661 2024-03 001\n" in told
    assert "740" not in told


def test_one_that_never_began_says_that_nothing_was_sent(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    world.export("2024-02")
    monkeypatch.setattr(reporting, "run_job", die_at(0, print))
    with pytest.raises(BaseException):  # noqa: B017, PT011 - what the killing raises
        reporting.report_month(world.settings, MARCH)
    assert "intet er sendt" in capsys.readouterr().err
