"""Extracts as researchers really have them, small: each was once refused, quarantined, or silently read wrong.

Others of the kind: relatives of another width in `test_relatives`, names of Danmarks Statistik in `test_mapping`, forms
in `test_forms`, types in `test_typed_forms`, delimiters in `test_dress`, a database held by another program in
`tests/unit/publication/test_open_elsewhere`.
"""

from pathlib import Path

import polars as pl

from tests.lib.landing import MAN, WOMAN, Landing, csv_of

DAY = "2010-06-30"
PSEUDONYMS = {"pnr_format": "dst"}


def test_a_population_with_numbers_of_twelve_digits(tmp_path: Path) -> None:
    landing = Landing(tmp_path, study_changes=PSEUDONYMS)
    landing.take("bef", {"PNR": "000000471101", "E_FAELLE_ID": "000000471102"}, {"PNR": "000000471102"})
    assert landing.account("bef") == [(2, 2, 0, 0, 0)]
    assert landing.rows("SELECT count(*) FROM raa.bef AS a JOIN raa.bef AS b ON a.e_faelle_id = b.person_id") == [(1,)]


def test_relatives_of_twelve_digits_beside_numbers_of_ten_are_the_same_persons(tmp_path: Path) -> None:
    landing = Landing(tmp_path, study_changes=PSEUDONYMS)
    landing.take("bef", {"PNR": "0000471101", "E_FAELLE_ID": "000000471102"}, {"PNR": "0000471102"})
    known = landing.rows("SELECT misdannede, velformede, kendte FROM kvalitet.slaegtning WHERE kolonne = 'E_FAELLE_ID'")
    assert known == [(0, 1, 1)]


def test_the_companions_of_dream_are_told_by_their_families(landing: Landing) -> None:
    companions = {f"grad_2008_{month:02d}": "" for month in range(1, 13)} | {f"ak{year:02d}": "" for year in range(11)}
    landing.deliver("dream", DAY, {"a.csv": csv_of("dream", {**companions, "branche_2008_01": "", "LAND": "DK"})})
    landing.ingest("dream")
    assert landing.verdict("dream") == [("godtaget", "ekstra kolonner: LAND, ak*: 11, grad_*: 12")]


def test_folders_of_the_year_are_read_and_named_in_the_account(landing: Landing) -> None:
    for year, person in ((2007, MAN), (2008, WOMAN)):
        folder = landing.folder("ind", DAY) / f"year={year}"
        folder.mkdir(parents=True)
        pl.DataFrame({"PNR": [person], "AAR": [year], "BRUTTO": [1.0]}).write_parquet(folder / "part-0.parquet")
    landing.ingest("ind")
    assert landing.rows("SELECT fil, accepteret FROM kvalitet.raekkeregnskab ORDER BY fil") == [
        ("year=2007/part-0.parquet", 1),
        ("year=2008/part-0.parquet", 1),
    ]


def test_uoplyst_keeps_the_person_with_nothing_known(landing: Landing) -> None:
    landing.take("bef", {"CIVST": "9"}, {"PNR": WOMAN, "FOED_DAG": "1975-02-02", "IE_TYPE": "9", "KOEN": "9"})
    assert landing.account("bef") == [(2, 2, 0, 0, 0)]
    assert landing.rows("SELECT koen, ie_type, civst FROM raa.bef ORDER BY linje") == [
        ("1", "1", None),
        (None, None, "G"),
    ]


def test_open_pensions_are_not_lost_to_what_a_program_writes_for_nothing(landing: Landing) -> None:
    landing.take(
        "foertidspension", *({"FRA": f"199{at}-01-01", "TIL": cell} for at, cell in enumerate(["NA", ".", "NULL", ""]))
    )
    assert landing.rows("SELECT count(*) FROM raa.foertidspension WHERE til IS NULL") == [(4,)]


def test_rows_that_are_not_of_the_register_are_left_out_and_counted(tmp_path: Path) -> None:
    mapping = tmp_path / "kilder.toml"
    mapping.write_text('[amfora]\nuden_for = { kolonne = "ORDNING", lig = ["9", "8"] }\n')
    landing = Landing(tmp_path, variables={"VEJE_KILDER": str(mapping)})
    rows = [{"ORDNING": "9"}, {"ORDNING": "1"}, {"ORDNING": " 8.0 ", "FORANST": ""}, {"ORDNING": "1", "FORANST": ""}]
    landing.take("amfora", *rows)
    assert landing.rows("SELECT raekker_i_fil, accepteret, karantaene, udeladt FROM kvalitet.raekkeregnskab") == [
        (4, 1, 1, 2)
    ]
    assert landing.quarantine("amfora") == [("noegle_mangler", "FORANST")]
