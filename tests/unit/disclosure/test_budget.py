"""Time is the processor's, shared by the rungs of the ladder."""

import pytest

from dagster_project.disclosure import budget as module
from dagster_project.disclosure.budget import UNLIMITED, Budget, OutOfTimeError


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(module, "process_time", lambda: now[0])
    return now


def test_what_is_left_falls_to_nothing_and_no_further(clock: list[float]) -> None:
    whole = Budget(5)
    assert whole.left == 5
    clock[0] = 104.0
    assert whole.left == 1
    assert whole.require() == 1
    clock[0] = 105.0
    assert whole.left == 0
    with pytest.raises(OutOfTimeError, match="spent"):
        whole.require()
    clock[0] = 106.0
    assert whole.left == 0


def test_a_share_is_no_more_than_what_is_left(clock: list[float]) -> None:
    whole = Budget(5)
    assert whole.share(3).left == 3
    assert whole.share(9).left == 5
    clock[0] = 103.0
    assert whole.share(3).left == 2
    assert UNLIMITED.share(7).left == 7
