"""The released tables of a published file, and what tells a suppressed figure from one that does not exist."""

from dataclasses import dataclass
from functools import cached_property

import duckdb
import polars as pl

SHOWN = "vist"
STATUS = "status"

_TABLES = """
SELECT table_name, coalesce(comment, '') FROM duckdb_tables()
WHERE database_name = current_database() AND schema_name = 'frigivelse' ORDER BY ALL
"""
_COLUMNS = """
SELECT column_name, coalesce(comment, '') FROM duckdb_columns()
WHERE database_name = current_database() AND schema_name = 'frigivelse' AND table_name = ? ORDER BY column_index
"""


@dataclass(frozen=True)
class Released:
    """One table of ``frigivelse``.

    Attributes:
        name: of the table.
        text: what it is, in Danish; may be empty.
        columns: name -> what it is, in the order of the table.
        rows: as stored.
    """

    name: str
    text: str
    columns: dict[str, str]
    rows: pl.DataFrame

    @cached_property
    def figures(self) -> list[str]:
        """Columns that hold figures: what can be suppressed."""
        numeric = (pl.Float64, pl.Int64, pl.Int32, pl.Boolean, pl.Date)
        return [name for name, kind in self.rows.schema.items() if kind in numeric and name not in self.keys]

    @cached_property
    def keys(self) -> list[str]:
        """Columns that say which row it is: words, and the whole numbers that order them."""
        words = [name for name, kind in self.rows.schema.items() if kind == pl.String and name != STATUS]
        numbers = [name for name, kind in self.rows.schema.items() if kind == pl.Int32]
        chosen = [*words, *numbers]
        for name in self.rows.columns:
            if not self.rows.select(chosen).is_duplicated().any():
                break
            chosen += [] if name in chosen or name == STATUS else [name]
        return [name for name in self.rows.columns if name in chosen]

    def suppressed(self, column: str) -> pl.Series:
        """Whether each figure of a column is hidden: empty in a row that says so. Empty elsewhere there is none."""
        if STATUS not in self.rows.columns:
            return pl.repeat(value=False, n=self.rows.height, eager=True)
        return self.rows.select(pl.col(column).is_null() & (pl.col(STATUS) != SHOWN)).to_series()


def read_released(con: duckdb.DuckDBPyConnection) -> list[Released]:
    """Every table of the schema ``frigivelse`` of the current database, by name.

    Args:
        con: an open published file.
    """
    return [
        Released(
            name,
            text,
            dict(con.execute(_COLUMNS, [name]).fetchall()),
            con.execute(f'SELECT * FROM frigivelse."{name}" ORDER BY rowid').pl(),
        )
        for name, text in con.execute(_TABLES).fetchall()
    ]
