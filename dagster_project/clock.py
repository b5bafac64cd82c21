"""Time is passed in, and its zone is named: the only place that asks the machine for it."""

from datetime import datetime
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """The current time in Denmark, aware."""
    return datetime.now(COPENHAGEN)
