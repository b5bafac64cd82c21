"""The named cases of the register of decisions: what is expected of each is what the definitions give."""

import csv

import polars as pl
import pytest

from tests.unit.synthetic.conftest import EXPECTED, LANDING
from tests.unit.synthetic.delivered import accepted
from tests.unit.synthetic.recount import FIRST, LAST, applications, cohort, columns_of

with (EXPECTED / "forventet_saertilfaelde.csv").open(encoding="utf-8", newline="") as _file:
    CASES = list(csv.DictReader(_file))


@pytest.fixture(scope="module")
def register() -> pl.DataFrame:
    quarantine = pl.read_csv(EXPECTED / "forventet_karantaene.csv", schema_overrides={"kolonne": pl.Utf8})
    return accepted(LANDING, "tilkendelsesregister", quarantine)


def answer(register: pl.DataFrame, field: str, sagsid: str) -> str:
    """What the definitions say of one row, recounted without the pipeline."""
    (row,) = register.filter(pl.col("SAGSID") == sagsid).iter_rows(named=True)
    cases = applications(register)
    mine = cohort(cases).filter(pl.col("PNR") == row["PNR"])
    counted = cases.filter((pl.col("SAGSID") == sagsid) & pl.col("BOPKOM").str.zfill(3).is_in(known(cases)))
    answers = {
        "i_maalgruppe": sagsid in mine["SAGSID"].to_list(),
        "i_tabel_5_2": counted.height > 0,
        "i_tabel_5_4": counted.filter(pl.col("AFGOERELSE") == "A").height > 0,
        "i_kolonne": bool(columns_of(row["BOPKOM"].zfill(3))),
    }
    if field in answers:
        return "ja" if answers[field] else "nej"
    return str(mine.row(0, named=True)[field.upper().replace("AFGOERELSESDATO", "AFGDATO")])


def known(cases: pl.DataFrame) -> list[str]:
    return [k for k in cases["BOPKOM"].unique() if columns_of(k)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_named_case_has_the_expected_answer(case: dict[str, str], register: pl.DataFrame) -> None:
    assert answer(register, case["felt"], case["sagsid"]) == case["forventet"]


def test_somebody_was_granted_on_both_ends_of_the_period(register: pl.DataFrame) -> None:
    days = cohort(applications(register))["AFGDATO"]
    assert (days == FIRST).any()
    assert (days == LAST).any()
