"""The other verbs on a published home: reporting, receipts, going back."""

import csv
from pathlib import Path

import pytest

from dagster_project.publication.files import current_generation
from dagster_project.publication.generations import publish
from dagster_project.study import load_study
from dagster_project.warehouse import open_warehouse
from tests.lib.home import Home
from tests.unit.publication.small_warehouse import run_at

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


def test_a_decision_that_somebody_stands_by_is_sent(published: Home) -> None:
    case, rule, month = "2025-500114", "R04", "2026-02"  # planted: data/seed/synthetic/forventet_regelbrud.csv
    assert published.veje("indberet", "--maaned", month).returncode == 0
    lists = (published.path / "indberetning").glob(f"*/{month}/*/ftp_*_fejl.csv")
    (held,) = (
        row for file in lists for row in records_of(file) if row["sagsid"] == case and row["alvor"] == "bekraeft"
    )
    words = ["bekraeft", case, "--regel", rule, "--begrundelse", "prøvet igen", "--af"]
    assert held["regel"] == rule
    assert published.veje(*words, " ").returncode == 2
    done = published.veje(*words, "ABC")
    assert done.returncode == 0, done.stderr
    assert published.veje("indberet", "--maaned", month).returncode == 0
    assert held["indberetning_id"] in {
        row["indberetning_id"] for file in sent_files(published) for row in records_of(file)
    }


def test_going_back_publishes_the_generation_before_with_its_page(published: Home) -> None:
    first = current_generation(published.settings)
    study = load_study(published.settings.study_file)
    with open_warehouse(published.settings) as con:
        con.execute("UPDATE marts.rapporttabel SET vaerdi = vaerdi + 1 WHERE tabel = '5.1'")
    second = publish(published.settings, study, run_at(0))
    assert second.name == current_generation(published.settings) != first
    done = published.veje("rul-tilbage")
    assert done.returncode == 0, done.stderr
    assert f"Generation {first} er publiceret igen" in done.stdout
    assert published.rows("SELECT generation FROM kvalitet.generation") == [(first,)]
    assert str(first) in (published.path / "rapport" / "index.html").read_text(encoding="utf-8")


def test_raw_data_that_is_forgotten_is_gone_and_said(published: Home, tmp_path: Path) -> None:
    home = published.copied_to(tmp_path / "hjem")
    done = home.veje("glem", "--foer", "2010-12-31")
    assert done.returncode == 0, done.stderr
    assert "tilkendelsesregister:" in done.stdout
    with open_warehouse(home.settings, read_only=True) as con:
        assert con.execute(
            "SELECT count(*) FROM raa.tilkendelsesregister WHERE leverance < '2010-12-31'"
        ).fetchone() == (0,)
