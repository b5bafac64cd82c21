"""Row by row: each rule of the contract on one row, and which rule wins when several are broken."""

from typing import Any

import pytest

from tests.lib.landing import ALL, MAN, WOMAN, Landing

Cells = dict[str, str]


@pytest.mark.parametrize("register", ALL)
def test_a_good_row_is_accepted(landing: Landing, register: str) -> None:
    assert landing.take(register, {}) == []
    assert landing.account(register) == [(1, 1, 0, 0, 0)]


BROKEN: list[tuple[str, Cells, str, str]] = [
    ("tilkendelsesregister", {"SAGSID": ""}, "noegle_mangler", "SAGSID"),
    ("tilkendelsesregister", {"SAGSID": "  "}, "noegle_mangler", "SAGSID"),
    ("amfora", {"FORANST": ""}, "noegle_mangler", "FORANST"),
    ("amfora", {"STARTDTO": ""}, "noegle_mangler", "STARTDTO"),
    ("bef", {"REFERENCETID": ""}, "noegle_mangler", "REFERENCETID"),
    ("ind", {"AAR": ""}, "noegle_mangler", "AAR"),
    ("bef", {"PNR": ""}, "pnr_format", "PNR"),
    ("bef", {"PNR": "010170001"}, "pnr_format", "PNR"),
    ("bef", {"PNR": "010170-0001"}, "pnr_format", "PNR"),
    ("bef", {"PNR": "01017000001"}, "pnr_format", "PNR"),
    ("bef", {"PNR": "3102700001"}, "pnr_format", "PNR"),
    ("bef", {"PNR": "6101700001"}, "pnr_format", "PNR"),
    ("bef", {"PNR": "٠١٠١٧٠٠٠٠١"}, "pnr_format", "PNR"),
    ("bef", {"FOED_DAG": "1970-02-30"}, "dato_format", "FOED_DAG"),
    ("bef", {"FOED_DAG": "1970/01/01"}, "dato_format", "FOED_DAG"),
    ("bef", {"FOED_DAG": "70-01-01"}, "dato_format", "FOED_DAG"),
    ("bef", {"FOED_DAG": "0000-01-01"}, "dato_format", "FOED_DAG"),
    ("bef", {"FOED_DAG": "2008-01-01 00:00"}, "dato_format", "FOED_DAG"),
    ("bef", {"FOED_DAG": ""}, "dato_format", "FOED_DAG"),
    ("tilkendelsesregister", {"ANSDATO": ""}, "dato_format", "ANSDATO"),
    ("tilkendelsesregister", {"REVISIONSDATO": "snart"}, "dato_format", "REVISIONSDATO"),
    ("amfora", {"SLUTDTO": ""}, "dato_format", "SLUTDTO"),
    ("ind", {"BRUTTO": ""}, "tal_format", "BRUTTO"),
    ("ind", {"BRUTTO": "1.234,5"}, "tal_format", "BRUTTO"),
    ("ind", {"BRUTTO": "1 234"}, "tal_format", "BRUTTO"),
    ("ind", {"BRUTTO": "e5"}, "tal_format", "BRUTTO"),
    ("ind", {"AAR": "to"}, "tal_format", "AAR"),
    ("ind", {"AAR": "2007,5"}, "tal_format", "AAR"),
    ("idap", {"ARLEDGR": "x"}, "tal_format", "ARLEDGR"),
    ("lmdb", {"APK": "x"}, "tal_format", "APK"),
    ("tilkendelsesregister", {"AFGOERELSE": "X"}, "kode_ukendt", "AFGOERELSE"),
    ("tilkendelsesregister", {"AFGOERELSE": ""}, "kode_ukendt", "AFGOERELSE"),
    ("tilkendelsesregister", {"GRUNDLAG": "7"}, "kode_ukendt", "GRUNDLAG"),
    ("tilkendelsesregister", {"GRUNDLAG": "01"}, "kode_ukendt", "GRUNDLAG"),
    ("tilkendelsesregister", {"BOPKOM": "999"}, "kode_ukendt", "BOPKOM"),
    ("tilkendelsesregister", {"BOPKOM": ""}, "kode_ukendt", "BOPKOM"),
    ("tilkendelsesregister", {"AFGOERELSE": "A"}, "kode_ukendt", "AFSLAGSGRUND"),
    ("tilkendelsesregister", {"AFGOERELSE": "A", "AFSLAGSGRUND": "9"}, "kode_ukendt", "AFSLAGSGRUND"),
    ("tilkendelsesregister", {"AFGOERELSE": "A", "AFSLAGSGRUND": "08"}, "kode_ukendt", "AFSLAGSGRUND"),
    ("bef", {"KOEN": "3"}, "kode_ukendt", "KOEN"),
    ("bef", {"KOEN": "01"}, "kode_ukendt", "KOEN"),
    ("bef", {"IE_TYPE": "4"}, "kode_ukendt", "IE_TYPE"),
    ("bef", {"CIVST": "X"}, "kode_ukendt", "CIVST"),
    ("bef", {"KOM": "1"}, "kode_ukendt", "KOM"),
    ("lmdb", {"ATC": "n06ab04"}, "kode_ukendt", "ATC"),
    ("lmdb", {"ATC": "N0"}, "kode_ukendt", "ATC"),
    ("lmdb", {"ATC": ""}, "kode_ukendt", "ATC"),
    ("lmdb", {"APK": "0"}, "vaerdi_omraade", "APK"),
    ("lmdb", {"APK": "0,00"}, "vaerdi_omraade", "APK"),
    ("idap", {"ARLEDGR": "1001"}, "vaerdi_omraade", "ARLEDGR"),
    ("idap", {"ARLEDGR": "-1"}, "vaerdi_omraade", "ARLEDGR"),
    ("ind", {"AAR": "1979"}, "vaerdi_omraade", "AAR"),
    ("ind", {"AAR": "2011"}, "vaerdi_omraade", "AAR"),
    ("ind", {"AAR": "20070000000"}, "vaerdi_omraade", "AAR"),
    ("ind", {"AAR": "-2007"}, "vaerdi_omraade", "AAR"),
    ("bef", {"FOED_DAG": "1969-12-31"}, "dato_umulig", "FOED_DAG"),
    ("udda", {"HF_VFRA": "1969-12-31"}, "dato_umulig", "HF_VFRA"),
    ("lmdb", {"EKSD": "1969-12-31"}, "dato_umulig", "EKSD"),
    ("tilkendelsesregister", {"REHABTEAM_DATO": "1960-01-01"}, "dato_umulig", "REHABTEAM_DATO"),
    ("amfora", {"SLUTDTO": "2007-12-31"}, "dato_umulig", "SLUTDTO"),
    ("foertidspension", {"TIL": "1994-12-31"}, "dato_umulig", "TIL"),
    ("tilkendelsesregister", {"AFGDATO": "2007-12-31"}, "dato_umulig", "AFGDATO"),
    ("bef", {"FOED_DAG": "2008-01-02"}, "dato_umulig", "REFERENCETID"),
]


