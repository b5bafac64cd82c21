"""The other verbs on a published home: reporting, receipts, going back."""

import csv
from pathlib import Path

import pytest

from tests.lib.home import Home

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("integration")]

MONTH = "2026-03"


def sent_files(home: Home) -> list[Path]:
    return sorted(file for file in (home.path / "indberetning").glob("*/*/*/ftp_*.csv") if "_fejl" not in file.name)


def records_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def test_a_month_is_reported_received_and_not_sent_twice(published: Home, tmp_path: Path) -> None:
    done = published.veje("indberet", "--maaned", MONTH)
    assert done.returncode == 0, done.stderr
    files = sent_files(published)
    assert len(files) > 10

    verdicts = published.rows("SELECT DISTINCT udfald FROM kvalitet.gate WHERE trin = 'afsendelse'")
    assert verdicts == [("bestaaet",)]
    assert (published.path / "log" / "gx" / "afsendelse.html").is_file()

    again = published.veje("indberet", "--maaned", MONTH)
    assert again.returncode == 0
    assert "intet er skrevet" in again.stdout
    assert sent_files(published) == files

    record = next(row for file in files for row in records_of(file))
    receipt = tmp_path / "kvittering.csv"
    receipt.write_text(
        f"indberetning_id;version;status;kode;tekst\r\n{record['indberetning_id']};{record['version']};modtaget;;\r\n",
        encoding="utf-8",
    )
    taken = published.veje("kvittering", str(receipt))
    assert taken.returncode == 0, taken.stderr
    received = published.rows("SELECT sum(antal) FROM marts.indberetning_status WHERE tilstand = 'modtaget'")
    assert received == [(1,)]


@pytest.mark.parametrize("month", ["1979-12", "2099-01", "2026-13", "2026-3"])
def test_a_month_that_is_none_ends_with_2(published: Home, month: str) -> None:
    assert published.veje("indberet", "--maaned", month).returncode == 2


def test_reporting_is_refused_before_anything_is_published(tmp_path: Path) -> None:
    done = Home(tmp_path / "hjem").veje("indberet", "--maaned", MONTH)
    assert done.returncode == 3
    assert "veje run" in done.stderr


def test_going_back_without_an_earlier_generation_says_so(tmp_path: Path) -> None:
    done = Home(tmp_path / "hjem").veje("rul-tilbage")
    assert done.returncode == 1
    assert "tidligere generation" in done.stderr


def test_a_missing_receipt_file_ends_with_2(published: Home) -> None:
    done = published.veje("kvittering", "findes_ikke.csv")
    assert done.returncode == 2
