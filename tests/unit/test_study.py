"""The study file is read strictly: a wrong key is named, and nothing is guessed."""

from datetime import date
from pathlib import Path

import pytest

from dagster_project.errors import ConfigurationError
from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import load_study, require_begun

AKF = PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml"


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = AKF.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "studie.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    return file


def test_the_study_of_the_report_is_read_with_its_defaults() -> None:
    study = load_study(AKF)
    assert study.periode == (date(2007, 7, 1), date(2009, 3, 31))
    assert study.kommuner == ("657", "661", "740", "791")
    assert (study.uger, study.min_celle, study.pnr_format, study.antal_grupper) == (260, 5, "cpr", {})
    assert study.has_timing


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('navn = "akf_2012"', "", "navn"),
        ('navn = "akf_2012"', 'navn = "x"\nfarve = 3', "farve"),
        ("kvartaler = 20", 'kvartaler = "tyve"', "kvartaler"),
        ("kvartaler = 20", "kvartaler = true", "kvartaler"),
        ("kvartaler = 20", "kvartaler = 0", "kvartaler er 0"),
        ("kvartaler = 20", "kvartaler = 61", "fra 4 til 60"),
        ("uger_pr_kvartal = 13", "uger_pr_kvartal = 14", "uger_pr_kvartal er 14"),
        ("medicin_dage = 365", "medicin_dage = 999999999", "medicin_dage er 999999999"),
        ("kvartaler = 20", "kvartaler = 20\nmin_celle = 2", "min_celle er 2"),
        ("kvartaler = 20", "kvartaler = 20\nindkomst_aar = 1", "indkomst_aar er 1"),
        ("[19, 59]", "[19, 9000000000]", "medicin_alder"),
        ("[1990, 2007]", "[1, 9999]", "foraelder_periode"),
        ("[2007-07-01, 2009-03-31]", "[0001-01-01, 9999-12-31]", r"periode er \[0001-01-01, 9999-12-31\]"),
        ("kvartaler = 20", "kvartal = 20", r"kvartal \(mente du kvartaler\?\); mangler kvartaler"),
        ("[2007-07-01, 2009-03-31]", "[2009-03-31, 2007-07-01]", "periode"),
        ("[2007-07-01, 2009-03-31]", "[2007-07-01]", "periode"),
        ("2008-01-01", "2008-01-01T10:00:00", "oevrig_referencedato"),
        ('"657", "661", "740", "791"', '"657", "657"', "kommuner"),
        ('"657", "661", "740", "791"', "657", "kommuner"),
        ('"tilstand_akf2012"', '"tilstand_x"', "alfabet"),
        ('navn = "akf_2012"', 'navn = "x"\nantal_grupper = { "101" = 4 }', "antal_grupper"),
        ('navn = "akf_2012"', 'navn = "x"\npnr_format = "andet"', "pnr_format"),
    ],
)
def test_a_wrong_key_is_an_error_that_names_it(tmp_path: Path, old: str, new: str, named: str) -> None:
    with pytest.raises(ConfigurationError, match=named) as caught:
        load_study(changed(tmp_path, old, new))
    assert caught.value.exit_code == 2


@pytest.mark.parametrize("content", [b"navn = ", b"\xff\xfe"])
def test_a_file_that_is_no_toml_is_a_configuration_error(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "studie.toml"
    file.write_bytes(content)
    with pytest.raises(ConfigurationError, match="TOML"):
        load_study(file)


def test_a_missing_file_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="studiefil"):
        load_study(tmp_path / "findes_ikke.toml")


def test_a_toml_error_says_the_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="line 1"):
        load_study(changed(tmp_path, 'navn = "akf_2012"', "navn == 3"))


def test_a_period_that_has_not_begun_is_an_error_that_names_it() -> None:
    study = load_study(AKF)
    require_begun(study, AKF, study.periode[0])
    with pytest.raises(ConfigurationError, match="2007-07-01 til 2009-03-31: i fremtiden"):
        require_begun(study, AKF, date(2007, 6, 30))