@pytest.mark.parametrize("register", sorted({register for register, *_ in BROKEN}))
def test_a_row_that_breaks_a_rule_is_quarantined(landing: Landing, register: str) -> None:
    cases = [(cells, regel, kolonne) for name, cells, regel, kolonne in BROKEN if name == register]
    found = landing.take(register, *(cells for cells, *_ in cases))
    assert found == [(regel, kolonne) for _, regel, kolonne in cases]
    assert landing.account(register) == [(len(cases), 0, 0, 0, len(cases))]


STORED: list[tuple[str, Cells, str, str | None]] = [
    ("bef", {"REFERENCETID": "01-01-2008"}, "referencetid", "2008-01-01"),
    ("bef", {"REFERENCETID": "20080101"}, "referencetid", "2008-01-01"),
    ("amfora", {}, "slutdto", "2067-12-31"),
    ("ind", {"BRUTTO": "-1234,50"}, "brutto", "-1234.5"),
    ("ind", {"BRUTTO": "1234.50"}, "brutto", "1234.5"),
    ("lmdb", {"APK": "-1"}, "apk", "-1.0"),
    ("lmdb", {"ATC": "N"}, "atc", "N"),
    ("lmdb", {"ATC": "N06"}, "atc", "N06"),
    ("lmdb", {"ATC": "N06A"}, "atc", "N06A"),
    ("lmdb", {"ATC": "N06AB"}, "atc", "N06AB"),
    ("bef", {"KOM": "0657"}, "kom", "657"),
    ("bef", {"KOM": "000"}, "kom", "000"),
    ("bef", {"KOM": " 657 "}, "kom", "657"),
    ("tilkendelsesregister", {"BOPKOM": "0"}, "bopkom", "000"),
    ("tilkendelsesregister", {"AFGDATO": ""}, "afgdato", None),
    ("tilkendelsesregister", {"AFGOERELSE": "A", "AFSLAGSGRUND": "8"}, "afslagsgrund", "8"),
    ("tilkendelsesregister", {"AFSLAGSGRUND": "9"}, "afslagsgrund", "9"),
    ("tilkendelsesregister", {"MYNDIGHED": "0657"}, "myndighed", "657"),
    ("tilkendelsesregister", {"MYNDIGHED": "UDK"}, "myndighed", "UDK"),
    ("amfora", {"FORANST": "011"}, "foranst", "11"),
    ("amfora", {"FORANST": "77"}, "foranst", "77"),
    ("udda", {"HFAUDD": ""}, "hfaudd", None),
    ("ind", {"AAR": "1980"}, "aar", "1980"),
    ("ind", {"AAR": "2010"}, "aar", "2010"),
    ("idap", {"ARLEDGR": "1000"}, "arledgr", "1000.0"),
    ("bef", {"MOR_ID": "123"}, "mor_id", None),
    ("bef", {"FAR_ID": "0000000000"}, "far_id", None),
    ("bef", {"E_FAELLE_ID": "3102700001"}, "e_faelle_id", None),
    ("foertidspension", {"TIL": ""}, "til", None),
]


