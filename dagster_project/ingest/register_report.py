"""What taking a register in tells the caller: verdicts, counts, things to say. No cell of a row."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from dagster_project.ingest.door.delivery import JudgedDelivery, Status
from dagster_project.registers.spec import RegisterSpec

# A register without a good delivery has no account: sums of nothing are NULL.
_ACCOUNT = """
SELECT coalesce(sum(raekker_i_fil), 0)::BIGINT, coalesce(sum(accepteret), 0)::BIGINT,
       coalesce(sum(dubletter), 0)::BIGINT, coalesce(sum(erstattet), 0)::BIGINT, coalesce(sum(udeladt), 0)::BIGINT
FROM kvalitet.raekkeregnskab WHERE register = ?
"""
_BROKEN_RULES = "SELECT regel, count(*) FROM kvalitet.karantaene WHERE register = ? GROUP BY ALL ORDER BY ALL"


@dataclass(frozen=True)
class RegisterReport:
    """One register after ingestion."""

    register: str
    verdicts: tuple[JudgedDelivery, ...]
    rows: int
    """Rows in the files of all good deliveries."""
    accepted: int
    duplicates: int
    superseded: int
    left_out: int
    """Rows that are not of the register (``uden_for``)."""
    quarantined: dict[str, int]
    """Rows in quarantine by rule."""
    read: tuple[date, ...]
    """Deliveries that were read in this run; the other good ones were known already."""
    messages: tuple[str, ...]
    """Danish lines: deliveries that are refused, gone or changed, things in the folder that are no delivery."""

    @property
    def refused(self) -> tuple[JudgedDelivery, ...]:
        """Deliveries that were refused: the run ends with 4."""
        return tuple(one for one in self.verdicts if one.status is Status.REFUSED)

    def metadata(self) -> dict[str, Any]:
        """The counts by Danish name, for the event log: numbers, dates and reasons only."""
        return {
            "rækker i filer": self.rows,
            "accepteret": self.accepted,
            "dubletter": self.duplicates,
            "erstattet": self.superseded,
            "karantæne": dict(self.quarantined),
            "udeladt": self.left_out,
            "leverancer": {one.leverance.isoformat(): one.status.value for one in self.verdicts},
            "læst i denne kørsel": [day.isoformat() for day in self.read],
            "bemærkninger": list(self.messages),
        }


def summarise(  # noqa: PLR0913 - the parts of the report
    con: duckdb.DuckDBPyConnection,
    spec: RegisterSpec,
    verdicts: list[JudgedDelivery],
    *,
    read: list[date],
    changed: list[date],
    gone: list[date],
    strays: list[str],
) -> RegisterReport:
    """Put the report together from what was done and what the accounts say."""
    rows, accepted, duplicates, superseded, left_out = con.execute(_ACCOUNT, [spec.name]).fetchall()[0]
    rules = dict(con.execute(_BROKEN_RULES, [spec.name]).fetchall())
    messages = tuple(_messages(spec.name, verdicts, changed, gone, strays))
    return RegisterReport(
        spec.name,
        tuple(verdicts),
        rows,
        accepted,
        duplicates,
        superseded,
        left_out,
        rules,
        tuple(read),
        messages,
    )


def _messages(
    register: str, verdicts: list[JudgedDelivery], changed: list[date], gone: list[date], strays: list[str]
) -> Iterator[str]:
    refused = (one for one in verdicts if one.status is Status.REFUSED)
    yield from (f"{register} {one.leverance}: afvist, {'; '.join(one.reasons)}" for one in refused)
    yield from (f"{register} {day}: leverancen er væk; dens rækker gælder ikke længere" for day in gone)
    yield from (f"{register} {day}: leverancen er ændret, siden den blev indlæst" for day in changed)
    for name in strays:
        yield f"{register}: {name} er ingen leverance (mappens navn skal være en dato ÅÅÅÅ-MM-DD)"


@dataclass(frozen=True)
class RegisterState:
    """What the exit code and the decision to publish depend on, for all registers."""

    without_good: tuple[str, ...]
    """Registers with no good delivery: nothing is published, exit code 4."""
    refused: tuple[tuple[str, date, str], ...]
    """Refused deliveries (register, leverance, grund): exit code 4, but the run goes on."""

    @property
    def may_publish(self) -> bool:
        """Every register has a good delivery."""
        return not self.without_good

    @property
    def exit_code(self) -> int:
        """4 when a delivery was refused or a register has none, else 0."""
        return 4 if self.without_good or self.refused else 0


def register_state(con: duckdb.DuckDBPyConnection, registers: tuple[str, ...]) -> RegisterState:
    """The state of ``registers`` as the last ingestion left it in `kvalitet.leverance`."""
    rows = con.execute(
        "SELECT register, leverance, status, grund FROM kvalitet.leverance ORDER BY register, leverance"
    ).fetchall()
    good = {register for register, _, status, _ in rows if Status(status).is_good}
    return RegisterState(
        tuple(register for register in registers if register not in good),
        tuple((register, day, reason) for register, day, status, reason in rows if status == Status.REFUSED),
    )
