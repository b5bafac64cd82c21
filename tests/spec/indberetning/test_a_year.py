"""January 2025 to March 2026 month by month, to the last record.

Late cases, corrections, confirmations, refusals, annulments, and case numbers that are used again.
"""

import csv
import io

import numpy as np
import polars as pl
import pytest

from dagster_project.indberetning.received.reception import receive
from dagster_project.indberetning.sent.archive import read_archive
from dagster_project.indberetning.sent.ledger import read_ledger
from dagster_project.indberetning.status import frames_of
from dagster_project.indberetning.timetable import months_between
from tests.lib.reporting import GRANT, REFUSAL, Values, World, moment

MONTHS = months_between("2025-01", "2026-03")
AUTHORITIES = ("661", "740", "657", "AST")


def shift(month: str, by: int) -> str:
    year, number = divmod(int(month[:4]) * 12 + int(month[5:]) - 1 + by, 12)
    return f"{year}-{number + 1:02d}"


def new_case(rng: np.random.Generator, number: int, month: str) -> Values:
    """A case decided in ``month``; one in eight lacks its diagnosis, one in eight the team: they are held back."""
    kind = GRANT if rng.random() < 0.6 else REFUSAL
    begun, authority = shift(month, -1), str(rng.choice(AUTHORITIES))
    return (
        kind
        | {
            "sagsid": f"{month}-{number}",
            "person_id": f"p{rng.integers(1, 29)}",
            "myndighed": authority,
            "bopkom": "661" if authority == "AST" else authority,
            "afgdato": f"{month}-{rng.integers(10, 28)}",
            "paabdato": f"{begun}-15",
            "rehabteam_dato": f"{begun}-10",
            "moedetilbud_dato": f"{month}-01",
            "ansdato": f"{begun}-05",
            "diag1": None if rng.random() < 0.125 else "DF20.0",
        }
        | ({"rehabteam_dato": None} if rng.random() < 0.125 else {})
    )


def change(rng: np.random.Generator, world: World, sagsid: str, month: str) -> None:
    """One of what happens to a case afterwards."""
    case = world.cases[sagsid]
    match rng.integers(6):
        case 5:
            # The number is used again for a decision of its own: the first one must not be lost.
            world.correct(sagsid, afgoerelse="H", havde_ftp="J", lovgrundlag="43A", afgdato=f"{month}-20")
        case 0:
            world.correct(sagsid, diag1="DF32.1")
        case 1:
            world.correct(sagsid, afgoerelse="I", afgdato=None)
        case 2:
            world.correct(sagsid, afgoerelse="A" if case["afgoerelse"] == "T" else "T", arbejdsfunktioner="kontor")
        case 3:
            world.correct(
                sagsid, afgdato=f"{month}-12", moedetilbud_dato=f"{month}-01", paabdato=f"{shift(month, -1)}-15"
            )
        case _:
            world.correct(sagsid, diag1=None)


def answer(rng: np.random.Generator, world: World, day: str, refused: float = 1 / 6) -> None:
    """STAR answers what is open, and refuses this share of it."""
    rows, ledger = read_archive(world.root).rows, read_ledger(world.root)
    open_rows = rows.join(ledger, on=["indberetning_id", "version"], how="anti").sort("indberetning_id", "version")
    lines = [
        f"{record};{version};{'afvist' if rng.random() < refused else 'modtaget'};;"
        for record, version in open_rows.select("indberetning_id", "version").rows()
    ]
    file = world.home / f"svar_{day}.csv"
    file.write_text("\n".join(["indberetning_id;version;status;kode;tekst", *lines, ""]), encoding="utf-8")
    receive(world.settings, [file], now=moment(f"{day}T09:00"))


def put_right(world: World, note: str) -> None:
    """At the end somebody corrects what was refused, and corrects or stands by what is held back."""
    ledger, rows = read_ledger(world.root), read_archive(world.root).rows
    newest = rows.sort("version").unique("indberetning_id", keep="last").join(ledger, on=["indberetning_id", "version"])
    refused = set(newest.filter((pl.col("status") == "afvist") & (pl.col("haendelse") != "annullering"))["cpr"])
    for sagsid, case in list(world.cases.items()):
        if case["diag1"] is None or world.pnr[case["person_id"]] in refused:
            world.correct(sagsid, diag1="DF33.2", sagsbehandler=note)
    for error in newest_errors(world):
        if error["alvor"] == "bekraeft":
            told = world.confirm(error["sagsid"], error["regel"], afgnr=int(error["afgnr"]), reason=note)
            assert told.counting + len(told.reported) == 1


def newest_errors(world: World) -> list[Values]:
    """The rows of the newest error list of every authority and month."""
    lists = [max(month.iterdir()) for month in world.root.glob("*/20*")]
    texts = [next(folder.glob("*_fejl.csv")).read_text(encoding="utf-8") for folder in lists]
    return [row for text in texts for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=";")]


