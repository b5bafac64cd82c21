"""The named cases of the register of decisions: what is expected of each is what the definitions give."""

import csv

import polars as pl
import pytest

from synthetic.write import report_study
from tests.oracle.tables.random_cases import default_lists
from tests.oracle.tables.world import World
from tests.unit.synthetic.conftest import EXPECTED, LANDING
from tests.unit.synthetic.delivered import accepted

with (EXPECTED / "forventet_saertilfaelde.csv").open(encoding="utf-8", newline="") as _file:
    CASES = list(csv.DictReader(_file))


@pytest.fixture(scope="module")
def world() -> World:
    quarantine = pl.read_csv(EXPECTED / "forventet_karantaene.csv", schema_overrides={"kolonne": pl.Utf8})
    register = accepted(LANDING, "tilkendelsesregister", quarantine).rename(str.lower).rename({"pnr": "person_id"})
    rows = register.with_columns(pl.col("bopkom").str.zfill(3)).to_dicts()
    return World(report_study(), default_lists(), {"tilkendelsesregister": rows})


def answer(world: World, field: str, sagsid: str) -> str:
    """What the definitions say of one row, in plain Python."""
    (row,) = (row for row in world.rows["tilkendelsesregister"] if row["sagsid"] == sagsid)
    granted = world.granted.get(row["person_id"], {})
    in_column = bool(world.columns_of(row["bopkom"]))
    applied = sagsid in {case["sagsid"] for case in world.applications} and in_column
    answers = {
        "i_maalgruppe": granted.get("sagsid") == sagsid,
        "i_tabel_5_2": applied,
        "i_tabel_5_4": applied and row["afgoerelse"] == "A",
        "i_kolonne": in_column,
    }
    if field in answers:
        return "ja" if answers[field] else "nej"
    return str(granted["day" if field == "afgoerelsesdato" else field])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_named_case_has_the_expected_answer(case: dict[str, str], world: World) -> None:
    assert answer(world, case["felt"], case["sagsid"]) == case["forventet"]


def test_somebody_was_granted_on_both_ends_of_the_period(world: World) -> None:
    days = {case["day"] for case in world.granted.values()}
    assert days >= set(world.study.periode)
