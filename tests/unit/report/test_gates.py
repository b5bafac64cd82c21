"""The checks on the page: in words, the worst first, an unknown verdict before all."""

import duckdb

from dagster_project.report.gates import read_checks, read_words

GATE = """
CREATE SCHEMA kvalitet;
CREATE TABLE kvalitet.gate AS SELECT * FROM (VALUES
    ('raa', 'b', 'bef', 'completeness', 'stop', 0.9, 0.9995, 'bestaaet', 'alt', NULL),
    ('raa', 'a', '', 'conformance', 'advarsel', 0, 25945, 'advarsel', '25945 af 27894', 'se efter'),
    ('marts', 'c', NULL, 'plausibility', 'stop', NULL, NULL, 'ikke_relevant', NULL, NULL),
    ('marts', 'd', NULL, 'plausibility', 'stop', 1.0, NULL, 'fejl', NULL, 'meld den'),
    ('marts', 'e', NULL, 'ny', 'ny', 1.0, 2.0, 'nyt_udfald', 'noget', NULL)
) v(trin, navn, emne, kahn, alvor, graense, maalt, udfald, fundet, handling)
"""


def test_the_worst_comes_first_and_a_count_has_no_decimals() -> None:
    with duckdb.connect() as con:
        con.execute(GATE)
        checks, words = read_checks(con), read_words(con)
    assert list(checks) == ["nyt_udfald", "kunne ikke svare", "advarer", "bestået", "ikke relevant"]
    assert [one.failed for listed in checks.values() for one in listed] == [True, True, True, False, False]
    (warned,), (passed,), (silent,) = checks["advarer"], checks["bestået"], checks["ikke relevant"]
    assert (warned.name, warned.kind, warned.limit, warned.measured) == ("a", "form", "0", "25.945")
    assert (passed.name, passed.severity, passed.limit, passed.measured) == ("b (bef)", "stopper", "0,900", "1,000")
    assert (silent.limit, silent.found) == ("–", "")
    assert words.counts == {verdict: len(listed) for verdict, listed in checks.items()}
    assert [name for name, _, _ in words.failed] == ["d", "e", "a"]


def test_a_run_without_checks_has_none() -> None:
    with duckdb.connect() as con:
        assert read_checks(con) == {}
        assert read_words(con).counts == {}