@pytest.mark.parametrize("register", sorted({register for register, *_ in STORED}))
def test_a_cell_is_stored_as_what_it_means(landing: Landing, register: str) -> None:
    cases = [(cells, column, stored) for name, cells, column, stored in STORED if name == register]
    assert landing.take(register, *(cells for cells, *_ in cases)) == []
    for line, (_, column, stored) in enumerate(cases, start=2):
        assert landing.rows(f"SELECT {column}::VARCHAR FROM raa.{register} WHERE linje = {line}") == [(stored,)]


BROKEN_TWICE: list[tuple[Cells, str]] = [
    ({"SAGSID": "", "PNR": "x", "ANSDATO": "x", "AFGOERELSE": "x"}, "noegle_mangler"),
    ({"PNR": "x", "ANSDATO": "x", "AFGOERELSE": "x"}, "pnr_format"),
    ({"ANSDATO": "x", "AFGOERELSE": "x", "AFGDATO": "1900-01-01"}, "dato_format"),
    ({"AFGOERELSE": "x", "AFGDATO": "1900-01-01"}, "kode_ukendt"),
]


def test_the_first_broken_rule_wins(landing: Landing) -> None:
    found = landing.take("tilkendelsesregister", *(cells for cells, _ in BROKEN_TWICE))
    assert [regel for regel, _ in found] == [regel for _, regel in BROKEN_TWICE]


