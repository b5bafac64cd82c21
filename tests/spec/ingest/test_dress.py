"""The same rows in every dress that a text file comes in, and what is no dress at all: a clear answer, nothing lost."""

import gzip
import zipfile
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from tests.lib.landing import MAN, WOMAN, Landing, csv_of

PLAIN = f"PNR;AAR;BRUTTO\n{MAN};2007;1000\n{WOMAN};2008;2000\n"
AFTER = [(2007, 1000.0), (2008, 2000.0)]


def _zipped(text: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", text)
    return out.getvalue()


GOOD: dict[str, tuple[str, bytes]] = {
    "plain": ("a.csv", PLAIN.encode()),
    "comma": ("a.csv", PLAIN.replace(";", ",").encode()),
    "tab": ("a.tsv", PLAIN.replace(";", "\t").encode()),
    "pipe": ("a.txt", PLAIN.replace(";", "|").encode()),
    "sep line": ("a.csv", f"sep=;\n{PLAIN}".encode()),
    "sep line, quoted, of Windows": ("a.csv", ('"sep=;"\r\n' + PLAIN.replace("\n", "\r\n")).encode()),
    "sep line after a mark": ("a.csv", f"\ufeffsep=|\n{PLAIN.replace(';', '|')}".encode()),
    "CRLF": ("a.csv", PLAIN.replace("\n", "\r\n").encode()),
    "CR alone": ("a.csv", PLAIN.replace("\n", "\r").encode()),
    "no end of the last line": ("a.csv", PLAIN.rstrip("\n").encode()),
    "empty lines": ("a.csv", PLAIN.replace("\n", "\n\n").encode()),
    "byte order mark": ("a.csv", PLAIN.encode("utf-8-sig")),
    "byte order mark before Windows-1252": (
        "a.csv",
        b"\xef\xbb\xbf"
        + PLAIN.replace("BRUTTO\n", "BRUTTO;NAVN\n").replace("000\n", "000;Bj\u00f8rn\n").encode("cp1252"),
    ),
    "trailing delimiters": ("a.csv", PLAIN.replace("000\n", "000;\n").encode()),
    "every row in a delimiter more, the header too": ("a.csv", PLAIN.replace("\n", ";\n").encode()),
    "quotes": ("a.csv", PLAIN.replace(MAN, f'"{MAN}"').replace("BRUTTO", '"BRUTTO"').encode()),
    "delimiter, quote and line break in quotes": (
        "a.csv",
        PLAIN.replace("BRUTTO\n", "BRUTTO;NOTE\n").replace("000\n", '000;"a;""b""\nc"\n').encode(),
    ),
    "header in other case and order": ("a.csv", f"brutto; Aar ;pnr\n1000;2007;{MAN}\n2000;2008;{WOMAN}\n".encode()),
    "surplus columns, one of them twice": (
        "a.csv",
        PLAIN.replace("BRUTTO\n", "BRUTTO;X;X\n").replace("000\n", "000;1;2\n").encode(),
    ),
    "gzip": ("a.csv.gz", gzip.compress(PLAIN.encode())),
    "gzip of two members": ("a.csv.gz", gzip.compress(PLAIN[:30].encode()) + gzip.compress(PLAIN[30:].encode())),
    "gzip under another name": ("a.csv", gzip.compress(PLAIN.encode())),
    "text under the name of gzip": ("a.csv.gz", PLAIN.encode()),
    "a name with blanks and Danish letters": ("løn år 2007 – æøå.csv", PLAIN.encode()),
    "upper case ending": ("A.CSV", PLAIN.encode()),
}

# A hundred kilobytes that unpack to more than 64 MiB of empty rows.
BOMB = gzip.compress(b"PNR;AAR;BRUTTO\n" + b";;\n" * (23 << 20), compresslevel=1)

REFUSED: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("a.csv", b"", "filen er tom"),
    "a mark alone": ("a.csv", b"\xef\xbb\xbf", "filen er tom"),
    "line ends alone": ("a.csv", b"\n\r\n\n", "filen er tom"),
    "UTF-16": ("a.csv", PLAIN.encode("utf-16"), "UTF-16"),
    "UTF-16 without a mark": ("a.csv", PLAIN.encode("utf-16-le"), "UTF-16"),
    "a column twice": ("a.csv", PLAIN.replace("BRUTTO", "AAR").encode(), "to gange"),
    "no header": ("a.csv", PLAIN.split("\n", 1)[1].encode(), "mangler kolonnen"),
    "a delimiter that nobody knows": ("a.csv", PLAIN.replace(";", ":").encode(), "skilletegnet skal være"),
    "zip as csv": ("a.csv", _zipped(PLAIN), "zip"),
    "Excel as csv": ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "Excel"),
    "Parquet as csv": ("a.csv", b"PAR1" + bytes(600) + b"PAR1", "Parquet"),
    "half a gzip": ("a.csv.gz", gzip.compress(PLAIN.encode())[:-12], "kan ikke læses"),
    "a bomb of gzip": ("a.csv.gz", BOMB, "MiB pakket ud (200 gange det pakkede)"),
    "zip alone": ("a.zip", _zipped(PLAIN), "ingen datafiler; ignorerede filer: a.zip"),
    "csv as Parquet": ("a.parquet", PLAIN.encode(), "kan ikke læses"),
    "csv as SAS": ("a.sas7bdat", PLAIN.encode(), "kan ikke læses"),
    "csv as transport": ("a.xpt", PLAIN.encode(), "kan ikke læses"),
}


