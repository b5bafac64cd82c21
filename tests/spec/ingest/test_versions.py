"""Later deliveries supersede earlier ones by natural key; nothing is deleted."""

import shutil

from tests.lib.landing import MAN, WOMAN, Landing, csv_of


def test_a_later_row_of_the_same_key_supersedes_the_earlier(landing: Landing) -> None:
    landing.deliver("ind", "2009-01-01", {"a.csv": csv_of("ind", {"BRUTTO": "1"})})
    landing.deliver("ind", "2010-01-01", {"a.csv": csv_of("ind", {"BRUTTO": "2"}, {"BRUTTO": "3"})})
    landing.deliver("ind", "2010-06-30", {"b.csv": csv_of("ind", {"BRUTTO": "5"}), "B.csv": csv_of("ind", {})})
    landing.ingest("ind")
    assert landing.rows("SELECT brutto FROM raa.ind WHERE status = 'accepteret'") == [(5.0,)]
    assert landing.statuses("ind") == ["erstattet"] * 4 + ["accepteret"]


def test_a_row_like_the_one_in_force_is_a_duplicate(landing: Landing) -> None:
    same = {"BRUTTO": "1,0", "SURPLUS": "x"}
    landing.deliver("ind", "2009-01-01", {"a.csv": csv_of("ind", {"BRUTTO": "1"}, {"BRUTTO": "1"})})
    landing.deliver("ind", "2010-01-01", {"a.csv": csv_of("ind", same, {"BRUTTO": "2"}, {"BRUTTO": "1"})})
    landing.ingest("ind")
    assert landing.statuses("ind") == ["erstattet", "dublet", "dublet", "erstattet", "accepteret"]
    assert landing.account("ind") == [(2, 0, 1, 1, 0), (3, 1, 1, 1, 0)]


def test_other_keys_are_left_alone(landing: Landing) -> None:
    landing.deliver("ind", "2009-01-01", {"a.csv": csv_of("ind", {}, {"PNR": WOMAN}, {"AAR": "2006"})})
    landing.deliver("ind", "2010-01-01", {"a.csv": csv_of("ind", {"BRUTTO": "2"})})
    landing.ingest("ind")
    assert landing.statuses("ind") == ["erstattet", "accepteret", "accepteret", "accepteret"]


def test_a_quarantined_row_supersedes_nothing(landing: Landing) -> None:
    landing.deliver("ind", "2009-01-01", {"a.csv": csv_of("ind", {})})
    landing.deliver("ind", "2010-01-01", {"a.csv": csv_of("ind", {"BRUTTO": "x"})})
    landing.ingest("ind")
    assert landing.statuses("ind") == ["accepteret"]


def test_lmdb_replaces_the_months_of_its_accepted_rows_and_knows_no_duplicates(landing: Landing) -> None:
    twice = ({"EKSD": "2008-01-15"}, {"EKSD": "2008-01-15"}, {"EKSD": "2008-02-15"}, {"EKSD": "2008-03-15"})
    landing.deliver("lmdb", "2009-01-01", {"a.csv": csv_of("lmdb", *twice)})
    again = ({"EKSD": "2008-02-01", "PNR": WOMAN}, {"EKSD": "2008-03-01", "APK": "0"})
    landing.deliver("lmdb", "2010-01-01", {"a.csv": csv_of("lmdb", *again)})
    landing.ingest("lmdb")
    assert landing.statuses("lmdb") == ["accepteret", "accepteret", "erstattet", "accepteret", "accepteret"]
    assert landing.account("lmdb") == [(4, 3, 0, 1, 0), (2, 1, 0, 0, 1)]


def test_the_newest_dream_row_of_a_person_stands_alone(landing: Landing) -> None:
    landing.deliver("dream", "2009-01-01", {"a.csv": f"PNR,y_0801,y_0802\n{MAN},111,730\n{WOMAN},111,\n"})
    landing.deliver("dream", "2010-01-01", {"a.csv": f"PNR,y_0802,y_0803\n{MAN},,890\n"})
    landing.ingest("dream")
    assert landing.statuses("dream") == ["erstattet", "accepteret", "accepteret"]
    weeks = "SELECT ydelser[857], ydelser[858], ydelser[859], len(ydelser) FROM raa.dream WHERE status = 'accepteret'"
    assert sorted(landing.rows(weeks), key=str) == [("111", "", None, 858), (None, "", "890", 859)]