def test_too_few_and_too_many_fields_come_before_every_other_rule(landing: Landing) -> None:
    good = f"{MAN};2007;1"
    content = f"PNR;AAR;BRUTTO\n{good}\n;2007\n{good};\nå;;;;\0\n".encode()
    landing.deliver("ind", "2010-06-30", {"a.csv": content})
    landing.ingest("ind")
    assert landing.quarantine("ind") == [("antal_felter", "")] * 3
    assert landing.account("ind") == [(4, 1, 0, 0, 3)]


def test_undecodable_bytes_and_nul_count_in_any_column_even_a_surplus_one(landing: Landing) -> None:
    content = f"PNR;AAR;BRUTTO;NOTE\n{MAN};2007;1;\x81\n{WOMAN};2007;1;é\n{MAN};2006;1;a\0\n".encode("latin-1")
    landing.deliver("ind", "2010-06-30", {"a.csv": content})
    landing.ingest("ind")
    assert landing.quarantine("ind") == [("kodning", "NOTE"), ("kodning", "NOTE")]


def test_the_line_is_the_physical_one_where_the_row_begins(landing: Landing) -> None:
    rows = [f'{MAN};2007;1;"to\r\nlinjer"', "", f"{MAN};x;1;", 'x;2006;1;"a""b\nc"', "", f"{MAN};2005;x;"]
    landing.deliver("ind", "2010-06-30", {"a.csv": "\n".join(["PNR;AAR;BRUTTO;NOTE", *rows])}, manifest=False)
    landing.ingest("ind")
    query = "SELECT linje, regel FROM kvalitet.karantaene ORDER BY linje"
    assert landing.rows(query) == [(5, "tal_format"), (6, "pnr_format"), (9, "tal_format")]
    assert landing.rows("SELECT linje FROM raa.ind") == [(2,)]


def test_pseudonymised_numbers_need_no_date_and_say_no_birth(tmp_path: Any) -> None:
    landing = Landing(tmp_path, study_changes={"pnr_format": "dst"})
    assert landing.take("bef", {"PNR": "9999999999", "FOED_DAG": "1800-01-01", "MOR_ID": "8888888888"}) == []
    assert landing.rows("SELECT mor_id IS NOT NULL FROM raa.bef") == [(True,)]
    found = landing.take("udda", {"PNR": "9999999999999"}, {"PNR": "12345abcde"}, {"PNR": "0"})
    assert found == [("pnr_format", "PNR")] * 3


def test_a_pseudonym_of_any_width_is_the_same_person(tmp_path: Any) -> None:
    """A register that lost the zeros, or holds numbers, means whom the register of twelve digits means."""
    landing = Landing(tmp_path, study_changes={"pnr_format": "dst"})
    rows = [{"PNR": "000123456789", "AAR": "2006"}, {"PNR": "123456789", "AAR": "2007"}]
    assert landing.take("ind", *rows) == []
    assert landing.take("bef", {"PNR": "0123456789", "MOR_ID": "123456789"}) == []
    query = "SELECT count(DISTINCT person_id), count(*) FROM (FROM raa.ind SELECT person_id UNION ALL SELECT unnest("
    assert landing.rows(f"{query}[person_id, mor_id]) FROM raa.bef)") == [(1, 4)]


def test_a_kommune_that_the_users_list_knows_is_known(landing: Landing, tmp_path: Any) -> None:
    lists = tmp_path / "lister"
    lists.mkdir()
    (lists / "kommune.csv").write_text(
        "kom,navn,region_kode,region_navn,gyldig_fra,gyldig_til\n013,Gammel,,,1970-01-01,2006-12-31\n"
    )
    landing.variables["VEJE_KODELISTER"] = str(lists)
    assert landing.take("bef", {"KOM": "13"}, {"PNR": WOMAN, "KOM": "657"}) == [("kode_ukendt", "KOM")]
    assert landing.rows("SELECT kom FROM raa.bef") == [("013",)]
