"""One export as a pure step: what the register says now, what was sent, and what therefore is to be written."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from dagster_project.indberetning.changes import find_changes
from dagster_project.indberetning.received.receipt_file import COVERED, CPR_LIKE
from dagster_project.indberetning.rules.facts import Inputs, add_facts, build_events
from dagster_project.indberetning.rules.lists import CodeLists
from dagster_project.indberetning.rules.table import judge, stopped_ids
from dagster_project.indberetning.sent.identity import UNKNOWN
from dagster_project.indberetning.sent.records import build_records

KEY = "indberetning_id"
Lookup = Callable[[pl.Series], pl.DataFrame]
"""From person ids to a frame (``person_id``, ``pnr``); persons without a PNR are left out."""


@dataclass(frozen=True)
class Sent:
    """``rows`` of `Archive`, and the ``cases`` of `read_cases`."""

    rows: pl.DataFrame
    cases: pl.DataFrame


@dataclass(frozen=True)
class Plan:
    """``changes`` to send and ``errors`` as they now stand, with the folder they belong to (``mappe``, ``maaned``).

    ``cases`` are the pairs (``indberetning_id``, ``sagsid``) of the records among the changes.
    """

    changes: pl.DataFrame
    errors: pl.DataFrame
    cases: pl.DataFrame


def make_plan(inputs: Inputs, lists: CodeLists, sent: Sent, lookup: Lookup, months: set[str]) -> Plan:
    """What the folders of ``months`` would hold now.

    Args:
        inputs: the tables of the generation.
        lists: code lists and rules.
        sent: what was sent, and about which cases.
        lookup: the vault.
        months: `YYYY-MM`; records that leave or enter these months are judged wherever they stand now.
    """
    history = build_events(inputs.decisions, lists)
    here = sent.rows.filter(pl.col("maaned").is_in(months))[KEY]
    events = history.filter(pl.col("maaned").is_in(months) | pl.col(KEY).is_in(here.implode()))
    facts = add_facts(with_cpr(events, lookup), history, inputs, lists)
    breaches = judge(facts, lists)
    records = build_records(facts)
    scope = pl.concat([here, events[KEY]]).unique()
    known = pl.concat([sent.cases, history.select(KEY, "sagsid")]).unique(KEY)
    mentioned = known.filter(pl.col("sagsid").is_in(inputs.decisions["sagsid"].implode()))[KEY]
    concerned = sent.rows.filter(pl.col(KEY).is_in(scope.implode()))
    changes = find_changes(records, stopped_ids(breaches), concerned, mentioned)
    placed = records.select(KEY, "maaned", "cpr", mappe=_folder_name())
    due = changes.filter(pl.col("maaned").is_in(months)).with_columns(mappe=pl.col("myndighed"))
    listed = breaches.join(placed, on=KEY).filter(pl.col("maaned").is_in(months))
    errors = listed.with_columns(_shown_case()).drop("cpr")
    return Plan(due, errors, records.select(KEY, "sagsid").join(due, on=KEY, how="semi"))


def with_cpr(events: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """``events`` with the column ``cpr``, NULL for a person that the vault does not know."""
    found = lookup(events["person_id"].unique().sort()).select("person_id", cpr="pnr").unique("person_id")
    return events.join(found, on="person_id", how="left")


def _shown_case() -> pl.Expr:
    """SAGSID as an error list may show it: one that is built on the person's own CPR number is covered."""
    sagsid = pl.col("sagsid")
    holds_cpr = sagsid.str.replace_all("[- ]", "").str.contains(pl.col("cpr"), literal=True)
    return pl.when(holds_cpr).then(sagsid.str.replace_all(CPR_LIKE, COVERED)).otherwise(sagsid)


def _folder_name() -> pl.Expr:
    return pl.when(pl.col("slags") == UNKNOWN).then(pl.lit(UNKNOWN)).otherwise(pl.col("myndighed"))
