"""The rule table as a whole: every rule is told, seen to break and seen to hold, and its dates follow the law."""

import csv
import re
from pathlib import Path
from typing import Any

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
    Values,
    broken_rules,
    code_lists,
    facts_of,
    make_inputs,
)

NO_TEAM: Values = {"rehabteam_dato": None, "rehabteam_indstilling": None}
COORDINATOR: Values = {"sundkoord_dato": "2024-01-02"}
WORK = [{"sagsid": "S1", "uger": 4, "alle_loenmodtager": True}]
SET_FOR_THE_2ND = EARLIER_GRANT | {"revisionsdato": "2024-02-02"}
LATE_COURSE = [{"person_id": "p1", "startdto": "2026-03-01"}]
LOW_INCOME = [{"person_id": "p1", "aar": 2026, "brutto": 1.0}]
IN_2026: Values = {"afgdato": "2026-03-15", "paabdato": "2026-02-15", "moedetilbud_dato": "2026-02-16"}
BREAKERS: dict[tuple[str, str], tuple[Values, dict[str, Any]]] = {
    ("R01", "stop"): (GRANT | {"foed_dag": "1990-01-01"} | {"lovgrundlag": "17_1"}, {}),
    ("R02", "stop"): (GRANT | {"foed_dag": "1950-01-01"}, {}),
    ("R02", "advarsel"): (GRANT | {"foed_dag": "1950-01-01", "myndighed": "AST"}, {}),
    ("R03", "stop"): (GRANT | {"foed_dag": "2006-05-01"}, {}),
    ("R04", "stop"): (GRANT | NO_TEAM, {}),
    ("R04", "advarsel"): (GRANT | {"rehabteam_dato": "2024-02-02"}, {}),
    ("R08", "stop"): (GRANT | {"moedetilbud_dato": None}, {}),
    ("R09", "advarsel"): (GRANT | {"paabdato": "2023-11-01", "rehabteam_dato": "2023-10-25"}, {}),
    ("R10", "stop"): (GRANT | {"paabdato": None}, {}),
    ("R11", "stop"): (GRANT | {"revisionsdato": "2024-01-01"}, {}),
    ("R11", "advarsel"): (GRANT | {"revisionsdato": "2044-01-01"}, {}),
    ("R12", "stop"): (REFUSAL | {"arbejdsfunktioner": None}, {}),
    ("R12", "advarsel"): (REFUSAL | {"arbejdsfunktioner": None, "lovgrundlag": "17_2"}, {}),
    ("R13", "stop"): (TAKEN_AWAY | {"saerlige_omstaendigheder": None}, {}),
    ("R14", "stop"): (TAKEN_AWAY | {"foed_dag": "1960-01-01", "samtykke": None}, {}),
    ("R15", "stop"): (RESTING | {"foed_dag": "1960-01-01", "anledning": "kommune"}, {}),
    ("R16", "stop"): (GRANT | {"havde_ftp": "J"}, {}),
    ("R17", "stop"): (GRANT | IN_2026 | {"ressourceforloeb": "J"}, {"courses": LATE_COURSE}),
    ("R17", "advarsel"): (GRANT | IN_2026 | {"ressourceforloeb": "J"}, {}),
    ("R18", "stop"): (GRANT | {"anledning": "seniorpension", "lovgrundlag": "17_2"}, {}),
    ("R19", "stop"): (GRANT | {"diag1": None}, {}),
    ("R20", "advarsel"): (GRANT | {"lovgrundlag": "17_2", "rehabteam_dato": "2024-01-02"}, {}),
    ("R21", "stop"): (GRANT | {"lovgrundlag": "17_3"}, {}),
    ("R22", "stop"): (GRANT | {"lovgrundlag": "44"}, {}),
    ("R23", "stop"): (RESTING | {"foed_dag": "1950-01-01", "anledning": "borger"}, {}),
    ("R24", "advarsel"): (GRANT | NO_TEAM | COORDINATOR | {"lovgrundlag": "18_AAB", "sundkoord_vurdering": "A"}, {}),
    ("R25", "stop"): (GRANT | {"anledning": "seniorpension", "lovgrundlag": "17_1"}, {}),
    ("R26", "advarsel"): (GRANT | {"anledning": "revision"}, {"earlier": [SET_FOR_THE_2ND]}),
    ("R27", "advarsel"): (RESTING, {}),
    ("R28", "advarsel"): (RESTING | {"anledning": "indkomst", "afgdato": "2027-06-15"}, {"incomes": LOW_INCOME}),
    ("R29", "advarsel"): (GRANT | {"bopkom": "740"}, {}),
    ("R30", "advarsel"): (GRANT, {"weeks": WORK}),
}  # fmt: skip
# A rest without an earlier grant is warned about by R27 whatever else there is.
ALONG: dict[str, set[str]] = {"R13": {"R27"}, "R14": {"R27"}, "R15": {"R27"}, "R23": {"R15", "R27"}, "R28": {"R27"}}


