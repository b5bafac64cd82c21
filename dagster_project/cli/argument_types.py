"""What the words of the command line may be: days, months, numbers."""

import argparse
import re
from datetime import date


def iso_date(text: str) -> date:
    """A day as people write it; an error otherwise."""
    # Python also takes week dates (2026-W13-1).
    try:
        if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"'{text}' er ikke en dato (ÅÅÅÅ-MM-DD)")


def count(text: str) -> int:
    """A whole number from 0; an error otherwise."""
    if re.fullmatch("[0-9]{1,18}", text):
        return int(text)
    raise argparse.ArgumentTypeError(f"'{text}' er ikke et helt tal fra 0")


def month(text: str) -> str:
    """A month as ÅÅÅÅ-MM; an error otherwise."""
    try:
        if len(text) == 7:
            date.fromisoformat(f"{text}-01")
            return text
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"'{text}' er ikke en måned (ÅÅÅÅ-MM)")
