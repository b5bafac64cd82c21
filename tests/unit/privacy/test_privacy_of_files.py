"""No CPR number in any file that ingestion writes, in no report, and none left after deletion."""

import dataclasses
import stat
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from dagster_project import warehouse
from dagster_project.errors import VejeError
from dagster_project.ingest.store import load
from dagster_project.operations import purge as purge_module
from dagster_project.operations.purge import purge
from dagster_project.privacy import vault
from dagster_project.privacy.pseudonym import pseudonymise
from dagster_project.privacy.vault import lookup, open_vault, quarantined_rows
from dagster_project.warehouse import attach_encrypted, connect
from tests.lib.landing import MAN, WOMAN, Landing, csv_of

pytestmark = pytest.mark.slow

CHILD, MOTHER = "0303810003", "0404500004"


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    """Two deliveries: an old one with the man and a broken row, a new one with the woman and her mother."""
    landing = Landing(tmp_path)
    landing.deliver("bef", "2009-01-01", {"a.csv": csv_of("bef", {}, {"PNR": CHILD, "KOEN": "9"})})
    landing.deliver(
        "bef", "2010-01-01", {"a.csv": csv_of("bef", {"PNR": WOMAN, "FOED_DAG": "02-02-1975", "MOR_ID": MOTHER})}
    )
    return landing


def written(landing: Landing) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in (landing.root / "var").rglob("*") if file.is_file()}


def holds(content: bytes, number: str) -> bool:
    return number.encode() in content or number.encode("utf-16-le") in content


def test_no_number_stands_in_any_file_or_report(landing: Landing) -> None:
    report = landing.ingest("bef")
    for number in (MAN, WOMAN, CHILD):
        assert [file for file, content in written(landing).items() if holds(content, number)] == []
        assert number not in str(dataclasses.asdict(report))
    everything = [landing.rows(f"SELECT * FROM {t}") for t in ("raa.bef", "kvalitet.karantaene", "raa.indlaesning")]
    assert not any(number in str(everything) for number in (MAN, WOMAN, CHILD))


def test_files_are_their_owners_alone(landing: Landing) -> None:
    landing.ingest("bef")
    paths = [landing.root / "var", *(landing.root / "var").rglob("*")]
    assert {(path.is_dir(), stat.S_IMODE(path.stat().st_mode)) for path in paths} == {(True, 0o700), (False, 0o600)}


def test_the_vault_leads_back_from_an_id_and_needs_the_key(landing: Landing) -> None:
    landing.ingest("bef")
    ids = pl.Series([row[0] for row in landing.rows("SELECT person_id FROM raa.bef")] + ["ukendt"])
    assert sorted(lookup(landing.settings, ids).get_column("pnr")) == [MAN, WOMAN]
    with connect() as con, pytest.raises(duckdb.Error):
        attach_encrypted(con, landing.settings.vault_file, "boks", "0" * 64, read_only=True)


def test_pairs_are_written_once_and_those_of_another_key_go(landing: Landing) -> None:
    landing.ingest("bef")
    landing.deliver("bef", "2010-02-01", {"a.csv": csv_of("bef", {})})
    landing.ingest("bef")
    old = landing.rows("SELECT DISTINCT person_id FROM raa.bef")
    landing.settings.key_file.write_text("cd" * 32)
    assert len(landing.ingest("bef").read) == 3
    assert not set(old) & set(landing.rows("SELECT DISTINCT person_id FROM raa.bef"))
    with open_vault(landing.settings) as con:
        pairs = con.execute("SELECT person_id, pnr FROM par ORDER BY pnr").fetchall()
    expected = pseudonymise(pl.Series([MAN, WOMAN]), b"\xcd" * 32).to_list()
    assert pairs == list(zip(expected, [MAN, WOMAN], strict=True))


def test_a_quarantined_row_is_kept_as_it_was_delivered(landing: Landing) -> None:
    landing.ingest("bef")
    (row,) = quarantined_rows(landing.settings, "bef", most=10)
    assert (row.leverance, row.fil, row.linje) == (date(2009, 1, 1), "a.csv", 3)
    assert row.raekke.decode().startswith(f"{CHILD};2008-01-01;9;")
    assert quarantined_rows(landing.settings, "udda", most=10) == []


def test_purging_deletes_old_rows_their_pairs_and_every_byte(landing: Landing) -> None:
    landing.ingest("bef")
    ids = [row[0] for row in landing.rows("SELECT person_id FROM raa.bef ORDER BY leverance")]
    copy = landing.settings.warehouse_dir / "generationer" / "g.duckdb"
    copy.parent.mkdir()
    copy.write_bytes(b"a copy made from raw data")
    report = purge(landing.settings, date(2010, 1, 1))
    assert (report.rows["bef"], report.pairs, report.removed_files) == (2, 1, (copy,))
    assert report.still_delivered == (landing.folder("bef", "2009-01-01"),)
    assert landing.rows("SELECT leverance::VARCHAR, status FROM raa.bef") == [("2010-01-01", "accepteret")]
    assert landing.account("bef") == [(1, 1, 0, 0, 0)]
    assert lookup(landing.settings, pl.Series(ids)).get_column("pnr").to_list() == [WOMAN]


def test_purging_leaves_no_byte_of_old_rows_in_the_files(landing: Landing, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (warehouse, vault, purge_module):
        monkeypatch.setattr(module, "attach_encrypted", attach_unencrypted)
    landing.ingest("bef")
    old, new = (row[0] for row in landing.rows("SELECT person_id FROM raa.bef ORDER BY leverance"))
    assert all(any(holds(content, text) for content in written(landing).values()) for text in (old, new, MAN, CHILD))
    purge(landing.settings, date(2010, 1, 1))
    assert not any(holds(content, text) for content in written(landing).values() for text in (old, MAN, CHILD))
    assert any(holds(content, new) for content in written(landing).values())


def attach_unencrypted(
    connection: duckdb.DuckDBPyConnection, file: Path, alias: str, _key: str, *, read_only: bool = False
) -> None:
    """So that the bytes of the files can be searched."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    connection.execute(f"ATTACH '{file}' AS {alias} ({'READ_ONLY' if read_only else 'READ_WRITE'})")


def test_a_duplicate_comes_into_force_when_the_row_before_it_is_purged(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    for day in ("2009-01-01", "2010-01-01"):
        landing.deliver("ind", day, {"a.csv": csv_of("ind", {})})
    landing.ingest("ind")
    assert landing.statuses("ind") == ["accepteret", "dublet"]
    purge(landing.settings, date(2009, 6, 1))
    assert landing.statuses("ind") == ["accepteret"]


def test_an_error_of_the_machinery_says_no_value_and_leaves_the_warehouse_as_it_was(
    landing: Landing, monkeypatch: pytest.MonkeyPatch
) -> None:
    landing.ingest("bef")
    before = landing.rows("SELECT * FROM raa.bef")

    def fail(*_: object) -> None:
        raise pl.exceptions.ComputeError(f"conversion of '{MAN}' failed")

    monkeypatch.setattr(load, "judge_rows", fail)
    landing.deliver("bef", "2010-02-01", {"a.csv": csv_of("bef", {})})
    with pytest.raises(VejeError) as caught:
        landing.ingest("bef")
    assert MAN not in str(caught.value)
    assert caught.value.__suppress_context__
    assert landing.rows("SELECT * FROM raa.bef") == before
