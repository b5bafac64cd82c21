"""A small study of a stranger, from delivered files to what is published: however odd it is, it ends there.

A few here, for the first costs half a minute; `make worlds` has the other named ones and a hundred drawn.
"""

from datetime import date
from pathlib import Path

import pytest

from dagster_project.disclosure import control
from dagster_project.errors import ConfigurationError
from tests.lib.any_study import judge
from tests.lib.named_studies import NAMED
from tests.lib.random_country import drawn
from tests.lib.small_world import Country
from tests.lib.workshop import Workshop

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("smaa_studier"),
    # A run in the process of the tests meets the warnings of every library that it goes through.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

# Two with a pension in one municipality and six groups wished for; one day of two municipalities without medicine.
DRAWN = (8, 3)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop.in_folder(Path(tmp_path_factory.mktemp("vaerksted")))


@pytest.mark.parametrize("number", DRAWN)
def test_a_drawn_study_is_published_or_stopped_for_a_reason_of_its_data(workshop: Workshop, number: int) -> None:
    judge(workshop, drawn(number))


def test_a_release_that_cannot_be_verified_in_time_is_published_without_a_count(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gate does not pass it, and does not stop the study: what nobody could judge stays in the house."""
    monkeypatch.setattr(control, "ATTACK_SECONDS", 0.0)
    outcome = judge(workshop, NAMED["en uge pr. kvartal, min_celle 10"])
    assert (outcome.stopped_by, outcome.shown) == ((), 0)


def test_a_period_in_the_future_is_an_error_of_the_study_file(workshop: Workshop) -> None:
    far = date(2090, 1, 1)
    workshop.lay_out(Country(3, date(2008, 1, 1), date(2008, 1, 31), ("657",), (5,), 260), {"periode": [far, far]})
    with pytest.raises(ConfigurationError, match="i fremtiden"):
        workshop.run()
