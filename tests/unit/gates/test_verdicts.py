"""What was judged stands: for this run, for later runs, and only for the data that was judged."""

import pytest

from dagster_project.errors import GateStopped
from dagster_project.gates import first_stop, require_passed, run_gate, standing_verdicts
from tests.unit.gates.ledger import NOW, at, ledger


def test_a_stage_that_was_never_judged_lets_nothing_through() -> None:
    with pytest.raises(GateStopped, match="aldrig kontrolleret"):
        require_passed(ledger(), "leverance")


def test_a_passed_stage_lets_its_data_through_in_later_runs() -> None:
    con = ledger()
    run_gate(con, "leverance", at("koersel-1"))
    require_passed(con, "leverance")


def test_a_stop_binds_later_runs_and_says_what_to_do() -> None:
    con = ledger(quarantined=51)
    report = run_gate(con, "leverance", at())
    assert not report.passed
    with pytest.raises(GateStopped) as stopped:
        require_passed(con, "leverance")
    message = str(stopped.value)
    assert "karantaene_andel (bef): højst 5 %" in message
    assert "5,1 % (51 af 1000)" in message
    assert "kvalitet.karantaene" in message
    assert str(first_stop(con)) == message
    with pytest.raises(GateStopped):
        report.raise_if_stopped()


def test_a_stopped_stage_passes_when_it_is_judged_anew_on_better_data() -> None:
    con = ledger(quarantined=51)
    run_gate(con, "leverance", at("koersel-1"))
    con.execute("UPDATE kvalitet.raekkeregnskab SET karantaene = 0, accepteret = 1000; DELETE FROM kvalitet.karantaene")
    run_gate(con, "leverance", at("koersel-2"))
    require_passed(con, "leverance")
    assert [report.koersel for report in standing_verdicts(con)] == ["koersel-2"]


def test_data_changed_after_the_verdict_is_not_judged() -> None:
    con = ledger()
    run_gate(con, "leverance", at())
    con.execute("UPDATE kvalitet.raekkeregnskab SET fil = 'bef2.csv'")
    with pytest.raises(GateStopped, match="ændret efter kontrollen"):
        require_passed(con, "leverance")


def test_a_later_stage_needs_the_stages_before_it() -> None:
    con = ledger()
    run_gate(con, "leverance", at())
    with pytest.raises(GateStopped, match="trin 'raa'"):
        require_passed(con, "staging")


def test_verdicts_are_read_back_as_they_were_given() -> None:
    con = ledger(quarantined=20)
    report = run_gate(con, "leverance", at())
    assert standing_verdicts(con) == (report,)
    assert report.tidspunkt == NOW


def test_a_warning_lets_through() -> None:
    con = ledger(quarantined=20)
    report = run_gate(con, "leverance", at())
    assert [(v.navn, v.udfald, v.graense) for v in report.warnings] == [("karantaene_andel", "advarsel", 1.0)]
    require_passed(con, "leverance")
