"""Receipts: what counts, what is reported, and that a second time changes nothing."""

import hashlib
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from dagster_project.errors import ConfigurationError
from dagster_project.indberetning.outcomes import ReceiptReport
from dagster_project.indberetning.received.reception import receive, waiting_receipts
from dagster_project.indberetning.sent.archive import read_archive
from dagster_project.indberetning.sent.ledger import read_ledger
from tests.lib.reporting import GRANT, World, moment

MARCH = "2024-03"
HEAD = "indberetning_id;version;status;kode;tekst"
FILE_HEAD = "fil;sha256;status;kode;tekst"


@pytest.fixture
def world(tmp_path: Path) -> World:
    made = World(tmp_path)
    for number in (1, 2, 3):
        made.put(GRANT, sagsid=f"S{number}", person_id=f"p{number}")
    made.export(MARCH)
    return made


def ids(world: World) -> list[str]:
    return [row[0] for row in world.sent("indberetning_id")]


def take(world: World, *lines: str, name: str = "kvittering.csv", encoding: str = "utf-8") -> ReceiptReport:
    folder = world.root / "kvitteringer"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes("\r\n".join(lines).encode(encoding) + b"\r\n")
    return receive(world.settings, [folder / name], now=moment("2024-04-08T09:00"))


def states(world: World) -> dict[tuple[str, int], str]:
    rows = read_ledger(world.root).filter(pl.col("grund").is_null())
    return {
        (record, version): status
        for record, version, status in rows.select("indberetning_id", "version", "status").rows()
    }


def reported(world: World) -> list[tuple[Any, ...]]:
    rows = read_ledger(world.root).filter(pl.col("grund").is_not_null())
    return rows.select("linje", "indberetning_id", "version", "grund").rows()


def test_receipts_settle_the_records_they_name(world: World) -> None:
    one, two, _ = ids(world)
    report = take(world, HEAD, f"{one};1;modtaget;;", f"{two.upper()};1;afvist;E17;Ukendt sagsbehandler")
    assert states(world) == {(one, 1): "modtaget", (two, 1): "afvist"}
    assert str(report) == "  kvittering.csv: 1 modtaget, 1 afvist"


def test_what_cannot_count_is_reported_and_changes_nothing(world: World) -> None:
    one, two, _ = ids(world)
    take(world, HEAD, f"{one};1;modtaget;;")
    take(
        world,
        HEAD,
        "",
        f"{one};1;modtaget;;",
        f"{one};1;afvist;;",
        f"{two};2;modtaget;;",
        "11111111-1111-5111-8111-111111111111;1;modtaget;;",
        f"{two};1;i orden;;",
        f"{two};1;modtaget",
        f'{two};1;afvist;;"to\r\nlinjer"',
        f"{two};1;afvist;;",
        f"{two};1;modtaget;;",
        "0101701234;1;modtaget;;",
        f"{two};0101701234;modtaget;;",
        name="anden.csv",
    )
    assert reported(world) == [
        (3, one, 1, "gentaget"),
        (4, one, 1, "modstridende"),
        (5, two, 2, "ukendt_version"),
        (6, "11111111-1111-5111-8111-111111111111", 1, "ukendt_id"),
        (7, two, 1, "ukendt_status"),
        (8, None, None, "antal_felter"),
        (11, two, 1, "gentaget"),
        (12, two, 1, "modstridende"),
        (13, None, 1, "ukendt_id"),
        (14, two, None, "ukendt_version"),
    ]
    assert states(world) == {(one, 1): "modtaget", (two, 1): "afvist"}


def test_a_whole_file_receipt_counts_for_those_without_one_and_is_reported_for_the_others(world: World) -> None:
    one, two, three = ids(world)
    take(world, HEAD, f"{one};1;modtaget;;", f"{two};1;afvist;;")
    name = "ftp_661_2024-03_001.csv"
    digest = hashlib.sha256((world.root / "661" / MARCH / "001" / name).read_bytes()).hexdigest()
    take(world, FILE_HEAD, f"{name};{digest.upper()};modtaget;;", name="hele.csv")
    assert states(world) == {(one, 1): "modtaget", (two, 1): "afvist", (three, 1): "modtaget"}
    assert reported(world) == [(2, one, 1, "gentaget"), (2, two, 1, "modstridende")]


