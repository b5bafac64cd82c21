"""A check passes at its limit, fails beyond it, and never passes without a measure."""

from datetime import date
from pathlib import Path

import pytest

from dagster_project.gates.judge import judge
from dagster_project.gates.limits import Check
from dagster_project.gates.profile import Measurement
from dagster_project.gates.stage_report import Verdict

AT_MOST = Check(
    "andel", "raa", "conformance", "hoejst", 1.0, 5.0, "procent", None, date(2026, 1, 1), "t", "n", "h", "g"
)
AT_LEAST = Check("daekning", "raa", "completeness", "mindst", None, 90.0, "procent", None, date(2026, 1, 1), "t", "n",
                 "h", "g")  # fmt: skip


def verdict(measurement: Measurement, docs: Path | None = None) -> Verdict:
    return next(judge("raa", [measurement], docs))


@pytest.mark.parametrize(
    ("measured", "expected"), [(1.0, "bestaaet"), (1.0001, "advarsel"), (5.0, "advarsel"), (5.0001, "stoppet")]
)
def test_a_measure_may_reach_its_upper_limits(measured: float, expected: str) -> None:
    assert verdict(Measurement(AT_MOST, "", 1, 100, measured)).udfald == expected


@pytest.mark.parametrize(("measured", "expected"), [(90.0, "bestaaet"), (89.9999, "stoppet")])
def test_a_measure_may_reach_its_lower_limit(measured: float, expected: str) -> None:
    assert verdict(Measurement(AT_LEAST, "", 90, 100, measured)).udfald == expected


@pytest.mark.parametrize("measured", [float("nan"), float("inf"), float("-inf")])
@pytest.mark.parametrize("check", [AT_MOST, AT_LEAST], ids=["hoejst", "mindst"])
def test_no_number_is_no_pass(check: Check, measured: float) -> None:
    judged = verdict(Measurement(check, "", 1, 1, measured))
    assert judged.blocks


def test_a_check_without_a_measure_is_a_failure_that_blocks() -> None:
    judged = verdict(Measurement(AT_LEAST, "", failure="profilen gav ingen rækker"))
    assert (judged.udfald, judged.blocks) == ("fejl", True)


def test_not_applicable_is_neither_passed_nor_failed() -> None:
    judged = verdict(Measurement(AT_LEAST, "", 0, 0))
    assert (judged.udfald, judged.blocks) == ("ikke_relevant", False)


def test_the_page_holds_no_measure_and_fetches_nothing(tmp_path: Path) -> None:
    verdict(Measurement(AT_MOST, "bef", 123456, 1000000, 12.3456), tmp_path)
    page = (tmp_path / "raa.html").read_text(encoding="utf-8")
    assert "http" not in page.replace("http-equiv", "")
    assert "12.3456" not in page
    assert "123456" not in page
    assert "andel|bef" in page
    assert (tmp_path / "raa.html").stat().st_mode & 0o777 == 0o600