def tell_apart(world: World, first: dict[str, Values]) -> None:
    """Somebody sees that a number was used again, and delivers the two decisions with a number each."""
    for sagsid, before in first.items():
        if world.cases[sagsid]["afgoerelse"] == "H":
            world.put(world.cases[sagsid], afgnr=2)
            world.put(before)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    made, rng = World(tmp_path_factory.mktemp("aar")), np.random.default_rng(2025)
    first: dict[str, Values] = {}
    for month in MONTHS:
        due = shift(month, 1)
        for number in range(8):
            made.put(
                new_case(rng, number, month if number else max(MONTHS[0], shift(month, -2)))
                | {"sagsid": f"{month}-{number}"}
            )
        made.export(month, at=f"{due}-05T06:00")
        answer(rng, made, f"{due}-08")
        for sagsid in rng.choice(sorted(made.cases), 3, replace=False):
            before = made.cases[str(sagsid)]
            change(rng, made, str(sagsid), month)
            if made.cases[str(sagsid)]["afgoerelse"] == "H" and before["afgoerelse"] in "TA":
                first[str(sagsid)] = before
        made.look_daily(f"{due}-15T06:00")
        answer(rng, made, f"{due}-20")
    tell_apart(made, first)
    assert len(first) >= 3
    for day in range(10, 28):
        put_right(made, f"rettet den {day}.")
        if not made.look_daily(f"2026-05-{day}T06:00").written:
            return made
        answer(rng, made, f"2026-05-{day}", refused=0.05)
    raise AssertionError("the corrections never come to an end")


@pytest.fixture(scope="module")
def rows(world: World) -> pl.DataFrame:
    receipts = read_ledger(world.root).filter(pl.col("grund").is_null()).select("indberetning_id", "version", "status")
    return read_archive(world.root).rows.join(receipts, on=["indberetning_id", "version"], how="left")


def test_every_kind_of_event_happened(rows: pl.DataFrame) -> None:
    counts = dict(rows.group_by("haendelse").len().iter_rows())
    assert all(counts[event] >= 10 for event in ("ny", "rettelse", "annullering"))
    assert (rows["status"] == "afvist").sum() >= 10


def test_versions_of_a_record_run_from_1_without_a_gap(rows: pl.DataFrame) -> None:
    versions = rows.group_by("indberetning_id").agg(pl.col("version").sort())
    assert all(found == list(range(1, len(found) + 1)) for found in versions["version"].to_list())


def test_in_each_month_a_record_is_new_then_corrected_then_annulled(rows: pl.DataFrame) -> None:
    for (_, _), story in rows.sort("version").group_by("indberetning_id", "maaned"):
        standing = False
        for event in story["haendelse"]:
            assert (event == "ny") is not standing
            standing = event != "annullering"


def test_a_record_stands_in_one_month_at_most(rows: pl.DataFrame) -> None:
    last = rows.sort("version").unique(["indberetning_id", "maaned"], keep="last")
    standing = last.filter(pl.col("haendelse") != "annullering")
    assert not standing["indberetning_id"].is_duplicated().any()


def test_every_record_ends_received_or_explained_and_star_knows_the_register_as_it_is(
    world: World, rows: pl.DataFrame
) -> None:
    newest = rows.sort("version").unique("indberetning_id", keep="last", maintain_order=True)
    # A refused annulment has nothing left to correct: it stands refused, and the record is gone here.
    explained = newest.filter((pl.col("status") == "afvist") & (pl.col("haendelse") == "annullering"))
    assert set(newest.join(explained, on="indberetning_id", how="anti")["status"]) == {"modtaget"}
    known = newest.filter(pl.col("haendelse") != "annullering").select(
        "afgoerelse", "afgoerelsesdato", "myndighed", "cpr"
    )
    decided = [case for case in world.cases.values() if case["afgoerelse"] != "I" and case["afgdato"]]
    expected = sorted((c["afgoerelse"], c["afgdato"], c["myndighed"], world.pnr[c["person_id"]]) for c in decided)
    assert sorted(known.rows()) == expected


def test_at_the_end_nothing_is_left_to_do(world: World) -> None:
    assert world.export(*MONTHS, at="2026-06-01T06:00").written == ()
    assert world.look_daily("2026-06-01T06:00").written == ()
    errors = newest_errors(world)
    assert not {"fejl", "bekraeft"} & {error["alvor"] for error in errors}
    assert ("R04", "bekraeftet") in {(error["regel"], error["alvor"]) for error in errors}


def test_the_tables_of_the_person_on_duty_say_so_too(world: World) -> None:
    frames = frames_of(world.settings, world.inputs, lookup=world.lookup)
    status, errors = frames["marts.indberetning_status"], frames["kvalitet.indberetning_fejl"]
    assert set(status["tilstand"]) == {"modtaget", "afvist"}
    assert status["antal"].sum() == read_archive(world.root).rows.height
    assert errors["holdt_siden"].null_count() == errors.height
    assert sorted(error["indberetning_id"] for error in newest_errors(world)) == sorted(errors["indberetning_id"])


def test_a_number_that_was_used_again_has_lost_no_decision(world: World, rows: pl.DataFrame) -> None:
    again = [case for case in world.cases.values() if case["afgnr"] == 2]
    newest = rows.sort("version").unique("indberetning_id", keep="last")
    standing = newest.filter(pl.col("haendelse") != "annullering").select("afgoerelse", "afgoerelsesdato", "cpr").rows()
    for case in again:
        number = world.pnr[case["person_id"]]
        first = world.cases[case["sagsid"]]
        assert ("H", case["afgdato"], number) in standing
        assert (first["afgoerelse"], first["afgdato"], number) in standing or first["afgoerelse"] == "I"