def test_a_week_column_that_is_not_there_is_not_a_blank_one(landing: Landing) -> None:
    landing.deliver("dream", "2009-01-01", {"a.csv": f"PNR,y_0801\n{MAN},111\n"})
    landing.deliver("dream", "2009-02-01", {"a.csv": f"PNR,y_801\n{MAN},0111\n"})
    landing.deliver("dream", "2010-01-01", {"a.csv": f"PNR,y_0801,y_0802\n{MAN},111,\n"})
    landing.ingest("dream")
    assert landing.statuses("dream") == ["erstattet", "dublet", "accepteret"]


def test_per_leaves_later_deliveries_out_and_a_later_run_takes_them_in_again(landing: Landing) -> None:
    landing.deliver("ind", "2009-01-01", {"a.csv": csv_of("ind", {"BRUTTO": "1"})})
    landing.deliver("ind", "2010-01-01", {"a.csv": csv_of("ind", {"BRUTTO": "2"})})
    landing.deliver("ind", "2010-02-01", {"a.csv": "PNR\n"})
    for per, status, verdicts in (
        (None, ["erstattet", "accepteret"], ["godtaget", "godtaget", "afvist"]),
        ("2010-01-31", ["erstattet", "accepteret"], ["godtaget", "godtaget"]),
        ("2009-01-01", ["accepteret"], ["godtaget"]),
        ("2008-01-01", [], []),
        (None, ["erstattet", "accepteret"], ["godtaget", "godtaget", "afvist"]),
    ):
        landing.ingest("ind", per)
        assert landing.statuses("ind") == status
        assert [one for one, _ in landing.verdict("ind")] == verdicts


def test_unchanged_deliveries_are_not_read_again(landing: Landing) -> None:
    landing.deliver("ind", "2009-01-01", {"a.csv": csv_of("ind", {"BRUTTO": "1"}, {"SURPLUS": "1", "PNR": "x"})})
    assert len(landing.ingest("ind").read) == 1
    first = landing.verdict("ind"), landing.account("ind"), landing.rows("SELECT * FROM raa.ind")
    assert landing.ingest("ind").read == ()
    assert (landing.verdict("ind"), landing.account("ind"), landing.rows("SELECT * FROM raa.ind")) == first
    landing.study_changes["pnr_format"] = "dst"
    again = landing.ingest("ind")
    assert len(again.read) == 1
    assert again.messages == (), "read in another way it is the same delivery"


def test_a_delivery_that_is_gone_or_changed_is_reported_and_its_rows_leave_force(landing: Landing) -> None:
    landing.deliver("ind", "2009-01-01", {"a.csv": csv_of("ind", {"BRUTTO": "1"})})
    landing.deliver("ind", "2010-01-01", {"a.csv": csv_of("ind", {"BRUTTO": "2"})})
    landing.ingest("ind")
    landing.deliver("ind", "2010-01-01", {"a.csv": csv_of("ind", {"BRUTTO": "3"})})
    assert landing.ingest("ind").messages == ("ind 2010-01-01: leverancen er ændret, siden den blev indlæst",)
    assert landing.rows("SELECT brutto FROM raa.ind WHERE status = 'accepteret'") == [(3.0,)]
    shutil.rmtree(landing.folder("ind", "2010-01-01"))
    messages = landing.ingest("ind").messages
    assert messages == ("ind 2010-01-01: leverancen er væk; dens rækker gælder ikke længere",)
    assert landing.rows("SELECT brutto, status FROM raa.ind") == [(1.0, "accepteret")]
    assert landing.account("ind") == [(1, 1, 0, 0, 0)]


def test_a_changed_delivery_that_is_refused_leaves_its_rows_out_of_force(landing: Landing) -> None:
    landing.deliver("ind", "2010-01-01", {"a.csv": csv_of("ind", {})})
    landing.ingest("ind")
    landing.deliver("ind", "2010-01-01", {"a.csv": csv_of("ind", {}, {})}, manifest=False)
    report = landing.ingest("ind")
    assert [one for one, _ in landing.verdict("ind")] == ["afvist"]
    assert landing.rows("SELECT count(*) FROM raa.ind") == [(0,)]
    assert len(report.refused) == 1
