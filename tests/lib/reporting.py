"""Small registers of decisions, and what the reporting makes of them. Everybody here is invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

from dagster_project.clock import COPENHAGEN
from dagster_project.indberetning.export import Run, due_months, export_months
from dagster_project.indberetning.outcomes import ExportReport, TakenConfirmations
from dagster_project.indberetning.plan import Ground, with_cpr
from dagster_project.indberetning.received.confirmation_file import parse_confirmations
from dagster_project.indberetning.received.confirming import Given, leave_confirmation, take_file
from dagster_project.indberetning.received.received_file import ReceivedFile
from dagster_project.indberetning.rules.facts import add_facts, build_events
from dagster_project.indberetning.rules.inputs import (
    COURSE_COLUMNS,
    DECISION_COLUMNS,
    INCOME_COLUMNS,
    PENSION_COLUMNS,
    WEEK_COLUMNS,
    Inputs,
)
from dagster_project.indberetning.rules.lists import CodeLists, load_code_lists
from dagster_project.indberetning.rules.table import judge
from dagster_project.indberetning.sent.archive import read_archive
from dagster_project.indberetning.sent.layouts import LAYOUTS, Layout
from dagster_project.indberetning.sent.records import build_records
from dagster_project.settings import Settings, load_settings

Values = dict[str, Any]

GRANT: Values = {
    "sagsid": "S1",
    "person_id": "p1",
    "bopkom": "661",
    "myndighed": "661",
    "afgoerelse": "T",
    "afgdato": "2024-03-15",
    "paabdato": "2024-02-01",
    "rehabteam_dato": "2024-01-25",
    "rehabteam_indstilling": "T",
    "moedetilbud_dato": "2024-02-10",
    "lovgrundlag": "18_DOK",
    "anledning": "borger",
    "havde_ftp": "N",
    "diag1": "DF20.0",
    "foed_dag": "1970-05-17",
    "ansdato": "2024-01-15",
    "sagsbehandler": "Team Øst",
    "ressourceforloeb": "N",
    "leverance": "2040-01-01",
    "afgnr": 1,
}
"""A grant that no rule has anything to say about."""

REFUSAL = GRANT | {"afgoerelse": "A", "rehabteam_indstilling": "A", "arbejdsfunktioner": "kontorarbejde 15 timer"}
TAKEN_AWAY = GRANT | {"afgoerelse": "F", "lovgrundlag": "44", "havde_ftp": "J", "samtykke": "J"}
TAKEN_AWAY |= {"saerlige_omstaendigheder": "J"}
RESTING = GRANT | {"afgoerelse": "H", "lovgrundlag": "43A", "havde_ftp": "J"}
RESUMED = RESTING | {"afgoerelse": "G"}
WITHDRAWN = RESTING | {"afgoerelse": "N"}
EARLIER_GRANT = GRANT | {"sagsid": "FOER_T", "afgdato": "2010-02-01", "paabdato": "2010-01-05"}
EARLIER_REST = RESTING | {"sagsid": "FOER_H", "afgdato": "2015-02-01", "paabdato": "2015-01-05"}


@dataclass
class World:
    """A register, a vault, and a home to report from."""

    home: Path
    cases: dict[str, Values] = field(default_factory=dict)
    """By SAGSID, with `/<AFGNR>` behind it from the second decision of a case on."""
    courses: list[Values] = field(default_factory=list)
    incomes: list[Values] = field(default_factory=list)
    pensions: list[Values] = field(default_factory=list)
    weeks: list[Values] = field(default_factory=list)
    pnr: dict[str, str] = field(default_factory=lambda: {f"p{n}": f"{n:02d}0170123{n % 10}" for n in range(1, 29)})

    layouts: Mapping[int, Layout] = field(default_factory=lambda: LAYOUTS)

    @property
    def settings(self) -> Settings:
        return load_settings({"VEJE_HOME": str(self.home)})

    @property
    def root(self) -> Path:
        return self.settings.reporting_dir

    def put(self, values: Values, **overrides: Any) -> None:
        """Deliver a row: a later one of the same SAGSID and AFGNR takes its place."""
        row = values | overrides
        number = row.get("afgnr") or 1
        self.cases[row["sagsid"] if number == 1 else f"{row['sagsid']}/{number}"] = row

    def correct(self, key: str, **overrides: Any) -> None:
        self.cases[key] = self.cases[key] | overrides

    @property
    def inputs(self) -> Inputs:
        return make_inputs(list(self.cases.values()), self.courses, self.incomes, self.pensions, self.weeks)

    def export(self, *months: str, at: str = "2024-04-05T06:00") -> ExportReport:
        """One export of the months from the register as it stands."""
        return export_months(self.settings, self._run(at), set(months))

    def confirm(
        self, sagsid: str, *rules: str, afgnr: int = 1, at: str = "2024-04-06T09:00", reason: str = "prøvet igen"
    ) -> TakenConfirmations:
        """Somebody stands by the decision; nothing is asked of whom."""
        given = Given(sagsid, afgnr, rules, "ABC", reason)
        file = leave_confirmation(self.settings, given, now=moment(at))
        return self.take(parse_confirmations(file.name, file.read_bytes()), at)

    def take(self, file: ReceivedFile, at: str) -> TakenConfirmations:
        """Take one file of confirmations in."""
        return take_file(self.root, file, Ground(self.inputs, code_lists(), self.lookup), moment(at))

    def look_daily(self, at: str) -> ExportReport:
        run = self._run(at)
        months = due_months(read_archive(self.root, self.layouts), run.inputs, load_code_lists(self.settings), run.now)
        return export_months(self.settings, run, months)

    def lookup(self, person_ids: pl.Series) -> pl.DataFrame:
        known = [person for person in person_ids if person in self.pnr]
        return pl.DataFrame(
            {"person_id": known, "pnr": [self.pnr[person] for person in known]},
            schema={"person_id": pl.String, "pnr": pl.String},
        )

    def _run(self, at: str) -> Run:
        return Run("20240401-1", self.inputs, moment(at), self.lookup, layouts=self.layouts)

    def sent(self, *columns: str) -> list[tuple[Any, ...]]:
        """Rows of all reporting files, by id, version."""
        rows = read_archive(self.root, self.layouts).rows.sort("indberetning_id", "version")
        return rows.select(columns or ("maaned", "version", "haendelse")).rows()


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COPENHAGEN)


def make_inputs(
    decisions: list[Values],
    courses: list[Values] | None = None,
    incomes: list[Values] | None = None,
    pensions: list[Values] | None = None,
    weeks: list[Values] | None = None,
) -> Inputs:
    """The tables of a basis; dates may be ISO texts."""
    return Inputs(
        _frame(decisions, DECISION_COLUMNS),
        _frame(courses, COURSE_COLUMNS),
        _frame(incomes, INCOME_COLUMNS),
        _frame(pensions, PENSION_COLUMNS),
        _frame(weeks, WEEK_COLUMNS),
    )


def _frame(rows: list[Values] | None, columns: Mapping[str, Any]) -> pl.DataFrame:
    typed = [{c: _typed(kind, row.get(c)) for c, kind in columns.items()} for row in rows or []]
    return pl.DataFrame(typed, schema=dict(columns))


def _typed(kind: Any, value: Any) -> Any:
    return date.fromisoformat(value) if kind is pl.Date and isinstance(value, str) else value


@cache
def code_lists() -> CodeLists:
    """The project's own lists."""
    return load_code_lists(load_settings({}))


