"""One export as a pure step: what the register says now, what was sent, and what therefore is to be written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl

from dagster_project.indberetning.changes import (
    find_changes,
    find_held,
    known_of_cases,
    record_before,
    standing_of_cases,
)
from dagster_project.indberetning.rules.confirmed import NO_CONFIRMATIONS, with_confirmations
from dagster_project.indberetning.rules.facts import EVENT_CODES, Inputs, add_facts, build_events, build_undone
from dagster_project.indberetning.rules.lists import CodeLists
from dagster_project.indberetning.rules.table import CONFIRM, CONFIRMED, held_ids, judge
from dagster_project.indberetning.sent.errors import error_rows, folder_name
from dagster_project.indberetning.sent.identity import case_ids
from dagster_project.indberetning.sent.layouts import LAYOUTS, Layout, newest
from dagster_project.indberetning.sent.records import build_records

KEY = "indberetning_id"
REUSED = "R31"
Lookup = Callable[[pl.Series], pl.DataFrame]
"""From person ids to a frame (``person_id``, ``pnr``); persons without a PNR are left out."""


@dataclass(frozen=True)
class Ground:
    """What decisions are judged with: the tables of the basis, code lists and rules, and the vault."""

    inputs: Inputs
    lists: CodeLists
    lookup: Lookup


@dataclass(frozen=True)
class Sent:
    """``rows`` of `Archive`, the ``cases`` of `read_cases`, and the ``confirmations`` that count."""

    rows: pl.DataFrame
    cases: pl.DataFrame
    confirmations: pl.DataFrame = field(default_factory=lambda: NO_CONFIRMATIONS)


@dataclass(frozen=True)
class Judged:
    """Events with everything the rules looked at, and what they break (``breaches``, confirmations applied)."""

    facts: pl.DataFrame
    breaches: pl.DataFrame


@dataclass(frozen=True)
class Plan:
    """``changes`` to send and ``errors`` as they now stand, with the folder they belong to (``mappe``, ``maaned``).

    Beside its columns a change has the ``sagsid`` (for eyes, with the number of a later decision of the case) where the
    register still mentions the case. ``held`` are the changes that are held back, ``cases`` the pairs
    (``indberetning_id``, ``sag``) of the changed records.
    """

    changes: pl.DataFrame
    held: pl.DataFrame
    errors: pl.DataFrame
    cases: pl.DataFrame


def make_plan(ground: Ground, sent: Sent, months: set[str], layouts: Mapping[int, Layout] = LAYOUTS) -> Plan:
    """What the folders of ``months`` would hold now.

    Args:
        ground: what decisions are judged with.
        sent: what was sent, about which cases, and what was confirmed.
        months: `YYYY-MM`; records that leave or enter these months are judged wherever they stand now.
        layouts: every layout that was ever sent; the newest is the one to write.
    """
    history = build_events(ground.inputs.decisions, ground.lists)
    known = pl.concat([sent.cases, history.select(*sent.cases.columns)]).unique(KEY)
    undone = undone_events(ground, sent)
    here = sent.rows.filter(pl.col("maaned").is_in(months)).select(KEY).join(known, on=KEY)["sag"]
    # A case whose number is used again is judged with what was sent under it, in whichever month that stands.
    events = pl.concat([history, undone], how="diagonal").filter(
        pl.col("maaned").is_in(months) | pl.col("sag").is_in(here.implode())
    )
    judged = judge_events(events, history, ground, sent)
    records = build_records(judged.facts.filter(pl.col("afgoerelse").is_in(EVENT_CODES)), newest(layouts))
    concerned = sent.rows.join(known, on=KEY).filter(
        pl.col(KEY).is_in(here_ids(sent, months).implode()) | pl.col("sag").is_in(events["sag"].implode())
    )
    in_register = _named_cases(ground.inputs.decisions)
    mentioned = _mentioned(concerned, in_register, judged)
    stopped, sent_rows = held_ids(judged.breaches), concerned.drop("sag")
    changes = find_changes(records, stopped, sent_rows, mentioned, layouts)
    held = find_held(records, stopped, sent_rows, layouts).with_columns(mappe=folder_name()).drop("slags")
    due = changes.filter(pl.col("maaned").is_in(months)).with_columns(mappe=pl.col("myndighed"))
    due = due.join(known, on=KEY, how="left").join(in_register, on="sag", how="left").drop("sag")
    errors = error_rows(judged.breaches, judged.facts).filter(pl.col("maaned").is_in(months))
    return Plan(
        due,
        held.filter(pl.col("maaned").is_in(months)),
        errors,
        records.select(KEY, "sag").join(due, on=KEY, how="semi"),
    )


def judge_events(events: pl.DataFrame, history: pl.DataFrame, ground: Ground, sent: Sent) -> Judged:
    """The facts of ``events`` and the rules that they break, as things stand: with what was sent, and confirmed."""
    cases = pl.concat([sent.cases, history.select(*sent.cases.columns)]).unique(KEY)
    known = known_of_cases(events, sent.rows, cases)
    facts = add_facts(with_cpr(events, ground.lookup), history, ground.inputs, ground.lists, known)
    breaches = with_confirmations(judge(facts, ground.lists), facts, sent.confirmations)
    return Judged(facts, pl.concat([breaches, _answered_reuse(facts, breaches, ground, sent, cases)]))


def _answered_reuse(
    facts: pl.DataFrame, breaches: pl.DataFrame, ground: Ground, sent: Sent, cases: pl.DataFrame
) -> pl.DataFrame:
    """R31 as it was answered: what it asked about is annulled by now, and a confirmed rule stays in the error list.

    Else the list would change once more after the sending, and a folder be written for that alone.
    """
    asks = breaches.filter(pl.col("regel") == REUSED)
    own = facts.filter(pl.col(KEY).is_in(_answered(sent).implode())).join(asks, on=KEY, how="anti")
    before = record_before(own, sent.rows, cases)
    looked = own.drop(column for column in before.columns if column != KEY).join(before, on=KEY)
    asked = judge(looked, ground.lists).filter(pl.col("regel") == REUSED)
    return with_confirmations(asked, looked, sent.confirmations).filter(pl.col("alvor") == CONFIRMED)


def _answered(sent: Sent) -> pl.Series:
    """The ids that R31 was confirmed for."""
    return sent.confirmations.filter(pl.col("regel") == REUSED)[KEY].unique()


def undone_events(ground: Ground, sent: Sent) -> pl.DataFrame:
    """What stands sent and is undecided now (`facts.build_undone`): judged with the events, but no record.

    So is what was annulled because somebody said that the case is the same (R31).
    """
    standing = standing_of_cases(sent.rows, sent.cases)
    gone = sent.rows.filter(pl.col(KEY).is_in(_answered(sent).implode())).join(standing, on=KEY, how="anti")
    last = gone.sort("version").unique(KEY, keep="last", maintain_order=True).join(sent.cases, on=KEY)
    return build_undone(ground.inputs.decisions, pl.concat([standing, last]), ground.lists)


def here_ids(sent: Sent, months: set[str]) -> pl.Series:
    """Ids that were ever sent in ``months``."""
    return sent.rows.filter(pl.col("maaned").is_in(months))[KEY].unique()


def with_cpr(events: pl.DataFrame, lookup: Lookup) -> pl.DataFrame:
    """``events`` with the column ``cpr``, NULL for a person that the vault does not know."""
    found = lookup(events["person_id"].unique().sort()).select("person_id", cpr="pnr").unique("person_id")
    return events.join(found, on="person_id", how="left")


def _named_cases(decisions: pl.DataFrame) -> pl.DataFrame:
    """``sag``, ``sagsid`` of every decision of the register, undecided ones too."""
    trimmed = decisions.select(pl.col("sagsid").str.strip_chars(), pl.col("afgnr").fill_null(1))
    number = pl.when(pl.col("afgnr") > 1).then(pl.format(", afgørelse {}", "afgnr")).otherwise(pl.lit(""))
    return trimmed.select(case_ids(trimmed), sagsid=pl.concat_str("sagsid", number)).unique("sag")


def _mentioned(concerned: pl.DataFrame, in_register: pl.DataFrame, judged: Judged) -> pl.Series:
    """The sent ids that the register has a word to say about.

    Not those of cases that it no longer mentions, nor those whose number seems to be used again: what was sent
    stands until somebody says which it is.
    """
    open_ = judged.breaches.filter((pl.col("regel") == REUSED) & (pl.col("alvor") == CONFIRM)).select(KEY)
    reused = judged.facts.join(open_, on=KEY, how="semi")["sag"]
    said = pl.col("sag").is_in(in_register["sag"].implode()) & ~pl.col("sag").is_in(reused.implode())
    return concerned.filter(said)[KEY].unique()
