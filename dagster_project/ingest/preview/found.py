"""What looking at deliveries found: words and counts. No value of a row but codes and the months it lies in."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class BrokenRule:
    """Rows looked at that would go to quarantine by one rule and column."""

    regel: str
    kolonne: str
    raekker: int
    andel: float
    """Of the rows looked at, 0-1."""


@dataclass(frozen=True)
class UnknownCode:
    """A code that no list has."""

    kolonne: str
    kode: str
    antal: int
    """Rows; of week columns weeks."""


WEEKS = "uge"
"""What the period of a register with week columns is told by: all of its columns, however few rows are looked at."""


@dataclass(frozen=True)
class Period:
    """The months (years, weeks) of the first and the last row looked at."""

    kolonne: str
    fra: str
    til: str


@dataclass(frozen=True)
class FoundFile:
    """One data file."""

    fil: str
    raekker: int | None = None
    """Data rows; None when the file cannot be read."""
    set: int = 0
    """Rows looked at."""
    fejl: tuple[str, ...] = ()
    """What would refuse the delivery."""
    noter: tuple[str, ...] = ()
    regler: tuple[BrokenRule, ...] = ()
    ukendte_koder: tuple[UnknownCode, ...] = ()
    """Most frequent first within a column."""
    periode: Period | None = None
    kolonner: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Missing columns with the lines of the mapping that would find each of them in the file."""

    @property
    def i_karantaene(self) -> int:
        """Rows looked at that would go to quarantine."""
        return sum(rule.raekker for rule in self.regler)


@dataclass(frozen=True)
class FoundDelivery:
    """One delivery."""

    register: str
    leverance: date
    fejl: tuple[str, ...]
    """What would refuse it whatever its files hold."""
    noter: tuple[str, ...]
    filer: tuple[FoundFile, ...]
    kilder: tuple[str, ...] = ()
    """Lines to paste into the mapping (`VEJE_KILDER`)."""

    @property
    def afvises(self) -> bool:
        """Whether a run would refuse it."""
        return bool(self.fejl) or any(file.fejl for file in self.filer)
