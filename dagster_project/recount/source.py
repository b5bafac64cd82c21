"""What the recount reads: the study, the code lists, and the raw rows in force of those that the tables speak of.

Only here is SQL: it fetches columns and narrows rows, it counts nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import duckdb
import polars as pl

IN_FORCE = "status = 'accepteret'"
BLANK_STATE = "loenmodtager"


@dataclass(frozen=True)
class Source:
    """An open warehouse (in use) as frames."""

    con: duckdb.DuckDBPyConnection

    @cached_property
    def study(self) -> dict[str, Any]:
        """The row of `studie.studie`."""
        return self.read("SELECT * FROM studie.studie").row(0, named=True)

    @cached_property
    def municipalities(self) -> pl.DataFrame:
        """Case municipalities in the study's order: ``kommune``, ``noegle``."""
        return self.read("SELECT kommune, noegle FROM studie.kommune ORDER BY raekkefoelge")

    @property
    def period(self) -> tuple[date, date]:
        """First and last day of the study's period."""
        return self.study["periode_fra"], self.study["periode_til"]

    @property
    def reference(self) -> date:
        """The index date of the comparison groups."""
        return self.study["oevrig_referencedato"]  # type: ignore[no-any-return]

    @property
    def weeks(self) -> int:
        """Weeks of a sequence."""
        return int(self.study["kvartaler"] * self.study["uger_pr_kvartal"])

    def read(self, sql: str) -> pl.DataFrame:
        """The answer to a query."""
        return self.con.sql(sql).pl()

    def codes(self, name: str) -> pl.DataFrame:
        """A code list, every column as text, in the order of the file where it has one."""
        frame = self.read(f"SELECT * FROM kode.{name}").select(pl.all().cast(pl.String))
        return frame.sort(pl.col("raekkefoelge").cast(pl.Int64)) if "raekkefoelge" in frame.columns else frame

    @cached_property
    def successors(self) -> pl.DataFrame:
        """Every municipality code that was ever valid (``kom``) and the one that it is today (``nu``)."""
        last = self.codes("kommune").sort("gyldig_til", "gyldig_fra").unique("kom", keep="last")
        return last.select("kom", nu=pl.coalesce("ny_kode", "kom"))

    def as_today(self, rows: pl.DataFrame, column: str) -> pl.DataFrame:
        """``rows`` with each municipality of ``column`` as what it became; codes of no list (abroad) stay."""
        mapped = rows.join(self.successors, left_on=column, right_on="kom", how="left")
        return mapped.with_columns(pl.coalesce("nu", column).alias(column)).drop("nu")

    @cached_property
    def states(self) -> pl.DataFrame:
        """Every state of the study's alphabet: ``tilstand``, and its row in table 6.4 (``raekke``)."""
        alphabet = str(self.study["alfabet"])
        named = self.codes("tilstand").filter(pl.col("alfabet") == alphabet).select("tilstand", raekke="tabel_6_4")
        listed = self.codes("dream_ydelse").select(tilstand=alphabet).filter(pl.col("tilstand").is_not_null())
        blank = pl.DataFrame({"tilstand": [BLANK_STATE]})
        own = pl.concat([listed, blank]).unique().sort("tilstand").with_columns(raekke="tilstand")
        return pl.concat([named, own]).unique("tilstand", keep="first", maintain_order=True)

    def meaning(self, rows: pl.DataFrame, name: str, day: str, columns: Sequence[str]) -> pl.DataFrame:
        """``rows`` with ``columns`` of the list ``name``, as its code (a column of that name) was meant on ``day``.

        Rows whose code is in no list on that day are left out.
        """
        validity = pl.col("gyldig_fra", "gyldig_til").str.to_date()
        codes = self.codes(name).with_columns(validity).select(name, "gyldig_fra", "gyldig_til", *columns)
        valid = rows.join(codes, on=name).filter(pl.col(day).is_between("gyldig_fra", "gyldig_til"))
        return valid.drop("gyldig_fra", "gyldig_til")

    def register(self, name: str, columns: str, where: str = "true") -> pl.DataFrame:
        """Rows in force of a register."""
        return self.read(f"SELECT {columns} FROM raa.{name} WHERE {IN_FORCE} AND ({where})")

    def register_of(self, persons: pl.DataFrame, name: str, columns: str, where: str = "true") -> pl.DataFrame:
        """Rows in force of the persons in ``persons`` (``person_id``)."""
        wanted = persons.select("person_id").unique()
        self.con.register("genoptaelling_personer", wanted)
        try:
            return self.register(
                name, columns, f"({where}) AND person_id IN (SELECT person_id FROM genoptaelling_personer)"
            )
        finally:
            self.con.unregister("genoptaelling_personer")


def monday_of(day: pl.Expr) -> pl.Expr:
    """The Monday of a day's ISO week."""
    return day - pl.duration(days=day.dt.weekday().cast(pl.Int64) - 1)
