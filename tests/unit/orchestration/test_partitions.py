"""The months that can be reported."""

from datetime import datetime, timedelta

import pytest

from dagster_project import clock
from dagster_project.orchestration.partitions import REPORTING_MONTHS


@pytest.mark.parametrize("month", ["1980-01", "1998-07", "2002-12", "2003-01", "2012-12", "2026-03"])
def test_any_month_can_be_reported_however_old(month: str) -> None:
    assert REPORTING_MONTHS.has_partition_key(month)


def test_the_current_month_is_the_last() -> None:
    now = clock.now()
    following = datetime(now.year, now.month, 28, tzinfo=now.tzinfo) + timedelta(days=7)
    assert REPORTING_MONTHS.has_partition_key(now.strftime("%Y-%m"))
    assert not REPORTING_MONTHS.has_partition_key(following.strftime("%Y-%m"))
