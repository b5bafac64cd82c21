"""What a cell of a table counts, in the words of disclosure control: the same name is the same count, whatever table.

A name has four parts: family (what is told apart), pathway (``analysis:pathway``, empty for everybody), place
(geography), part (category; ``alle`` is the sum). Each may hold ``{tabel}``, ``{raekke}``, ``{kolonne}``,
``{kommune}`` of a table that there is one of for each municipality, and ``{foer_kolon}`` and ``{efter_kolon}`` of a
``kolonne`` that is two keys with a colon between them.
"""

from dataclasses import dataclass

ROLES = ("antal", "grundlag", "bag")
"""Numerator, denominator, and for what is no count (means, marks) the persons behind it."""


@dataclass(frozen=True)
class Count:
    """The name of what cells count in one role; ``row``, ``column``, ``statistic`` narrow the cells (empty: any)."""

    role: str
    name: tuple[str, str, str, str]
    row: str = ""
    column: str = ""
    statistic: str = ""


def one(  # noqa: PLR0913 - a name has four parts, and a cell three keys
    family: str,
    pathway: str = "",
    place: str = "",
    part: str = "alle",
    *,
    role: str = "antal",
    row: str = "",
    column: str = "",
    statistic: str = "",
) -> Count:
    """A count by its name."""
    return Count(role, (family, pathway, place, part), row, column, statistic)


def down(family: str) -> tuple[Count, ...]:
    """A table whose columns are places, and whose rows are the parts of a whole: column percent."""
    return (
        one(family, place="{kolonne}", part="{raekke}"),
        one(family, place="{kolonne}", role="grundlag"),
    )


def across(family: str) -> tuple[Count, ...]:
    """The same on its side: rows are places, columns are parts."""
    return (
        one(family, place="{raekke}", part="{kolonne}"),
        one(family, place="{raekke}", role="grundlag"),
    )
