"""Measure a check: render and run its SQL, and turn the frame into measurements. Nothing is judged here.

A profile (`profiles/<trin>/<navn>.sql`, or `profiles/<navn>.sql` where two stages ask the same) gives one row per
subject: `emne`, `taeller`, `naevner`, and where the check has a unit of its own `maalt`; a column `fund` may name what
was found (cells, tables, codes: never a person).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dagster_project.gates.limits import Check
from dagster_project.interruption import is_asked
from dagster_project.registers import REGISTERS
from dagster_project.registers.spec import Versions
from dagster_project.registers.weeks import FIRST_WEEK
from dagster_project.words.tables import TABLES

PROFILES = Path(__file__).with_name("profiles")
_REPORT = "Meld det som en fejl i Veje med stedet i parentesen; det, som kontrollen skulle prøve, er ikke prøvet."


@dataclass(frozen=True)
class Measurement:
    """What one check measured on one subject; ``failure`` says why there is no measure.

    ``remedy`` says what to do where that is not what the check says: the failure is not of what it judges.

    ``maalt`` is None when the check does not apply (nothing to count) or when ``failure`` is set.
    """

    check: Check
    emne: str
    taeller: int | None = None
    naevner: int | None = None
    maalt: float | None = None
    fund: str = ""
    failure: str = ""
    remedy: str = ""

    @property
    def applies(self) -> bool:
        """False when there was nothing to count: neither passed nor failed."""
        return bool(self.failure) or self.maalt is not None


def measure(
    con: duckdb.DuckDBPyConnection, check: Check, absent: Mapping[str, str] = MappingProxyType({})
) -> list[Measurement]:
    """Run the profile of ``check``; a profile that fails or gives no row is one measurement with its ``failure``.

    The text of a database error may quote a value of a row, so only its kind is kept.

    Args:
        con: with the warehouse in use.
        check: a row of the limits.
        absent: inputs that could not be made, each with its cause: what reads one has failed for that cause, not for
            a fault of the tables that it would have judged.
    """
    profile = render_profile(check)
    for table, cause in absent.items():
        if re.search(rf"\b{table}\b", profile):
            return [Measurement(check, "", failure=f"grundlaget {table} kunne ikke dannes ({cause})", remedy=_REPORT)]
    try:
        cursor = con.execute(profile)
        names = [column[0] for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    except Exception as error:
        if is_asked():
            raise
        return [Measurement(check, "", failure=f"profilen kunne ikke beregnes ({type(error).__name__})")]
    if not rows:
        return [Measurement(check, "", failure="profilen gav ingen rækker")]
    return [_measurement(check, row) for row in rows]


def render_profile(check: Check) -> str:
    """The SQL of a check: its stage's own profile, else the one that it shares with another stage's check."""
    template = _templates().select_template([f"{check.trin}/{check.navn}.sql", f"{check.navn}.sql"])
    return template.render(parameter=check.parameter, trin=check.trin)


def _measurement(check: Check, row: dict[str, Any]) -> Measurement:
    emne, fund = row["emne"] or "", row.get("fund") or ""
    taeller, naevner = _whole(row["taeller"]), _whole(row["naevner"])
    if taeller is None:
        return Measurement(check, emne, naevner=naevner, fund=fund, failure="tælleren mangler")
    if naevner == 0 and taeller == 0:
        return Measurement(check, emne, taeller, naevner)
    maalt = _measured(check, row, taeller, naevner)
    failure = "" if maalt is not None else "målingen mangler"
    return Measurement(check, emne, taeller, naevner, maalt, fund, failure)


def _measured(check: Check, row: dict[str, Any], taeller: int, naevner: int | None) -> float | None:
    if check.enhed == "vaerdi":
        return None if row["maalt"] is None else float(row["maalt"])
    if check.enhed == "antal":
        return float(taeller)
    return 100.0 * taeller / naevner if naevner else None


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


MOST_NAMED = 20
"""How many codes a message names, the most frequent first."""

# From ``koder (kode, ukendt, antal)``: how many rows have an unknown code, of how many, and which codes.
_BY_FREQUENCY = """
select
    '' as emne,
    (select coalesce(sum(antal) filter (ukendt), 0) from koder) as taeller,
    (select coalesce(sum(antal), 0) from koder) as naevner,
    (
        select string_agg({{ safe('kode') }} || ' (' || antal || ' {{ unit }})', ', ' order by antal desc, kode)
        from (select * from koder where ukendt order by antal desc, kode limit {{ most_named }})
    ) as fund
"""


def _safe(column: str) -> str:
    """SQL for a code as it may be named: whatever its form, but never a person's number, and not a whole text."""
    bare = f"regexp_replace({column}, '[ .-]', '', 'g')"
    return f"case when regexp_matches({bare}, '[0-9]{{9}}') then '(et langt tal)' else left({column}, 20) end"


@cache
def _templates() -> Environment:
    # SQL, not HTML: nothing from outside is rendered, the globals are declarations of this package.
    environment = Environment(loader=FileSystemLoader(PROFILES), undefined=StrictUndefined, autoescape=False)  # noqa: S701
    named = environment.from_string(_BY_FREQUENCY)
    environment.globals.update(
        safe=_safe,
        most_named=MOST_NAMED,
        named_by_frequency=lambda unit: named.render(unit=unit, safe=_safe, most_named=MOST_NAMED),
    )
    environment.globals.update(
        registers=REGISTERS, by_key=Versions.BY_KEY, tables=TABLES, first_week=FIRST_WEEK.isoformat()
    )
    return environment
