"""Going back that is killed, and given again: one generation back, not two."""

import pytest

from dagster_project.publication import files, generations
from dagster_project.publication.files import current_generation, published_generations
from dagster_project.publication.generations import Generation, publish, roll_back
from dagster_project.settings import Settings
from tests.unit.publication.small_warehouse import fill_warehouse, run_at, small_study

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("audit_in_process")]

STUDY = small_study()


def published(settings: Settings, many: int) -> list[str]:
    """So many generations, the first to the last."""
    names = []
    for minute in range(many):
        fill_warehouse(settings, extra=minute)
        names.append(publish(settings, STUDY, run_at(minute)).name)
    return names


def killed(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("step", ["_as_published", "swap_in", "_withdraw_after", "mark"])
def test_killed_at_any_step_and_given_again_it_goes_back_one(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    names = published(settings, 3)
    with monkeypatch.context() as dying:
        dying.setattr(files if hasattr(files, step) else generations, step, killed)
        with pytest.raises(KeyboardInterrupt):
            roll_back(settings)
    assert roll_back(settings).name == names[1]
    assert current_generation(settings) == names[1]
    assert published_generations(settings) == names[:2]


def test_killed_while_it_is_shown_it_is_shown_when_it_is_given_again(settings: Settings) -> None:
    names, shown = published(settings, 3), []

    def show(generation: Generation) -> None:
        shown.append(generation.name)

    with pytest.raises(KeyboardInterrupt):
        roll_back(settings, killed)
    roll_back(settings, show)
    assert (shown, current_generation(settings)) == ([names[1]], names[1])
    assert roll_back(settings, show).name == names[0]


def test_a_run_after_it_was_broken_off_withdraws_what_was_left(settings: Settings) -> None:
    first, left = published(settings, 2)
    files.swap_in(settings, first)
    fill_warehouse(settings, extra=2)
    third = publish(settings, STUDY, run_at(2)).name
    assert published_generations(settings) == [first, third]
    assert roll_back(settings).name == first < left
