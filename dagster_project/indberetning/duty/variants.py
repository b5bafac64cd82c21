"""One case as it stands and as it would stand: the same person in as many copies as there are assumptions.

Each copy has the person's other decisions, the registers, what was sent and what was confirmed beside it, so that every
rule sees what it would see. All copies are judged in one go.
"""

from dataclasses import dataclass

import polars as pl

from dagster_project.indberetning.changes import known_of_cases, standing_of_cases
from dagster_project.indberetning.plan import Ground, Sent
from dagster_project.indberetning.rules.confirmed import with_confirmations
from dagster_project.indberetning.rules.facts import Inputs, add_facts, build_events, build_undone
from dagster_project.indberetning.rules.table import judge, with_exceptions

KEY, COPY = "indberetning_id", "kopi"


@dataclass(frozen=True)
class Decision:
    """One decision of the register (``row``), and the person's ``others``."""

    row: pl.DataFrame
    others: pl.DataFrame


@dataclass(frozen=True)
class JudgedCopies:
    """``facts`` (with ``kopi``, exceptions judged) and ``breaches`` (with ``kopi``, confirmations applied)."""

    facts: pl.DataFrame
    breaches: pl.DataFrame


def judge_copies(ground: Ground, sent: Sent, decision: Decision, copies: pl.DataFrame) -> JudgedCopies:
    """Judge ``copies`` of one decision, each beside ``others``.

    Args:
        ground: the tables, lists and the vault; only what concerns the person is looked at.
        sent: what was sent, about which cases, and what was confirmed.
        decision: the decision, for the others beside it.
        copies: the decision in all its forms, numbered by ``kopi``. A form that is no event is left out of the result.
    """
    numbers = copies.select(COPY)
    rows = pl.concat([copies, decision.others.join(numbers, how="cross")], how="diagonal")
    mine = copies["person_id"][0]
    decided = build_events(rows, ground.lists)
    undone = build_undone(rows, standing_of_cases(sent.rows, sent.cases), ground.lists)
    own, history = _own(sent, decided, undone), _numbered(decided)
    events = pl.concat([history, _numbered(undone)], how="diagonal").with_columns(cpr=pl.lit(_cpr(ground, mine)))
    known = known_of_cases(events, _copied(own.rows, numbers), _cases(own, events, numbers))
    facts = add_facts(events, history, _of_copies(ground.inputs, mine, numbers), ground.lists, known)
    asked = facts.join(copies.select("sagsid", "afgnr", COPY), on=["sagsid", "afgnr", COPY], how="semi")
    confirmed = _copied(own.confirmations, numbers)
    breaches = with_confirmations(judge(asked, ground.lists), asked, confirmed)
    named = breaches.join(asked.select(KEY, COPY), on=KEY)
    return JudgedCopies(_bare(with_exceptions(asked, ground.lists)), _bare(named))


def _numbered(frame: pl.DataFrame) -> pl.DataFrame:
    """Ids and persons of a copy are its own."""
    own = [column for column in (KEY, "sag", "person_id") if column in frame.columns]
    return frame.with_columns(pl.format("{}#{}", column, COPY).alias(column) for column in own)


def _copied(frame: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    return _numbered(frame.join(numbers, how="cross"))


def _own(sent: Sent, decided: pl.DataFrame, undone: pl.DataFrame) -> Sent:
    """What was sent and confirmed of the person's cases."""
    sags = pl.concat([decided["sag"], undone["sag"]]).unique()
    cases = sent.cases.filter(pl.col("sag").is_in(sags.implode()))
    ids = pl.concat([cases[KEY], decided[KEY]]).unique()
    mine = pl.col(KEY).is_in(ids.implode())
    return Sent(sent.rows.filter(mine), cases, sent.confirmations.filter(mine))


def _bare(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.with_columns(pl.col(KEY).str.replace("#.*$", ""))


def _cpr(ground: Ground, person: str) -> str | None:
    found = ground.lookup(pl.Series([person], dtype=pl.String))["pnr"]
    return None if found.is_empty() else str(found[0])


def _cases(sent: Sent, events: pl.DataFrame, numbers: pl.DataFrame) -> pl.DataFrame:
    known = _copied(sent.cases, numbers).select(KEY, "sag")
    return pl.concat([known, events.select(KEY, "sag")]).unique(KEY)


def _of_copies(inputs: Inputs, person: str, numbers: pl.DataFrame) -> Inputs:
    def own(table: pl.DataFrame) -> pl.DataFrame:
        return _copied(table.filter(pl.col("person_id") == person), numbers).drop(COPY)

    tables = (inputs.courses, inputs.incomes, inputs.pensions, inputs.weeks)
    return Inputs(inputs.decisions.clear(), *map(own, tables))
