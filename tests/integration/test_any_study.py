"""A small study of a stranger, from delivered files to what is published: however odd it is, it ends there.

One here, for a run costs half a minute of the processor; `make worlds` has the other named ones and a hundred drawn.
"""

from datetime import date
from pathlib import Path

import pytest

from dagster_project.errors import ConfigurationError
from tests.lib.any_study import judge
from tests.lib.named_studies import NAMED
from tests.lib.small_world import Country
from tests.lib.workshop import Workshop

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("smaa_studier"),
    # A run in the process of the tests meets the warnings of every library that it goes through.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

HERE = ("to med tilkendelse, ingen medicin",)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop.in_folder(Path(tmp_path_factory.mktemp("vaerksted")))


@pytest.mark.parametrize("name", HERE)
def test_an_odd_study_is_published(workshop: Workshop, name: str) -> None:
    assert judge(workshop, NAMED[name]).stopped_by == ()


def test_a_period_in_the_future_is_an_error_of_the_study_file(workshop: Workshop) -> None:
    far = date(2090, 1, 1)
    workshop.lay_out(Country(3, date(2008, 1, 1), date(2008, 1, 31), ("657",), (5,), 260), {"periode": [far, far]})
    with pytest.raises(ConfigurationError, match="i fremtiden"):
        workshop.run()