def judging() -> pl.DataFrame:
    return code_lists().rules.filter(pl.col("alvor") != "undtagelse")


def test_there_is_a_breaker_for_every_row_of_the_table() -> None:
    assert set(judging().select("regel", "alvor").rows()) == set(BREAKERS)


@pytest.mark.parametrize("key", BREAKERS, ids="/".join)
def test_each_rule_can_be_broken_alone(key: tuple[str, str]) -> None:
    decision, tables = BREAKERS[key]
    found = broken_rules(decision, **tables)
    assert found.get(key[0]) == key[1]
    assert set(found) - {key[0]} <= ALONG.get(key[0], set()) | {"R27"}


def test_a_clean_decision_breaks_nothing() -> None:
    assert broken_rules(GRANT) == {}
    assert broken_rules(REFUSAL) == {}
    assert broken_rules(RESTING, [EARLIER_GRANT]) == {}
    assert broken_rules(TAKEN_AWAY, [EARLIER_GRANT]) == {}


def test_the_table_holds_r01_to_r30_with_texts_that_need_no_quotes() -> None:
    rules = code_lists().rules
    assert sorted(rules["regel"].unique()) == [f"R{number:02d}" for number in range(1, 31)]
    for column in ("paragraf", "tekst", "handling"):
        assert rules[column].str.len_chars().min() > 3  # type: ignore[operator]
        assert not rules[column].str.contains('[;"\r\n]').any()


def test_only_the_team_rule_and_the_age_rule_go_by_the_start() -> None:
    by_start = code_lists().rules.filter(pl.col("efter_dato") == "PAABDATO")
    assert set(by_start["regel"]) == {"R01", "R04"}


def test_an_unknown_authority_meets_r19_and_the_rules_for_all() -> None:
    unknown = code_lists().rules.filter(pl.col("gaelder_for").str.contains("ukendt"))
    not_for_all = {"R01", "R04", "R05", "R06", "R07", "R08", "R09", "R12", "R20", "R22", "R24", "R29"}
    assert not_for_all.isdisjoint(unknown["regel"])
    assert len(set(unknown["regel"]) | not_for_all) == 30


def test_the_rule_table_of_the_user_counts_and_has_to_fit_the_predicates(tmp_path: Path) -> None:
    own = tmp_path / "indberetning_regel.csv"
    settings = load_settings({"VEJE_KODELISTER": str(tmp_path)})
    text = (PROJECT_ROOT / "data/seed/kodelister/indberetning_regel.csv").read_text(encoding="utf-8")
    own.write_text(re.sub("2023-01-01,2025-12-31", "2023-01-01,2024-01-01", text), encoding="utf-8")
    lists = load_code_lists(settings)
    facts = facts_of(make_inputs([TAKEN_AWAY | {"saerlige_omstaendigheder": None}]), lists)
    assert "R13" not in judge(facts, lists)["regel"].to_list()
    own.write_text(text.replace("R13,", "R31,"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="R13/stop, R31/stop"):
        judge(facts, load_code_lists(settings))
    own.write_text(text.replace("2025-12-31", "31/12-2025"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="ÅÅÅÅ-MM-DD"):
        load_code_lists(settings)


def test_a_new_municipality_is_known_by_the_code_list_alone(tmp_path: Path) -> None:
    (tmp_path / "kommune.csv").write_text("kom,navn,region_kode,region_navn\n999,Ny,1082,Midt\n", encoding="utf-8")
    lists = load_code_lists(load_settings({"VEJE_KODELISTER": str(tmp_path)}))
    facts = facts_of(make_inputs([GRANT | {"myndighed": "999", "bopkom": "999"}, GRANT | {"sagsid": "S2"}]), lists)
    assert judge(facts, lists).select("sagsid", "regel").rows() == [("S2", "R19")]


def test_every_line_of_the_table_has_every_field() -> None:
    file = PROJECT_ROOT / "data" / "seed" / "kodelister" / "indberetning_regel.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        assert {len(row) for row in csv.reader(stream)} == {9}
