"""Every declared table is defined in two sentences, in the words of the study."""

import re
from dataclasses import asdict, replace

import pytest

from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import load_study
from dagster_project.words.dates import danish_day
from dagster_project.words.definitions import DEFINITIONS, definition, of_study
from dagster_project.words.tables import TABLES

STUDY = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")


def test_every_table_that_is_declared_is_defined_and_no_other() -> None:
    assert list(DEFINITIONS) == [table.number for table in TABLES]


@pytest.mark.parametrize("number", DEFINITIONS)
def test_a_definition_is_two_sentences(number: str) -> None:
    told = definition(number, asdict(STUDY))
    assert len(re.findall(r"[.](?= [A-ZÆØÅ]|$)", re.sub(r"\b\d+\. (?=[a-zæøå])", "", told))) == 2, told
    assert not re.search(r"[{}_]", told)


def test_it_says_what_the_study_chose() -> None:
    other = asdict(replace(STUDY, medicin_alder=(18, 66), medicin_dage=180, indkomst_aar=-1))
    assert "på 18-66 år, der har købt typen i de 180 dage før" in definition("6.5", other)
    assert "1. januar 2008" in definition("6.5", other)
    assert "kalenderåret før tilkendelsen" in definition("6.3", other)
    assert "260 uger" in definition("6.8", other)


def test_without_a_study_it_says_so_and_nothing_fails() -> None:
    assert "studiets aldre" in definition("6.5", {})
    assert set(of_study({})) == set(of_study(asdict(STUDY)))
    assert definition("9.9", {}) == ""


def test_a_day_is_written_out() -> None:
    assert danish_day(STUDY.oevrig_referencedato) == "1. januar 2008"
