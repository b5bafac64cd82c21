"""Errors that end a run: each says what was expected, what was found, where, and what to do.

Nothing here may carry a value from a register row: messages reach logs and screens.
"""

import traceback
from dataclasses import dataclass
from pathlib import Path

_OURS = str(Path(__file__).parent)


@dataclass
class VejeError(Exception):
    """Base of every error that is shown without a traceback.

    ``expected``, ``found``, ``where`` and ``remedy`` are shown to the user in Danish, one line each.
    """

    expected: str
    found: str
    where: str
    remedy: str

    exit_code = 1

    def __str__(self) -> str:
        return f"Forventet: {self.expected}\nFundet:    {self.found}\nHvor:      {self.where}\nGør:       {self.remedy}"


class ConfigurationError(VejeError):
    """Wrong usage, environment or study file."""

    exit_code = 2


class GateStopped(VejeError):
    """A gate stopped the run."""

    exit_code = 3


class DeliveryRefused(VejeError):
    """A delivery was refused, or a register has no good delivery."""

    exit_code = 4


class WarehouseBusy(VejeError):
    """Another process holds the warehouse, and the bounded wait is over."""

    exit_code = 1


class UnexpectedFailure(VejeError):
    """A failure that nobody foresaw; carries the kind and place of the original error (`kind_and_place`).

    ``trail`` are the lines of code that led to it, for those who ask with ``--debug``.
    """

    exit_code = 1
    trail = ""


def kind_and_place(error: BaseException) -> tuple[str, str]:
    """What may be told of an error that is not ours: its kind, and where; its text may quote a row.

    Returns:
        The name of its class, and the innermost line of our code that it went through, as ``file.py:12``.
    """
    frames = traceback.extract_tb(error.__traceback__)
    place = next((frame for frame in reversed(frames) if frame.filename.startswith(_OURS)), frames[-1])
    return type(error).__name__, f"{Path(place.filename).name}:{place.lineno}"