def _deliver(landing: Landing, cases: dict[str, tuple[str, bytes]]) -> dict[str, str]:
    """Each case as a delivery of its own; the day by case."""
    days = {case: str(date(2010, 1, 1) + timedelta(days=at)) for at, case in enumerate(cases)}
    for case, (name, content) in cases.items():
        landing.deliver("ind", days[case], {name: content}, manifest=False)
    landing.ingest("ind")
    return days


@pytest.fixture(scope="module")
def dressed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    landing = Landing(tmp_path_factory.mktemp("klæder på"))
    days = _deliver(landing, GOOD)
    rows = landing.rows("SELECT leverance::VARCHAR, aar::INTEGER, brutto FROM raa.ind ORDER BY leverance, aar")
    return {case: [tuple(row[1:]) for row in rows if row[0] == day] for case, day in days.items()}


@pytest.mark.parametrize("case", GOOD)
def test_the_rows_are_the_same_in_every_dress(case: str, dressed: dict[str, Any]) -> None:
    assert dressed[case] == AFTER


@pytest.fixture(scope="module")
def refusals(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    landing = Landing(tmp_path_factory.mktemp("afvist"))
    days = _deliver(landing, {case: (name, content) for case, (name, content, _) in REFUSED.items()})
    assert landing.account("ind") == []
    found = landing.rows("SELECT leverance::VARCHAR, status, grund FROM kvalitet.leverance")
    by_day = {day: (status, reason) for day, status, reason in found}
    return {case: by_day[day] for case, day in days.items()}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_table_refuses_its_delivery_and_says_why(case: str, refusals: dict[str, tuple[str, str]]) -> None:
    status, reason = refusals[case]
    assert status == "afvist"
    assert REFUSED[case][2] in reason
    assert MAN not in reason


def test_the_same_file_twice_is_a_duplicate_row_for_row(landing: Landing) -> None:
    landing.deliver("ind", "2010-06-30", {"a.csv": PLAIN, "b.csv": PLAIN})
    landing.deliver("ind", "2010-07-31", {"a.csv": PLAIN})
    landing.ingest("ind")
    assert landing.account("ind") == [(2, 2, 0, 0, 0), (2, 0, 2, 0, 0), (2, 0, 2, 0, 0)]


def test_a_line_of_delimiters_is_a_row_and_a_file_of_a_header_is_good(landing: Landing) -> None:
    landing.deliver(
        "ind", "2010-06-30", {"a.csv": f"{PLAIN};;\n", "b.csv": PLAIN.split("\n", maxsplit=1)[0]}, manifest=False
    )
    landing.ingest("ind")
    assert landing.account("ind") == [(3, 2, 0, 0, 1), (0, 0, 0, 0, 0)]


def test_one_row_with_a_delimiter_more_is_one_field_too_many(landing: Landing) -> None:
    landing.deliver("ind", "2010-06-30", {"a.csv": PLAIN.replace("1000\n", "1000;\n")}, manifest=False)
    landing.ingest("ind")
    assert landing.quarantine("ind") == [("antal_felter", "")]


@pytest.mark.parametrize("inside", [True, False], ids=["inside the landing folder", "outside"])
def test_a_link_is_refused_by_name_and_never_opened(inside: bool, landing: Landing, tmp_path: Path) -> None:
    target = (landing.root / "landing" if inside else tmp_path) / "maal.csv"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(PLAIN)
    (landing.deliver("ind", "2010-06-30", {}, manifest=False) / "løn.csv").symlink_to(target)
    landing.ingest("ind")
    ((status, reason),) = landing.verdict("ind")
    assert status == "afvist"
    assert "løn.csv" in reason


def test_danish_letters_in_any_encoding_are_the_same_text(landing: Landing) -> None:
    text = csv_of("tilkendelsesregister", {"SAGSID": "Sæby-1", "SAGSBEHANDLER": "Åse Ørsted"})
    landing.deliver("tilkendelsesregister", "2010-06-30", {"a.csv": text.encode()})
    landing.deliver("tilkendelsesregister", "2010-07-31", {"a.csv": text.encode("cp1252")})
    landing.ingest("tilkendelsesregister")
    assert landing.statuses("tilkendelsesregister") == ["accepteret", "dublet"]
