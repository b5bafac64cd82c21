"""Confirmations: for which facts one is given, which lines of a file count, and what is kept of them."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dagster_project.indberetning.received import confirmation_file
from dagster_project.indberetning.received.confirmation_file import parse_confirmations
from dagster_project.indberetning.received.confirming import FOLDER, Given, leave_confirmation, waiting_confirmations
from dagster_project.indberetning.rules.confirmed import FACTS, fact_digests, with_confirmations
from dagster_project.indberetning.rules.inputs import DECISION_COLUMNS
from dagster_project.indberetning.sent import archive
from dagster_project.indberetning.sent.confirmations import counting, read_confirmations
from tests.lib.killing import Killed, die_at
from tests.lib.reporting import GRANT, REFUSAL, Values, World, code_lists, facts_of, make_inputs, moment

HEAD = ";".join(confirmation_file.HEADER)
MARCH, NEW, CORRECTION = "2024-03", "ny", "rettelse"
NO_TEAM = REFUSAL | {"rehabteam_dato": None, "rehabteam_indstilling": None}
ANOTHER: dict[Any, Any] = {pl.String: "X", pl.Date: "1999-09-09", pl.Int64: 2}
TAKEN = "2024-04-06T09:00"


def digest(decision: Values, cpr: str = "0101701234") -> str:
    facts = facts_of(make_inputs([decision]), code_lists(), {decision["person_id"]: cpr})
    return str(fact_digests(facts)["fakta"].item())


@pytest.mark.parametrize("column", FACTS)
def test_every_fact_of_the_decision_counts(column: str) -> None:
    changed: Values = {column: "A" if column == "afgoerelse" else ANOTHER[DECISION_COLUMNS[column]]}
    assert digest(GRANT | changed) != digest(GRANT)


def test_who_it_is_about_counts_and_who_handles_or_delivered_it_does_not() -> None:
    assert digest(GRANT, "0202701234") != digest(GRANT)
    assert digest(GRANT | {"foed_dag": "1970-05-18"}) != digest(GRANT)
    for column in ("sagsbehandler", "leverance"):
        assert digest(GRANT | {column: ANOTHER[DECISION_COLUMNS[column]]}) == digest(GRANT)
    # The pseudonym says nothing: it changes with the key.
    assert digest(GRANT | {"person_id": "p9"}) == digest(GRANT)
    assert set(FACTS) == set(DECISION_COLUMNS) - {"person_id", "sagsbehandler", "leverance", "foed_dag"}


def test_a_value_counts_where_it_stands() -> None:
    assert digest(GRANT | {"diag2": "F10"}) != digest(GRANT | {"diag3": "F10"})


def test_one_holds_for_its_record_rule_and_facts_and_for_what_asks_for_it() -> None:
    facts = facts_of(make_inputs([GRANT, GRANT | {"sagsid": "S2"}]), code_lists()).sort("sagsid")
    first, second = facts["indberetning_id"]
    found = pl.DataFrame(
        [(first, "R01", "bekraeft"), (first, "R04", "bekraeft"), (first, "R19", "fejl"), (second, "R01", "bekraeft")],
        schema=["indberetning_id", "regel", "alvor"],
        orient="row",
    )
    own = dict(fact_digests(facts).iter_rows())
    given = pl.DataFrame(
        [(first, "R01", own[first]), (first, "R04", "0" * 64), (first, "R19", own[first]), (second, "R01", own[first])],
        schema=["indberetning_id", "regel", "fakta"],
        orient="row",
    )
    held = with_confirmations(found, facts, given)["alvor"].to_list()
    assert held == ["bekraeftet", "bekraeft", "fejl", "bekraeft"]


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A refusal that nobody showed the team: R04."""
    made = World(tmp_path)
    made.put(NO_TEAM)
    made.export(MARCH)
    return made


def states(world: World) -> list[tuple[Any, ...]]:
    world.export(MARCH)
    return world.sent("version", "haendelse")


def test_held_back_then_confirmed_then_sent_then_asked_again_for_other_facts(world: World) -> None:
    assert states(world) == []
    assert world.confirm("S1", "R04").counting == 1
    assert states(world) == [(1, NEW)]
    world.correct("S1", sagsbehandler="en anden")
    assert states(world) == [(1, NEW), (2, CORRECTION)]
    world.correct("S1", diag2="DF10")
    assert states(world) == [(1, NEW), (2, CORRECTION)], "held back until somebody stands by it as it is now"
    assert world.confirm("S1", "R04").counting == 1
    assert states(world) == [(1, NEW), (2, CORRECTION), (3, CORRECTION)]


