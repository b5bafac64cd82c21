"""`veje manifest` writes what a run holds a delivery against; `veje karantaene` tells where to look, never what."""

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from dagster_project.cli.main import main
from tests.lib.home import VEJE
from tests.lib.landing import MAN, Landing, csv_of

DAY = "2010-06-30"
CELL = "Hemmelig"


@pytest.fixture
def landing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Landing:
    monkeypatch.setenv("VEJE_LANDING", str(tmp_path / "landing"))
    monkeypatch.setenv("VEJE_HOME", str(tmp_path / "var"))
    for name in ("VEJE_STUDIE", "VEJE_KILDER", "VEJE_KODELISTER", "VEJE_MILJOE", "DAGSTER_HOME", "VEJE_NOEGLE_FIL"):
        monkeypatch.delenv(name, raising=False)
    return Landing(tmp_path)


def test_a_manifest_that_is_written_makes_a_delivery_ready_in_production(landing: Landing) -> None:
    files = {"a.csv": csv_of("ind", {}), "b.csv": 'PNR;AAR;BRUTTO\n"0101700001";"20\n07";1\n'}
    folder = landing.deliver("ind", DAY, files, manifest=False)
    assert main(["manifest", str(folder)]) == 0
    listed = {one["navn"]: one["raekker"] for one in json.loads((folder / "manifest.json").read_text())["filer"]}
    assert listed == {"a.csv": 1, "b.csv": 1}
    landing.ingest("ind")  # makes the key, which production does not
    landing.environment = "produktion"
    landing.ingest("ind")
    assert [status for status, _ in landing.verdict("ind")] == ["godtaget"]


def test_a_file_in_a_folder_of_its_year_is_listed_with_its_path(landing: Landing) -> None:
    folder = landing.deliver("ind", DAY, {}, manifest=False)
    (folder / "year=2007").mkdir()
    (folder / "year=2007" / "a.csv").write_text(csv_of("ind", {}))
    assert main(["manifest", str(folder)]) == 0
    landing.ingest("ind")
    assert landing.verdict("ind") == [("godtaget", "")]


def test_a_manifest_that_is_there_is_not_written_over_unasked(landing: Landing) -> None:
    folder = landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {})})
    before = (folder / "manifest.json").read_bytes()
    assert main(["manifest", str(folder)]) == 2
    assert (folder / "manifest.json").read_bytes() == before
    assert main(["manifest", str(folder), "--erstat"]) == 0
    assert (folder / "manifest.json").read_bytes() != before


def test_no_manifest_is_written_of_what_cannot_be_read(landing: Landing, capsys: pytest.CaptureFixture[str]) -> None:
    folder = landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {}), "b.parquet": b"PAR1"}, manifest=False)
    assert main(["manifest", str(folder)]) == 4
    assert "b.parquet" in capsys.readouterr().err
    assert [file.name for file in folder.iterdir() if "manifest" in file.name] == []
    assert main(["manifest", str(folder.parent)]) == 2
    assert main(["manifest", str(landing.deliver("lmdb", DAY, {}, manifest=False))]) == 4


def quarantined(landing: Landing) -> None:
    rows = [{"BRUTTO": CELL}, {}, {"BRUTTO": CELL}, {"BRUTTO": CELL}, {"PNR": "12"}, {"BRUTTO": "2\x1b[2J"}]
    landing.take("ind", *rows)


def test_the_quarantine_tells_rule_column_count_files_and_lines(
    landing: Landing, capsys: pytest.CaptureFixture[str]
) -> None:
    quarantined(landing)
    assert main(["karantaene"]) == 0
    text = capsys.readouterr().out
    assert "ind/2010-06-30  5 rækker i karantæne" in text
    assert "a.csv  tal_format BRUTTO: 4 rækker, linje 2, 4-5, 7" in text
    assert "a.csv  pnr_format PNR: 1 række, linje 6" in text
    assert main(["karantaene", "ind", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["raekker"] == 5
    assert found["karantaene"][1]["linjer"] == [[2, 2], [4, 5], [7, 7]]
    assert CELL not in text + json.dumps(found)


def test_a_quarantine_without_rows_says_so(landing: Landing, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["karantaene"]) == 0
    landing.take("ind", {})
    assert main(["karantaene", "lmdb"]) == 0
    assert capsys.readouterr().out == "Intet står i karantæne.\n" * 2
    assert main(["karantaene", "lmbd"]) == 2
    assert main(["karantaene", "ind", "--vis"]) == 2


def test_rows_are_shown_on_a_terminal_alone_and_cannot_steer_it(landing: Landing) -> None:
    quarantined(landing)
    reader, writer = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("VEJE_STUDIE")}
    shown = subprocess.run(  # noqa: S603 - our own command
        [VEJE, "karantaene", "ind", "--vis", "--antal", "5"], env=environment, stdout=writer, stderr=writer, check=False
    )
    os.close(writer)
    text = os.read(reader, 10_000).decode()
    os.close(reader)
    assert shown.returncode == 0
    assert f"linje 2: tal_format BRUTTO\r\n    {MAN};2007;{CELL}" in text
    assert "2·[2J" in text


def test_rows_are_not_shown_to_whoever_lacks_the_key(landing: Landing) -> None:
    quarantined(landing)
    landing.settings.storage_key_file.unlink()
    reader, writer = pty.openpty()
    shown = subprocess.run([VEJE, "karantaene", "--vis"], stdout=writer, stderr=writer, check=False)  # noqa: S603
    os.close(writer)
    text = os.read(reader, 10_000).decode()
    os.close(reader)
    assert shown.returncode == 2
    assert CELL not in text