def facts_of(inputs: Inputs, lists: CodeLists, pnr: dict[str, str] | None = None) -> pl.DataFrame:
    events = build_events(inputs.decisions, lists)
    numbers = dict.fromkeys(events["person_id"], "0101701234") if pnr is None else pnr
    found = pl.DataFrame(
        {"person_id": list(numbers), "pnr": list(numbers.values())}, schema={"person_id": pl.String, "pnr": pl.String}
    )
    return add_facts(with_cpr(events, lambda _ids: found), events, inputs, lists)


def breaches_of(decision: Values, earlier: list[Values] | None = None, **tables: Any) -> pl.DataFrame:
    """What ``decision`` breaks, in a register that also holds ``earlier``."""
    lists, pnr = code_lists(), tables.pop("pnr", None)
    inputs = make_inputs([decision, *(earlier or [])], **tables)
    facts = facts_of(inputs, lists, pnr)
    mine = facts.filter((pl.col("sagsid") == decision["sagsid"]) & (pl.col("afgnr") == (decision.get("afgnr") or 1)))
    return judge(mine, lists)


def broken_rules(decision: Values, earlier: list[Values] | None = None, **tables: Any) -> dict[str, str]:
    """The rules that ``decision`` breaks, with the severest severity of each."""
    order = ["fejl", "bekraeft", "advarsel"]
    found: dict[str, str] = {}
    for rule, severity in breaches_of(decision, earlier, **tables).select("regel", "alvor").iter_rows():
        found[rule] = min(severity, found.get(rule, severity), key=order.index)
    return found


def record_of(decision: Values, earlier: list[Values] | None = None, **tables: Any) -> Values:
    """The record of one decision."""
    facts = facts_of(make_inputs([decision, *(earlier or [])], **tables), code_lists())
    mine = facts.filter(pl.col("sagsid") == decision["sagsid"])
    return build_records(mine).row(0, named=True)
