"""Errors that end a run: each says what was expected, what was found, where, and what to do.

Nothing here may carry a value from a register row: messages reach logs and screens.
"""

from dataclasses import dataclass


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
    """A failure that nobody foresaw; carries the kind and place of the original error, never its text.

    ``trail`` are the lines of code that led to it, for those who ask with ``--debug``.
    """

    exit_code = 1
    trail = ""
