"""The words a register is declared in: frozen dataclasses, no behaviour.

A declaration is the one place that says what a column is called, holds and may hold. Reading, checking, storing and
documenting follow from it.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column holds, and so how its text is parsed and stored."""

    PNR = "pnr"
    """The person of the row: ten digits that are a date, or a pseudonym (rule `pnr_format`); stored as `person_id`."""
    RELATIVE = "slaegtning"
    """Another person's number: stored as an id of the same name, malformed reads as none."""
    DATE = "dato"
    INTEGER = "heltal"
    DECIMAL = "decimaltal"
    CODE = "kode"
    TEXT = "tekst"


class Presence(StrEnum):
    """Whether a delivery must have the column, and each row its cell."""

    CELL = "celle"
    """The column must be there, and no cell may be empty."""
    COLUMN = "kolonne"
    """The column must be there, cells may be empty."""
    OPTIONAL = "valgfri"
    """The column may be absent."""


@dataclass(frozen=True)
class CodeList:
    """A code list file (`data/seed/kodelister/<name>.csv`) and the column of it that holds the codes."""

    name: str
    column: str


@dataclass(frozen=True)
class Column:
    """One column of a register as the delivery names it."""

    name: str
    kind: Kind
    text: str
    """What it holds, in Danish, for the documentation."""
    presence: Presence = Presence.CELL
    key: bool = False
    """Part of the natural key: an empty cell is `noegle_mangler`, unless `empty_as` says what it means."""
    empty_as: int | None = None
    """What an empty cell, or a delivery without the column, means (a whole number)."""
    allowed: tuple[str, ...] | None = None
    """The only codes that are known (`kode_ukendt` otherwise)."""
    pattern: str | None = None
    """The form of a code, as a regular expression (`kode_ukendt` otherwise)."""
    repair: CodeList | None = None
    """The list whose codes get their lost zeros back."""
    must_be_listed: bool = False
    """Codes outside `repair` are `kode_ukendt`."""
    extra_codes: tuple[str, ...] = ()
    """Known besides the list."""
    unknown: tuple[str, ...] = ()
    """Codes that say that nobody knows: stored as an empty cell."""
    low: float | None = None
    high: float | None = None
    """The closed range of a number (`vaerdi_omraade` otherwise)."""
    up_to_delivery_year: bool = False
    """The year of the delivery is the upper bound."""
    not_zero: bool = False

    @property
    def stored_as(self) -> str:
        """Name of the column in `raa`."""
        return "person_id" if self.kind is Kind.PNR else self.name.lower()


@dataclass(frozen=True)
class DateOrder:
    """``later`` may not lie before ``earlier`` (`dato_umulig`)."""

    earlier: str
    later: str


@dataclass(frozen=True)
class ConditionalCode:
    """``column`` must hold one of ``allowed`` in rows where ``when`` equals ``value`` (`kode_ukendt` otherwise)."""

    column: str
    when: str
    value: str
    allowed: tuple[str, ...]


class Versions(StrEnum):
    """How later rows take the place of earlier ones."""

    BY_KEY = "noegle"
    BY_MONTH = "maaned"


@dataclass(frozen=True)
class RegisterSpec:
    """One register: its columns, checks between columns, and how versions follow each other."""

    name: str
    title: str
    description: str
    """What it is, in Danish, for the documentation."""
    columns: tuple[Column, ...]
    date_orders: tuple[DateOrder, ...] = ()
    conditional_codes: tuple[ConditionalCode, ...] = ()
    versions: Versions = Versions.BY_KEY
    month_of: str | None = None
    """The date whose calendar months a delivery replaces (``BY_MONTH``)."""
    weeks: CodeList | None = None
    """The list of the codes in week columns, for a register that has them."""
    dated_by: str | None = None
    """The date or year that tells which period the rows cover; None where the week columns do."""
    ignored: str | None = None
    """Columns that belong to the register but are not read (regular expression): not reported as surplus."""

    @property
    def keys(self) -> tuple[Column, ...]:
        """Columns of the natural key."""
        return tuple(column for column in self.columns if column.key)

    def column(self, name: str) -> Column:
        """The column of that (upper-case) name."""
        return next(column for column in self.columns if column.name == name)
