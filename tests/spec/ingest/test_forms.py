"""Every form that a cell is delivered in: the text before, and what is stored. One delivery a table, one test a row."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.lib.landing import MAN, Landing

LAST_DAY = date(2007, 12, 31)
QUARANTINE = "karantæne"

DATES: dict[str, date | str | None] = {
    "2007-12-31": LAST_DAY,
    "31-12-2007": LAST_DAY,
    "31.12.2007": LAST_DAY,
    "31/12/2007": LAST_DAY,
    "20071231": LAST_DAY,
    "20071231.0": LAST_DAY,
    "20071231,0": LAST_DAY,
    "31DEC2007": LAST_DAY,
    "31dec2007": LAST_DAY,
    "2007-12-31 00:00:00": LAST_DAY,
    "2007-12-31T00:00:00.000": LAST_DAY,
    "2007-12-31T00:00:00.000000": LAST_DAY,
    "31DEC2007:00:00:00": LAST_DAY,
    "31DEC2007:00:00:00.000": LAST_DAY,
    "31-12-2007 00:00:00": LAST_DAY,
    "20071231 00:00:00": LAST_DAY,
    "  2007-12-31  ": LAST_DAY,
    # With a zone: the Danish day, winter and summer, and no other clock than midnight there.
    "2007-12-30T23:00:00Z": LAST_DAY,
    "2007-12-31T00:00:00+01:00": LAST_DAY,
    "2007-12-30 23:00:00+00": LAST_DAY,
    "2007-12-30T23:00:00.000Z": LAST_DAY,
    "2007-06-30T22:00:00Z": date(2007, 7, 1),
    "2007-06-30T23:00:00Z": QUARANTINE,
    "2007-12-31T00:00:00Z": QUARANTINE,
    "2007-12-31 12:00:00": QUARANTINE,
    "2007-12-31 00:00:01": QUARANTINE,
    "31DEC2007:23:59:59": QUARANTINE,
    "9999-12-31": date(9999, 12, 31),
    "99991231": date(9999, 12, 31),
    "29FEB2008": date(2008, 2, 29),
    "29FEB2007": QUARANTINE,
    "30-02-2007": QUARANTINE,
    "2007-13-01": QUARANTINE,
    "31-12-07": QUARANTINE,
    "311207": QUARANTINE,
    "2007-1-5": QUARANTINE,
    "2007/12/31": QUARANTINE,
    "12/31/2007": QUARANTINE,
    "31. december 2007": QUARANTINE,
    "31MAJ2007": QUARANTINE,
    "39447": QUARANTINE,
    "": None,
    "   ": None,
    "NA": None,
    "na": None,
    ".": None,
    "NULL": None,
    "NaN": None,
    ".A": None,
    ".Z": None,
    "._": None,
    "-": QUARANTINE,
    "ukendt": QUARANTINE,
}

NUMBERS: dict[str, float | str | None] = {
    "250000": 250000.0,
    "250000.00": 250000.0,
    "250000,5": 250000.5,
    "-1234,50": -1234.5,
    ".5": 0.5,
    ",5": 0.5,
    "1e+05": 100000.0,
    "1E5": 100000.0,
    "1.5e+05": 150000.0,
    "1,5e-1": 0.15,
    "0": 0.0,
    "": None,
    "NA": None,
    ".": None,
    "NULL": None,
    "NaN": None,
    ".B": None,
    "1.234,5": QUARANTINE,
    "1,234.5": QUARANTINE,
    "1 234": QUARANTINE,
    "1'234": QUARANTINE,
    "1e400": QUARANTINE,
    "inf": QUARANTINE,
    "0x10": QUARANTINE,
    "kr. 5": QUARANTINE,
}

CODES: dict[tuple[str, str, str], str | None] = {
    ("bef", "KOM", "657"): "657",
    ("bef", "KOM", "0657"): "657",
    ("bef", "KOM", "657.0"): "657",
    ("bef", "KOM", "657,0"): "657",
    ("bef", "KOM", "101.00"): "101",
    ("bef", "KOM", "0"): "000",
    ("bef", "KOM", "6570"): QUARANTINE,
    ("bef", "KOM", "NA"): QUARANTINE,
    ("bef", "KOEN", "1.0"): "1",
    ("bef", "KOEN", "9"): None,
    ("bef", "KOEN", "9.0"): None,
    ("bef", "KOEN", ""): None,
    ("bef", "KOEN", "."): None,
    ("bef", "KOEN", "NA"): None,
    ("bef", "KOEN", "0"): QUARANTINE,
    ("bef", "IE_TYPE", "9"): None,
    ("bef", "IE_TYPE", ""): None,
    ("bef", "IE_TYPE", "3.0"): "3",
    ("bef", "CIVST", "9"): None,
    ("bef", "CIVST", ""): None,
    ("bef", "CIVST", "P"): "P",
    ("bef", "CIVST", "g"): QUARANTINE,
    ("udda", "HFAUDD", "0141"): "141",
    ("udda", "HFAUDD", "141"): "141",
    ("udda", "HFAUDD", "141.0"): "141",
    ("udda", "HFAUDD", "NA"): None,
    ("udda", "HFAUDD", "9998"): "9998",
    ("amfora", "FORANST", "1.0"): "1",
    ("amfora", "FORANST", "01"): "1",
    ("amfora", "FORANST", "NULL"): QUARANTINE,
    ("lmdb", "ATC", "N06AB04"): "N06AB04",
    ("lmdb", "ATC", " N06AB04 "): "N06AB04",
    ("lmdb", "ATC", "N06AB4"): QUARANTINE,
    ("tilkendelsesregister", "DIAG1", "DF320"): "DF320",
    ("tilkendelsesregister", "DIAG2", "NA"): None,
    # A text says what it says: a caseworker may be called Na.
    ("tilkendelsesregister", "SAGSBEHANDLER", "NA"): "NA",
}

WEEKS = {"111": "111", "111.0": "111", "0111": "111", " 111 ": "111", "": "", "NA": "", ".": "", "NULL": "", ".A": ""}
WEEKS |= {"8": "8", "abc": "abc", "111,0": "111", "12345": "12345"}


def _found(landing: Landing, register: str, column: str, cells: list[str], day: str = "2010-06-30") -> dict[str, Any]:
    """Deliver one row for each cell, each line its own file line, and return cell -> what became of it."""
    spread = {"foertidspension": "FRA", "ind": "AAR", "bef": "REFERENCETID", "udda": "HF_VFRA", "amfora": "STARTDTO"}
    rows: list[dict[str, str | None]] = []
    for number, cell in enumerate(cells):
        row: dict[str, str | None] = {column: cell}
        if register == "ind":
            row |= {"AAR": str(1980 + number)}
        elif key := spread.get(register):
            row |= {key: str(date(1971, 1, 1) + timedelta(days=number))}
        else:
            row |= {"SAGSID": f"S{number}"} if register == "tilkendelsesregister" else {}
        rows.append(row)
    landing.take(register, *rows, day=day)
    stored = dict(landing.rows(f"SELECT linje, {column.lower()} FROM raa.{register}"))
    set_aside = {line for (line,) in landing.rows("SELECT linje FROM kvalitet.karantaene")}
    assert len(stored) + len(set_aside) == len(cells)
    return {cell: stored.get(line, QUARANTINE) for line, cell in enumerate(cells, start=2)}


@pytest.fixture(scope="module")
def dates(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return _found(Landing(tmp_path_factory.mktemp("datoer")), "foertidspension", "TIL", list(DATES))


@pytest.mark.parametrize("cell", DATES)
def test_a_day(cell: str, dates: dict[str, Any]) -> None:
    assert dates[cell] == DATES[cell]


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return _found(Landing(tmp_path_factory.mktemp("tal")), "ind", "ERHVERVSINDK", list(NUMBERS))


@pytest.mark.parametrize("cell", NUMBERS)
def test_a_number(cell: str, numbers: dict[str, Any]) -> None:
    assert numbers[cell] == NUMBERS[cell]


@pytest.fixture(scope="module")
def codes(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], Any]:
    found: dict[tuple[str, str, str], Any] = {}
    for register, column in dict.fromkeys((register, column) for register, column, _ in CODES):
        cells = [cell for one, other, cell in CODES if (one, other) == (register, column)]
        landing = Landing(tmp_path_factory.mktemp("koder"))
        became = _found(landing, register, column, cells)
        found |= {(register, column, cell): became[cell] for cell in cells}
    return found


@pytest.mark.parametrize("case", CODES, ids=["-".join(case) for case in CODES])
def test_a_code(case: tuple[str, str, str], codes: dict[tuple[str, str, str], Any]) -> None:
    assert codes[case] == CODES[case]


@pytest.fixture(scope="module")
def weeks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    landing = Landing(tmp_path_factory.mktemp("uger"))
    names = [f"y_08{week:02d}" for week in range(1, len(WEEKS) + 1)]
    landing.deliver("dream", "2010-06-30", {"a.csv": f"PNR;{';'.join(names)}\n{MAN};{';'.join(WEEKS)}\n"})
    landing.ingest("dream")
    ((found,),) = landing.rows("SELECT ydelser FROM raa.dream")
    return dict(zip(WEEKS, found[-len(WEEKS) :], strict=True))


@pytest.mark.parametrize("cell", WEEKS)
def test_a_week(cell: str, weeks: dict[str, str]) -> None:
    assert weeks[cell] == WEEKS[cell]
