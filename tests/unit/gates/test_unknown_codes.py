"""Unknown codes are named by frequency; a few warn, many stop, and one of DREAM is one too many."""

import duckdb
import pytest

from dagster_project.gates.judge import judge
from dagster_project.gates.limits import checks_of
from dagster_project.gates.profile import measure
from dagster_project.gates.stage_report import Verdict

STUDY = """
CREATE SCHEMA staging; CREATE SCHEMA kode; CREATE SCHEMA studie; CREATE SCHEMA raa; CREATE SCHEMA forloeb;
CREATE TABLE studie.studie AS
SELECT 'proeve' AS navn, DATE '2009-03-31' AS periode_til, DATE '2008-01-01' AS oevrig_referencedato;
"""


def verdict(con: duckdb.DuckDBPyConnection, name: str) -> Verdict:
    (check,) = (one for one in checks_of("staging") if one.navn == name)
    (found,) = judge("staging", measure(con, check))
    return found


@pytest.mark.parametrize(
    ("unknown", "outcome"), [(0, "bestaaet"), (1, "advarsel"), (10, "advarsel"), (11, "stoppet"), (100, "stoppet")]
)
def test_unknown_educations_warn_and_stop_above_a_tenth_of_the_persons(unknown: int, outcome: str) -> None:
    with duckdb.connect() as con:
        con.execute(STUDY)
        con.execute("CREATE TABLE kode.hfaudd AS SELECT '1009' AS hfaudd")
        con.execute(
            """CREATE TABLE staging.stg_udda AS
               SELECT i AS person_id, CASE WHEN i < ? THEN '77' || (i % 3 // 2) ELSE '1009' END AS hfaudd,
                      DATE '2000-01-01' AS hf_vfra FROM range(100) r(i)""",
            [unknown],
        )
        # What nobody's table reads counts for nothing: an earlier education, one after the period, an empty one.
        con.execute(
            """INSERT INTO staging.stg_udda VALUES (1, '666', '1990-01-01'), (2, '666', '2010-01-01'),
               (200, '', '2000-01-01'), (201, NULL, '2000-01-01')"""
        )
        found = verdict(con, "hfaudd_koder_kendt")
    assert found.udfald == outcome
    assert "666" not in found.fundet
    if unknown == 11:
        assert "770 (8 personer), 771 (3 personer)" in found.fundet
        assert found.forventet == "højst 10 %"


def test_one_unknown_code_of_dream_stops_and_what_could_be_a_number_is_not_named() -> None:
    number = "0101" + "700001"
    with duckdb.connect() as con:
        con.execute(STUDY)
        con.execute("CREATE TABLE kode.dream_ydelse AS SELECT '111' AS kode")
        con.execute(
            """CREATE TABLE raa.dream_forloeb AS SELECT 'accepteret' AS status, [
                   {'kode': '111', 'uger': 900}, {'kode': 'abc', 'uger': 3}, {'kode': '8', 'uger': 40},
                   {'kode': ?, 'uger': 1}, {'kode': '', 'uger': 7}] AS ydelsesforloeb""",
            [number],
        )
        con.execute("INSERT INTO raa.dream_forloeb SELECT 'erstattet', [{'kode': 'gammel', 'uger': 5}]")
        found = verdict(con, "dream_koder_kendt")
    assert found.udfald == "stoppet"
    assert "8 (40 uger), abc (3 uger), (et langt tal) (1 uger)" in found.fundet
    assert number not in str(found)
    assert "gammel" not in str(found)
