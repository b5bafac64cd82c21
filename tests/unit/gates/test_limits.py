"""The file of limits is read strictly: a row that would make a check toothless is refused."""

from pathlib import Path

import pytest

from dagster_project.errors import ConfigurationError
from dagster_project.gates.gates_page import render
from dagster_project.gates.limits import LIMITS_FILE, checks_of, load_checks
from dagster_project.settings import PROJECT_ROOT

HEADER, FIRST = LIMITS_FILE.read_text(encoding="utf-8").splitlines()[:2]


def read(tmp_path: Path, *rows: str) -> None:
    file = tmp_path / "limits.csv"
    file.write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")
    load_checks(file)


def test_the_first_row_alone_is_good(tmp_path: Path) -> None:
    read(tmp_path, FIRST)


@pytest.mark.parametrize(
    ("before", "after"),
    [(",1,5,", ",,,"), (",hoejst,", ",omkring,"), (",conformance,", ",andet,"), (",procent,", ",promille,"),
     (",leverance,", ",landing,")],
    ids=["uden grænse", "retning", "kategori", "enhed", "trin"],
)  # fmt: skip
def test_a_row_that_says_something_unknown_is_refused(tmp_path: Path, before: str, after: str) -> None:
    assert before in FIRST
    with pytest.raises(ConfigurationError):
        read(tmp_path, FIRST.replace(before, after, 1))


def test_two_rows_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="to gange"):
        read(tmp_path, FIRST, FIRST)


@pytest.mark.parametrize(
    ("navn", "advarsel", "stop"),
    [("karantaene_andel", 1, 5), ("raekker_i_kraft_fald", None, 10), ("daekning", None, 90),
     ("mangler_dream", 0, None)],
)  # fmt: skip
def test_the_defaults_are_those_of_the_contract(navn: str, advarsel: float | None, stop: float | None) -> None:
    check = next(check for check in load_checks() if check.navn == navn)
    assert (check.advarsel, check.stop) == (advarsel, stop)


def test_the_page_of_the_gates_is_current() -> None:
    assert (PROJECT_ROOT / "docs" / "gates.md").read_text(encoding="utf-8") == render()


def test_a_study_may_have_a_limit_of_its_own_and_its_verdict_says_so(tmp_path: Path) -> None:
    file = tmp_path / "limits.csv"
    own = FIRST.replace(",1,5,", ",1,20,") + ",akf_2012"
    file.write_text("\n".join((HEADER, FIRST, own)) + "\n", encoding="utf-8")
    (usual,), (lowered,) = checks_of("leverance", "andet", file), checks_of("leverance", "akf_2012", file)
    assert (usual.stop, lowered.stop) == (5, 20)
    assert "ændret for studiet akf_2012" in lowered.allowed(20)
    assert "ændret" not in usual.allowed(5)


def test_a_limit_for_a_study_alone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="for alle studier"):
        read(tmp_path, FIRST + ",akf_2012")
