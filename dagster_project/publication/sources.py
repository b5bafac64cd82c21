"""Which columns came from another name, a file's path or a constant: what the mapping of suppliers' names did."""

from dataclasses import asdict, dataclass
from typing import Any

import duckdb

_MAPPED = """
SELECT register, kolonne, kilde, count(DISTINCT (leverance, fil))::BIGINT AS filer
FROM {kvalitet}.kilde WHERE upper(kilde) <> kolonne AND kolonne <> 'y_ÅÅUU'
GROUP BY register, kolonne, kilde ORDER BY register, kolonne, filer DESC, kilde
"""


@dataclass(frozen=True)
class MappedSource:
    """A declared column of a register, and what it was taken from in so many files."""

    register: str
    kolonne: str
    kilde: str
    filer: int


def mapped_sources(con: duckdb.DuckDBPyConnection, schema: str = "kvalitet") -> list[MappedSource]:
    """What `kvalitet.kilde` says besides the registers' own names; none where a run has no such table.

    Args:
        con: warehouse or published file.
        schema: where the table is, with the name of the database in front if it is not the one in use.
    """
    try:
        return [MappedSource(*row) for row in con.execute(_MAPPED.format(kvalitet=schema)).fetchall()]
    except duckdb.CatalogException:
        return []


def as_told(sources: list[MappedSource]) -> list[dict[str, Any]]:
    """For the manifest of a generation."""
    return [asdict(one) for one in sources]