def test_a_whole_file_receipt_has_to_name_the_file_that_was_sent(world: World) -> None:
    take(
        world,
        FILE_HEAD,
        f"ftp_661_2024-03_001.csv;{'0' * 64};modtaget;;",
        f"ftp_661_2024-03_002.csv;{'0' * 64};modtaget;;",
    )
    assert reported(world) == [(2, None, None, "forkert_sha256"), (3, None, None, "ukendt_fil")]
    assert states(world) == {}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "ukendt_format"),
        (b"id,version\n1,1\n", "ukendt_format"),
        (HEAD.encode(), "tom"),
        (b"\x81\x8d", "ukendt_format"),
    ],
)
def test_a_file_that_is_no_receipt_is_reported(world: World, content: bytes, reason: str) -> None:
    file = world.home / "mystisk.csv"
    file.write_bytes(content)
    report = receive(world.settings, [file], now=moment("2024-04-08T09:00"))
    assert reported(world) == [(1, None, None, reason)]
    assert report.reported == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_texts_are_kept_whatever_the_encoding(world: World, encoding: str) -> None:
    take(world, HEAD, f"{ids(world)[0]};1;afvist;E1;fødselsår på 010170-1234 mangler", encoding=encoding)
    assert read_ledger(world.root)["tekst"].to_list() == ["fødselsår på ********** mangler"]


def test_the_same_file_twice_is_reported_and_changes_nothing(world: World) -> None:
    lines = (HEAD, *(f"{record};1;modtaget;;" for record in ids(world)))
    take(world, *lines)
    before = states(world)
    assert waiting_receipts(world.settings) == []
    take(world, *lines)
    assert states(world) == before
    assert [reason for *_, reason in reported(world)] == ["gentaget"] * 3


def test_only_files_not_taken_in_wait(world: World) -> None:
    take(world, HEAD, f"{ids(world)[0]};1;modtaget;;")
    folder = world.root / "kvitteringer"
    (folder / "ny.csv").write_text(HEAD, encoding="utf-8")
    (folder / ".paa-vej.csv").write_text(HEAD, encoding="utf-8")
    assert [file.name for file in waiting_receipts(world.settings)] == ["ny.csv"]
    (folder / "kvittering.csv").write_text(f"{HEAD}\n{ids(world)[1]};1;modtaget;;\n", encoding="utf-8")
    assert [file.name for file in waiting_receipts(world.settings)] == ["kvittering.csv", "ny.csv"]


def test_a_receipt_for_a_file_without_records_is_taken_in_for_good(world: World) -> None:
    world.put(GRANT, sagsid="S9", person_id="p9", myndighed="740", bopkom="740", diag1=None)
    written = world.export(MARCH).written[0]
    name = written.folder.records_name
    digest = hashlib.sha256((written.path / name).read_bytes()).hexdigest()
    report = take(world, FILE_HEAD, f"{name};{digest};modtaget;;", name="tom_fil.csv")
    assert (report.reported, reported(world)) == (0, [])
    assert waiting_receipts(world.settings) == []


def test_no_folder_of_receipts_means_none_wait(tmp_path: Path) -> None:
    assert waiting_receipts(World(tmp_path).settings) == []


def test_a_file_that_is_not_there_says_so(world: World) -> None:
    with pytest.raises(ConfigurationError, match="kvitteringer"):
        receive(world.settings, [world.home / "findes-ikke.csv"], now=moment("2024-04-08T09:00"))


def test_a_name_with_a_cpr_number_is_covered(world: World) -> None:
    take(world, HEAD, f"{ids(world)[0]};1;modtaget;;", name="svar_0101701234.csv")
    assert read_ledger(world.root)["fil"].to_list() == ["svar_**********.csv"]
    assert waiting_receipts(world.settings) == []


def test_refused_and_unchanged_is_not_sent_again_and_a_change_is_a_correction(world: World) -> None:
    one = ids(world)[0]
    take(world, HEAD, f"{one};1;afvist;;")
    assert world.export(MARCH).written == ()
    for case in ("S1", "S2", "S3"):
        world.correct(case, diag1="DF21")
    world.export(MARCH)
    take(world, HEAD, f"{one};2;modtaget;;", name="igen.csv")
    assert states(world) == {(one, 1): "afvist", (one, 2): "modtaget"}
    assert read_archive(world.root).rows["haendelse"].to_list().count("rettelse") == 3