LINES = [
    ("another case", "S9;1;R04;ABC;2024-04-05;prøvet", "ukendt_sag"),
    ("another decision of the case", "S1;2;R04;ABC;2024-04-05;prøvet", "ukendt_sag"),
    ("a rule that is kept", "S1;1;R01;ABC;2024-04-05;prøvet", "ikke_brudt"),
    ("a rule that does not exist", "S1;1;R99;ABC;2024-04-05;prøvet", "ikke_brudt"),
    ("a fault", "S1;1;R19;ABC;2024-04-05;prøvet", "er_fejl"),
    ("a warning", "S1;1;R29;ABC;2024-04-05;prøvet", "kraever_ingen"),
    ("nobody", "S1;1;R04;;2024-04-05;prøvet", "uden_navn_eller_begrundelse"),
    ("no reason", "S1;1;R04;ABC;2024-04-05; ", "uden_navn_eller_begrundelse"),
    ("no day", "S1;1;R04;ABC;5/4-2024;prøvet", "dato_format"),
    ("no number of the decision", "S1;x;R04;ABC;2024-04-05;prøvet", "ukendt_sag"),
    ("a field too few", "S1;1;R04;ABC;2024-04-05", "antal_felter"),
]


@pytest.mark.parametrize(("line", "reason"), [line[1:] for line in LINES], ids=[line[0] for line in LINES])
def test_what_cannot_count_is_reported_and_changes_nothing(world: World, line: str, reason: str) -> None:
    world.correct("S1", diag1=None, bopkom="740")
    assert taken(world, line) == [reason]
    world.correct("S1", diag1="DF20.0", bopkom="661")
    assert states(world) == []


def taken(world: World, *lines: str) -> list[str | None]:
    """What is said of each line of a file; None counts."""
    parsed = parse_confirmations("fil.csv", "\r\n".join([HEAD, *lines, ""]).encode())
    world.take(parsed, TAKEN)
    return read_confirmations(world.root)["grund"].to_list()[-len(lines) :]


def test_a_line_is_repeated_only_after_one_that_counts(world: World) -> None:
    good, nameless = "S1;1;R04;ABC;2024-04-05;prøvet", "S1;1;R04;;2024-04-05;prøvet"
    assert taken(world, nameless, good, good) == ["uden_navn_eller_begrundelse", None, "gentaget"]
    assert taken(world, good) == ["gentaget"]
    assert counting(read_confirmations(world.root)).height == 1


@pytest.mark.parametrize(
    ("text", "reason"), [("sag;regel\r\nS1;R04\r\n", "ukendt_format"), (f"{HEAD}\r\n", "tom"), ("", "ukendt_format")]
)
def test_a_file_that_is_none_is_one_line_that_says_why(text: str, reason: str) -> None:
    assert parse_confirmations("fil.csv", text.encode()).rows.select("linje", "grund").rows() == [(1, reason)]


def test_it_is_kept_who_said_it_when_and_why_and_no_cpr_number(world: World) -> None:
    world.correct("S1", sagsid="010170-1234")
    world.put(world.cases.pop("S1"))
    told = world.confirm("010170-1234", "R04", reason="se journal 0101701234")
    assert told.counting == 1
    kept = read_confirmations(world.root).row(0, named=True)
    assert kept["bekraeftet_af"] == "ABC"
    assert str(kept["bekraeftet_den"]) == "2024-04-06"
    assert kept["begrundelse"] == "se journal **********"
    assert kept["modtaget"].isoformat() == "2024-04-06T07:00:00+00:00"
    everything = b"".join(file.read_bytes() for file in world.root.rglob("*") if file.is_file())
    assert b"se journal 010170" not in everything


def test_a_file_is_taken_in_once(world: World) -> None:
    given = Given("S1", 1, ("R04",), "ABC", "prøvet")
    file = leave_confirmation(world.settings, given, now=moment(TAKEN))
    assert waiting_confirmations(world.settings) == [file]
    world.take(parse_confirmations(file.name, file.read_bytes()), TAKEN)
    assert waiting_confirmations(world.settings) == []
    hidden = world.root / FOLDER / ".paa_vej.csv"
    hidden.write_text(HEAD, encoding="utf-8")
    assert waiting_confirmations(world.settings) == []


@pytest.mark.parametrize("name", ["_write_file", "_sync_one", "_appear"])
def test_killed_while_it_is_noted_it_waits_still(world: World, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    file = leave_confirmation(world.settings, Given("S1", 1, ("R04",), "ABC", "prøvet"), now=moment(TAKEN))
    parsed = parse_confirmations(file.name, file.read_bytes())
    with monkeypatch.context() as patch:
        patch.setattr(archive, name, die_at(0, getattr(archive, name)))
        with pytest.raises(Killed):
            world.take(parsed, TAKEN)
    assert read_confirmations(world.root).is_empty()
    assert waiting_confirmations(world.settings) == [file]
    world.take(parsed, TAKEN)
    assert states(world) == [(1, NEW)]
