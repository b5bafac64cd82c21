"""`veje forklar`: what it says of a decision, and of the decision that it would be."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dagster_project.cli.explain import as_json, lines
from dagster_project.errors import ConfigurationError
from dagster_project.indberetning.cases import read_cases
from dagster_project.indberetning.duty.explain import explain, find_decision
from dagster_project.indberetning.duty.explanation import Explanation, RuleSeen
from dagster_project.indberetning.plan import Ground, Sent
from dagster_project.indberetning.sent.archive import read_archive
from dagster_project.indberetning.sent.confirmations import counting, read_confirmations
from dagster_project.indberetning.sent.ledger import read_ledger
from tests.lib.reporting import EARLIER_GRANT, GRANT, RESTING, World, code_lists

MARCH = "2024-03"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    made.put(GRANT, rehabteam_dato=None)
    made.put(GRANT, sagsid="S2", person_id="p2")
    return made


def explained(world: World, case: str = "S1", /, **assumed: str) -> Explanation:
    ground, root = Ground(world.inputs, code_lists(), world.lookup), world.root
    sent = Sent(read_archive(root).rows, read_cases(root), counting(read_confirmations(root)))
    answers = read_ledger(root).filter(pl.col("grund").is_null()).select("indberetning_id", "version", "status")
    return explain(ground, sent, answers, find_decision(ground, case, 1), assumed)


def rule(told: Explanation, code: str, field: str | None = None) -> RuleSeen:
    assert told.nu is not None
    return next(seen for seen in told.nu.regler if seen.regel == code and field in {None, seen.felt})


def text(told: Explanation) -> str:
    return "\n".join(lines(told))


def test_it_says_what_holds_the_decision_back_what_it_saw_and_what_the_rule_wanted(world: World) -> None:
    told = explained(world)
    assert told.nu is not None
    assert told.nu.held_by == ("R04",)
    assert told.nu.sendes == ()
    found = rule(told, "R04")
    assert (found.udfald, found.paragraf, found.felt) == ("bekraeft", "§ 18 stk. 2", "REHABTEAM_DATO")
    assert found.fundet.startswith("REHABTEAM_DATO tom, PAABDATO 2024-02-01, AFGDATO 2024-03-15")
    assert "veje bekraeft" in found.handling
    # The team may have met up to the day of the decision; later, and without it, the decision is held back.
    assert found.ville_vaere_tavs == ("til og med 2024-03-15",)
    assert "Afgørelsen (T) holdes tilbage af R04." in text(told)


def test_each_of_two_rules_is_answered_as_if_it_were_alone_and_never_by_breaking_a_third(world: World) -> None:
    world.correct("S1", diag1=None, lovgrundlag="44")
    told = explained(world)
    assert told.nu is not None
    assert told.nu.held_by == ("R04", "R19", "R22")
    assert rule(told, "R19", "DIAG1").ville_vaere_tavs == ("en ICD-10-kode",)
    # 17_3 is for refusals (R21), 20_1 and the rest are free; 44 and 43A belong to other decisions.
    assert {"17_1", "17_2", "18_DOK"} <= set(rule(told, "R22").ville_vaere_tavs)
    assert not {"17_3", "43A", "44", "tom"} & set(rule(told, "R22").ville_vaere_tavs)


def test_it_shows_the_rules_that_are_kept_and_the_exceptions_that_are_not_met(world: World) -> None:
    told = explained(world)
    assert (rule(told, "R08").udfald, rule(told, "R08").fundet[:27]) == (
        "overholdt",
        "MOEDETILBUD_DATO 2024-02-10",
    )
    assert {rule(told, code).udfald for code in ("R05", "R06", "R07")} == {"ikke opfyldt"}
    # R13 holds for decisions of 2023 to 2025: only what is in force on the day is shown.
    later = explained(world, afgdato="2026-03-16", paabdato="2026-02-01")
    assert [["R13" in {seen.regel for seen in one.regler}] for one in (later.nu, later.saa) if one] == [[True], [False]]


def test_under_an_assumption_it_says_what_would_be_sent_and_changes_nothing(world: World) -> None:
    told = explained(world, rehabteam_dato="2024-01-20")
    assert told.antagelser == {"REHABTEAM_DATO": "2024-01-20"}
    assert told.saa is not None
    assert (told.saa.held_by, told.saa.sendes) == ((), (f"ny, version 1, i {MARCH}",))
    assert "Ikke længere brudt: R04 (REHABTEAM_DATO)" in text(told)
    assert explained(world).nu == told.nu
    assert world.sent() == []


def test_an_assumption_may_break_what_was_kept(world: World) -> None:
    told = explained(world, "S2", diag1="", paabdato="2023-12-01", fristbrev_dato="")
    assert told.saa is not None
    assert told.saa.held_by == ("R19",)
    assert {seen.regel for seen in told.saa.regler if seen.udfald == "advarsel"} >= {"R09"}
    assert told.antagelser["DIAG1"] == "tom"


def test_an_undecided_case_is_none_until_it_is_assumed_decided(world: World) -> None:
    world.correct("S2", afgoerelse="I", afgdato=None)
    told = explained(world, "S2")
    assert told.nu is None
    assert "ingen afgørelse at indberette" in text(told)
    assumed = explained(world, "S2", afgoerelse="T", afgdato="2024-03-20")
    assert assumed.saa is not None
    assert assumed.saa.sendes == (f"ny, version 1, i {MARCH}",)


def test_what_was_sent_and_confirmed_counts(world: World) -> None:
    world.confirm("S1", "R04")
    assert rule(explained(world), "R04").udfald == "bekraeftet"
    world.export(MARCH)
    told = explained(world)
    assert told.sendt == (f"T version 1: ny i {MARCH}, sendt 2024-04-05, ikke besvaret",)
    assert told.nu is not None
    assert told.nu.sendes == ()
    assert "intet nyt at sende" in text(told)
    # The confirmation was given for other facts.
    changed = explained(world, lovgrundlag="17_1")
    assert changed.saa is not None
    assert changed.saa.held_by == ("R04",)


def test_a_reused_number_is_told_with_what_was_sent(world: World) -> None:
    world.export(MARCH)
    world.put(RESTING, sagsid="S2", person_id="p2", afgdato="2024-09-20")
    told = explained(world, "S2")
    assert told.nu is not None
    assert told.nu.held_by == ("R31",)
    assert told.nu.oplysninger["sendt AFGOERELSE"] == "T"


def test_the_persons_other_decisions_count(world: World) -> None:
    young = {"foed_dag": "1990-05-17", "person_id": "p9"}
    world.put(GRANT, sagsid="S9", lovgrundlag="20_1", anledning="revision", **young)
    assert explained(world, "S9").nu.held_by == ("R01",)  # type: ignore[union-attr]
    world.put(EARLIER_GRANT, afgdato="2014-02-01", paabdato="2014-01-05", **young)
    assert explained(world, "S9").nu.held_by == ()  # type: ignore[union-attr]


def test_it_finds_a_case_by_the_id_of_its_record_and_covers_numbers(world: World) -> None:
    world.put(GRANT, sagsid="0401701234", person_id="p4", diag1=None, sagsbehandler="040170-1234")
    ident = explained(world, "0401701234").indberetning_id
    told = explained(world, str(ident), sagsbehandler="0401701234", arbejdsfunktioner="0401701234")
    whole = text(told) + json.dumps(as_json(told), ensure_ascii=False)
    assert told.sag == "**********"
    assert "0401701234" not in whole
    assert "040170-1234" not in whole
    assert rule(told, "R19", "DIAG1").ville_vaere_tavs == ("en ICD-10-kode",)


def test_the_object_says_the_same(world: World) -> None:
    told: dict[str, Any] = json.loads(json.dumps(as_json(explained(world, rehabteam_dato="2024-01-20"))))
    assert told["nu"]["holdes_tilbage_af"] == ["R04"]
    assert told["saa"]["holdes_tilbage_af"] == []
    assert list(told) == ["sag", "afgnr", "indberetning_id", "sendt", "nu", "antagelser", "saa"]


@pytest.mark.parametrize(
    ("case", "assumed", "said"),
    [
        ("S7", {}, "en sag i det nyeste grundlag"),
        ("S1", {"pnr": "1"}, "brug en af"),
        ("S1", {"afgdato": "20240315"}, "ÅÅÅÅ-MM-DD"),
        ("S1", {"afgdato": "i går"}, "ÅÅÅÅ-MM-DD"),
    ],
)
def test_what_cannot_be_explained_says_why(world: World, case: str, assumed: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigurationError, match=said):
        explained(world, case, **assumed)
