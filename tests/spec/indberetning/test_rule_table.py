"""The rule table as a whole: every rule is told, seen to break and seen to hold, and its dates follow the law."""

import csv
import re
from pathlib import Path

import polars as pl
import pytest

from dagster_project.errors import ConfigurationError
from dagster_project.indberetning.rules.lists import load_code_lists
from dagster_project.indberetning.rules.table import judge
from dagster_project.settings import PROJECT_ROOT, load_settings
from tests.lib.reporting import (
    EARLIER_GRANT,
    GRANT,
    REFUSAL,
    RESTING,
    TAKEN_AWAY,
    breaches_of,
    broken_rules,
    code_lists,
    facts_of,
    make_inputs,
)
from tests.spec.indberetning import (
    test_rules_age,
    test_rules_content,
    test_rules_history,
    test_rules_procedure,
    test_rules_team,
)

SPEC = [test_rules_age, test_rules_team, test_rules_procedure, test_rules_content, test_rules_history]
LINES = {rule: lines for module in SPEC for rule, lines in module.ALL.items()}
ELSEWHERE = {"R05", "R06", "R07", "R31"}
"""The exceptions are told with R04; what was sent before is a story of its own (`test_reused_numbers`)."""


def test_every_rule_is_seen_to_break_at_each_severity_and_to_keep_silent() -> None:
    judging = code_lists().rules.filter(~pl.col("regel").is_in(ELSEWHERE))
    assert set(LINES) == set(judging["regel"])
    # The warning of R19 is about UDK's CPR numbers, which are told beside the lines.
    broken = {(rule, line[3]) for rule, lines in LINES.items() for line in lines}
    assert {(rule, severity) for rule, severity in broken if severity} | {("R19", "advarsel")} == set(
        judging.select("regel", "alvor").rows()
    )
    assert {rule for rule, severity in broken if severity is None} == set(LINES)


def test_every_limb_is_seen_to_break() -> None:
    limbs = code_lists().rules.filter(~pl.col("regel").is_in(ELSEWHERE))
    told = set()
    for lines in LINES.values():
        for line in lines:
            if line[3]:
                told |= set(breaches_of(line[1] | line[2], **(*line, {})[4]).select("regel", "tekst").iter_rows())
    # R19 of a CPR number is told beside the lines, for the number is no part of them.
    missing = set(limbs.filter(pl.col("felt") != "CPR").select("regel", "tekst").iter_rows()) - told
    assert not missing


def test_a_clean_decision_breaks_nothing() -> None:
    assert broken_rules(GRANT) == {}
    assert broken_rules(REFUSAL) == {}
    assert broken_rules(RESTING, [EARLIER_GRANT]) == {}
    assert broken_rules(TAKEN_AWAY, [EARLIER_GRANT]) == {}


def test_the_table_holds_r01_to_r40_with_texts_that_need_no_quotes() -> None:
    rules = code_lists().rules
    assert sorted(rules["regel"].unique()) == [f"R{number:02d}" for number in range(1, 41)]
    for column in ("paragraf", "tekst", "handling"):
        assert rules[column].str.len_chars().min() >= 3  # type: ignore[operator]
        assert not rules[column].str.contains('[;"\r\n]').any()


def test_which_rules_go_by_the_start_by_the_request_and_by_the_act() -> None:
    rules = code_lists().rules
    by = {day: set(rules.filter(pl.col("efter_dato") == day)["regel"]) for day in ("PAABDATO", "ANSDATO")}
    assert by["PAABDATO"] == {"R01", "R04", "R34"}
    # R31 of an undecided row has no AFGDATO to go by.
    assert by["ANSDATO"] == {"R05", "R06", "R07", "R21", "R24", "R31"}
    new_act = set(rules.filter(pl.col("ordning") == "2013")["regel"])
    assert new_act == {"R01", "R04", "R05", "R06", "R07", "R20", "R24"}


def test_an_unknown_authority_meets_r19_and_the_rules_for_all() -> None:
    unknown = set(code_lists().rules.filter(pl.col("gaelder_for").str.contains("ukendt"))["regel"])
    municipal = {"R04", "R05", "R06", "R07", "R09", "R20", "R24", "R29", "R34", "R36", "R37", "R40"}
    some = {"R08", "R12", "R18", "R25", "R32"}
    assert unknown == {f"R{number:02d}" for number in range(1, 41)} - municipal - some


def test_no_text_asks_anybody_to_change_a_true_value() -> None:
    for rule, handling in code_lists().rules.select("regel", "handling").iter_rows():
        for invitation in ("Ret LOVGRUNDLAG", "Ret HAVDE_FTP", "Udfyld ARBEJDSFUNKTIONER", "skal gå om"):
            assert invitation not in handling, rule
    confirmable = code_lists().rules.filter(pl.col("alvor") == "bekraeft")
    assert confirmable["handling"].str.contains("veje bekraeft").all()


def test_the_rule_table_of_the_user_counts_and_has_to_fit_the_predicates(tmp_path: Path) -> None:
    own = tmp_path / "indberetning_regel.csv"
    settings = load_settings({"VEJE_KODELISTER": str(tmp_path)})
    text = (PROJECT_ROOT / "data/seed/kodelister/indberetning_regel.csv").read_text(encoding="utf-8")
    own.write_text(re.sub("2023-01-01,2025-12-31", "2023-01-01,2024-01-01", text), encoding="utf-8")
    lists = load_code_lists(settings)
    facts = facts_of(make_inputs([TAKEN_AWAY | {"saerlige_omstaendigheder": None}]), lists)
    assert "R13" not in judge(facts, lists)["regel"].to_list()
    own.write_text(text.replace("R13,", "R99,"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="R13/frakendelse, R99/frakendelse"):
        judge(facts, load_code_lists(settings))
    own.write_text(text.replace("2025-12-31", "31/12-2025"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="ÅÅÅÅ-MM-DD"):
        load_code_lists(settings)


def test_a_new_municipality_is_known_by_the_code_list_alone(tmp_path: Path) -> None:
    (tmp_path / "kommune.csv").write_text("kom,navn,region_kode,region_navn\n999,Ny,1082,Midt\n", encoding="utf-8")
    lists = load_code_lists(load_settings({"VEJE_KODELISTER": str(tmp_path)}))
    facts = facts_of(
        make_inputs([GRANT | {"myndighed": "999", "bopkom": "999"}, GRANT | {"sagsid": "S2", "person_id": "p2"}]), lists
    )
    second = facts.filter(pl.col("sagsid") == "S2")["indberetning_id"].item()
    assert judge(facts, lists).select("indberetning_id", "regel").rows() == [(second, "R19")]


def test_every_line_of_the_table_has_every_field() -> None:
    file = PROJECT_ROOT / "data" / "seed" / "kodelister" / "indberetning_regel.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        assert {len(row) for row in csv.reader(stream)} == {13}
