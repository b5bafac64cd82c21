"""`veje forklar`: one decision, what every rule saw, what holds it back, and what would be under an assumption."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import polars as pl

from dagster_project.errors import ConfigurationError
from dagster_project.indberetning.cases import read_cases
from dagster_project.indberetning.duty.explanation import Explanation, Outcome, RuleSeen
from dagster_project.indberetning.duty.remedies import remedies
from dagster_project.indberetning.duty.variants import COPY, Decision, JudgedCopies, judge_copies
from dagster_project.indberetning.plan import Ground, Lookup, Sent, make_plan
from dagster_project.indberetning.rules.facts import build_events
from dagster_project.indberetning.rules.found import DERIVED, EMPTY, show_value, shown
from dagster_project.indberetning.rules.inputs import DECISION_COLUMNS
from dagster_project.indberetning.rules.lists import load_code_lists
from dagster_project.indberetning.rules.table import EXCEPTION, HOLDS_BACK, in_force, outcome
from dagster_project.indberetning.sent.archive import read_archive
from dagster_project.indberetning.sent.confirmations import counting, read_confirmations
from dagster_project.indberetning.sent.identity import case_ids
from dagster_project.indberetning.sent.ledger import read_ledger
from dagster_project.indberetning.source import read_passed_basis
from dagster_project.privacy.covered import cover_text
from dagster_project.settings import Settings

KEY = "indberetning_id"
Place = tuple[str, str]
"""A rule and a field."""
SHOWN = tuple(c for c in DECISION_COLUMNS if c not in ("person_id", "sagsid", "afgnr", "leverance"))
ASSUMED = tuple(column for column in SHOWN if column != "foed_dag")
"""What `--hvis` may say something else about."""


def explain_decision(
    settings: Settings, case: str, afgnr: int, assumed: Mapping[str, str], *, lookup: Lookup
) -> Explanation:
    """`explain` for an installation: its newest basis, what it sent, and what was answered and confirmed.

    Raises:
        ConfigurationError: as `explain`.
        GateStopped: when there is no basis whose gates are passed.
    """
    root, (_, inputs) = settings.reporting_dir, read_passed_basis(settings)
    sent = Sent(read_archive(root).rows, read_cases(root), counting(read_confirmations(root)))
    answers = read_ledger(root).filter(pl.col("grund").is_null()).select(KEY, "version", "status")
    ground = Ground(inputs, load_code_lists(settings), lookup)
    return explain(ground, sent, answers, find_decision(ground, case, afgnr), assumed)


def explain(
    ground: Ground, sent: Sent, answers: pl.DataFrame, decision: Decision, assumed: Mapping[str, str]
) -> Explanation:
    """Explain one decision as it stands, and as it would stand.

    Args:
        ground: what decisions are judged with.
        sent: what was sent and confirmed.
        answers: the receipts that count (`indberetning_id`, `version`, `status`).
        decision: from `find_decision`.
        assumed: values by column, the empty text for none.

    Raises:
        ConfigurationError: when an assumption is about no column, or of no type.
    """
    changed = Decision(decision.row.with_columns(_typed(*one) for one in assumed.items()), decision.others)
    outcomes = [_outcome(ground, sent, one) for one in ((decision, changed) if assumed else (decision,))]
    ids = build_events(decision.row, ground.lists)[KEY].to_list()
    return Explanation(
        sag=cover_text(str(decision.row["sagsid"][0])),
        afgnr=int(decision.row["afgnr"][0]),
        indberetning_id=ids[0] if ids else None,
        sendt=tuple(_history(sent, answers, decision)),
        nu=outcomes[0],
        antagelser={column.upper(): cover_text(value) or EMPTY for column, value in assumed.items()},
        saa=outcomes[-1] if assumed else None,
    )


def find_decision(ground: Ground, case: str, afgnr: int) -> Decision:
    """The decision number ``afgnr`` of ``case``, which is a SAGSID or the `indberetning_id` of a record.

    Raises:
        ConfigurationError: when the register has none.
    """
    decisions = ground.inputs.decisions.with_columns(pl.col("sagsid").str.strip_chars(), pl.col("afgnr").fill_null(1))
    mine = decisions.filter((pl.col("sagsid") == case.strip()) & (pl.col("afgnr") == afgnr))
    if mine.is_empty():
        by_id = build_events(decisions, ground.lists).filter(pl.col(KEY) == case.strip().lower())
        mine = decisions.join(by_id.select("sagsid", "afgnr"), on=["sagsid", "afgnr"], how="semi")
    if mine.is_empty():
        raise ConfigurationError(
            "en sag i det nyeste grundlag (SAGSID, eller indberetning_id fra fejllisten)",
            f"ingen sag med det nummer og afgørelse {afgnr}",
            "veje forklar",
            "se fejllisten eller kvalitet.indberetning_fejl; er sagen ny, så kør 'veje run' først",
        )
    person = decisions.filter(pl.col("person_id") == mine["person_id"][0])
    return Decision(mine, person.join(mine.select("sagsid", "afgnr"), on=["sagsid", "afgnr"], how="anti"))


def _typed(column: str, value: str) -> pl.Expr:
    if column not in ASSUMED:
        known = ", ".join(name.upper() for name in ASSUMED)
        raise ConfigurationError(
            "en kolonne i tilkendelsesregisteret", cover_text(column.upper()), "--hvis", f"brug en af {known}"
        )
    if DECISION_COLUMNS[column] is not pl.Date:
        return pl.lit(value or None, pl.String).alias(column)
    try:
        # Python also takes 20260210 and week dates.
        day = datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC).date() if value else None
        return pl.lit(day, pl.Date).alias(column)
    except ValueError:
        place = f"--hvis {column.upper()}"
        raise ConfigurationError("en dato som ÅÅÅÅ-MM-DD", cover_text(value), place, "ret datoen") from None


def _outcome(ground: Ground, sent: Sent, decision: Decision) -> Outcome | None:
    judged = judge_copies(ground, sent, decision, decision.row.with_columns(pl.lit(0).alias(COPY)))
    if judged.facts.is_empty():
        return None
    held = set(judged.breaches.filter(pl.col("alvor").is_in(HOLDS_BACK)).select("regel", "felt").iter_rows())
    silent = remedies(ground, sent, decision, held)
    return Outcome(
        str(judged.facts["afgoerelse"][0]),
        _told(judged.facts),
        tuple(_rules(ground, judged, silent)),
        tuple(_planned(ground, sent, decision)),
    )


def _told(facts: pl.DataFrame) -> dict[str, str]:
    """Every fact that says something, in words: columns in capitals, what was worked out in small letters."""
    columns = [show_value(column).alias(column.upper()) for column in SHOWN]
    worked_out = [show_value(column).alias(words) for column, words in DERIVED.items() if column in facts.columns]
    values: dict[str, Any] = facts.select(*columns, pl.col("ordning").alias("ordning"), *worked_out).row(0, named=True)
    return {name: str(value) for name, value in values.items() if value is not None}


def _rules(ground: Ground, judged: JudgedCopies, silent: Mapping[Place, list[str]]) -> list[RuleSeen]:
    """Every rule in force, by rule and field: as it was broken, else as it was kept."""
    facts = judged.facts
    broken = {(row["regel"], row["felt"]): row for row in judged.breaches.iter_rows(named=True)}
    seen: dict[Place, RuleSeen] = {}
    for rule in ground.lists.rules.iter_rows(named=True):
        place = (rule["regel"], rule["felt"])
        if place in seen or not facts.select(in_force(rule)).to_series().fill_null(value=False).item():
            continue
        told = broken.get(place)
        verdict, saw = (told["alvor"], told["fundet"]) if told else _kept(facts, rule)
        said = told or rule
        seen[place] = RuleSeen(
            regel=rule["regel"],
            paragraf=said["paragraf"],
            felt=rule["felt"],
            tekst=said["tekst"],
            udfald=verdict,
            fundet=saw,
            handling=said["handling"] if told else "",
            ville_vaere_tavs=tuple(silent.get(place, ())),
        )
    return list(seen.values())


def _kept(facts: pl.DataFrame, rule: dict[str, Any]) -> tuple[str, str]:
    saw = str(facts.select(shown(rule["viser"])).item())
    if rule["alvor"] != EXCEPTION:
        return "overholdt", saw
    return "opfyldt" if facts.select(outcome(rule)).to_series().item() else "ikke opfyldt", saw


def _planned(ground: Ground, sent: Sent, decision: Decision) -> list[str]:
    """What an export of every month would write of the case."""
    rows = pl.concat([decision.row, decision.others])
    events = build_events(rows, ground.lists)
    known = pl.concat([sent.cases, events.select(KEY, "sag")]).unique(KEY)
    mine = known.filter(pl.col("sag") == case_ids(decision.row).item())[KEY]
    concerned = sent.rows.filter(pl.col(KEY).is_in(pl.concat([mine, events[KEY]]).implode()))
    own = Sent(concerned, sent.cases, sent.confirmations)
    inputs = replace(ground.inputs, decisions=rows)
    plan = make_plan(Ground(inputs, ground.lists, ground.lookup), own, {*events["maaned"], *concerned["maaned"]})
    due = plan.changes.filter(pl.col(KEY).is_in(mine.implode())).sort("version")
    return [f"{row['haendelse']}, version {row['version']}, i {row['maaned']}" for row in due.iter_rows(named=True)]


def _history(sent: Sent, answers: pl.DataFrame, decision: Decision) -> list[str]:
    """Every version that was sent of the case, and what came back."""
    ids = sent.cases.filter(pl.col("sag") == case_ids(decision.row).item())[KEY]
    rows = sent.rows.filter(pl.col(KEY).is_in(ids.implode())).join(answers, on=[KEY, "version"], how="left")
    day = pl.col("dannet").str.slice(0, 10)
    told = pl.format(
        "{} version {}: {} i {}, sendt {}, {}",
        "afgoerelse",
        "version",
        "haendelse",
        "maaned",
        day,
        pl.col("status").fill_null("ikke besvaret"),
    )
    return rows.sort("dannet", "version").select(told).to_series().to_list()
