"""The words of a mapping: frozen, hashable by content, without behaviour of their own."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class DateForm(StrEnum):
    """Forms of dates that cannot be told apart from others by looking, and so must be declared."""

    YYMMDD = "YYMMDD"
    """Two-digit year: 30 and above is 19YY. Lost zeros are repaired, since extracts hold it as a number."""
    YYYYMM = "YYYYMM"
    """The first day of the month."""
    YYYYMM_ULTIMO = "YYYYMM_ULTIMO"
    """The last day of the month."""
    YEAR_END = "AAR_ULTIMO"
    """31 December of a year: what a status at the turn of the year is dated."""
    YEAR_START = "AAR_PRIMO"
    """1 January of a year."""


@dataclass(frozen=True)
class Origin:
    """One place that a declared column may come from, and what is done to its cells before the rules see them.

    Exactly one of ``kolonne``, ``fra_navn`` and ``konstant`` is set. A cell is trimmed, emptied when it is one of
    ``tom``, replaced when ``vaerdier`` or ``koder`` know it, read by ``form``, multiplied by ``faktor``.
    """

    kolonne: str | None = None
    """The delivered name, upper case."""
    fra_navn: str | None = None
    """A named group of ``filer``, or the key of a folder `key=value`."""
    konstant: str | None = None
    """The same text in every row; empty is an empty cell."""
    form: DateForm | None = None
    faktor: float | None = None
    tom: tuple[str, ...] = ()
    koder: tuple[tuple[str, str], ...] = ()
    """Delivered text to what stands for it (``koder`` and ``vaerdier`` of the file alike)."""

    @property
    def is_plain(self) -> bool:
        """Nothing is done to the cells."""
        return self.form is None and self.faktor is None and not self.tom and not self.koder


@dataclass(frozen=True)
class Outside:
    """Rows that do not belong to the register: the delivered column equals one of the texts."""

    kolonne: str
    lig: tuple[str, ...]


@dataclass(frozen=True)
class RegisterMapping:
    """What a mapping says of one register; what it does not mention has the register's own name."""

    filer: str | None = None
    """Regular expression searched in the path of the file below the delivery; its named groups can be used."""
    tom: tuple[str, ...] = ()
    """Texts that are empty cells in every column but PNR."""
    kolonner: tuple[tuple[str, tuple[Origin, ...]], ...] = ()
    """By declared column: its sources, of which the first that the file has counts."""
    uden_for: Outside | None = None

    def sources(self, column: str) -> tuple[Origin, ...]:
        """Where the column may come from, best first."""
        return dict(self.kolonner).get(column, (Origin(kolonne=column),))


NO_MAPPING: Final = RegisterMapping()


@dataclass(frozen=True)
class Mapping:
    """A whole mapping file; a register that it does not mention has none."""

    registers: dict[str, RegisterMapping] = field(default_factory=dict)

    def of(self, register: str) -> RegisterMapping:
        """What is said of one register."""
        return self.registers.get(register, NO_MAPPING)
