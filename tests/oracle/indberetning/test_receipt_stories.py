"""Random receipts, line by line: which ones count and what is reported, against a second reading of the contract."""

from hashlib import sha256
from pathlib import Path
from random import Random

import polars as pl
import pytest

from dagster_project.indberetning.received.reception import receive
from dagster_project.indberetning.sent.ledger import read_ledger
from tests.lib.reporting import GRANT, World, moment

SEEDS = range(6)
STRANGER = "11111111-1111-5111-8111-111111111111"
Record = tuple[str, int]
Reported = tuple[str, int, str | None, int | None, str]


class Star:
    """What counts so far, and what was reported."""

    def __init__(self, files: dict[str, tuple[str, list[Record]]]) -> None:
        self.files, self.states, self.reported = files, dict[Record, str](), list[Reported]()
        self.sent = {record for _, records in files.values() for record in records}

    def record_line(self, at: tuple[str, int], record: Record, status: str) -> None:
        if status not in {"modtaget", "afvist"}:
            self.reported.append((*at, *record, "ukendt_status"))
        elif record[0] not in {key for key, _ in self.sent}:
            self.reported.append((*at, *record, "ukendt_id"))
        elif record not in self.sent:
            self.reported.append((*at, *record, "ukendt_version"))
        elif record in self.states:
            self.reported.append((*at, *record, "gentaget" if self.states[record] == status else "modstridende"))
        else:
            self.states[record] = status

    def file_line(self, at: tuple[str, int], name: str, digest: str, status: str) -> None:
        known = self.files.get(name)
        if known is None:
            self.reported.append((*at, None, None, "ukendt_fil"))
        elif digest != known[0]:
            self.reported.append((*at, None, None, "forkert_sha256"))
        for record in known[1] if known and digest == known[0] else []:
            self.record_line(at, record, status)


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Four files: two authorities, each with a correction."""
    made = World(tmp_path)
    for number in range(1, 9):
        authority = "661" if number % 2 else "740"
        made.put(GRANT, sagsid=f"S{number}", person_id=f"p{number}", myndighed=authority, bopkom=authority)
    made.export("2024-03")
    for number in (1, 2, 3):
        made.correct(f"S{number}", diag1="DF21")
    made.export("2024-03")
    return made


def sent_files(world: World) -> dict[str, tuple[str, list[Record]]]:
    found = {}
    for file in world.root.glob("*/*/*/ftp_*_0??.csv"):
        lines = file.read_text(encoding="utf-8").splitlines()[1:]
        records = [(line.split(";")[0], int(line.split(";")[1])) for line in lines]
        found[file.name] = (sha256(file.read_bytes()).hexdigest(), records)
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_what_counts_and_what_is_reported(seed: int, world: World) -> None:
    rng, star = Random(seed), Star(sent_files(world))  # noqa: S311 - a story, no secret
    keys = sorted({key for key, _ in star.sent})
    assert len(star.files) == 4
    for number in range(12):
        name, lines = f"svar{number:02d}.csv", []
        whole = rng.random() < 0.4
        for line in range(2, 2 + rng.randint(1, 6)):
            status = rng.choice(["modtaget", "modtaget", "afvist", "i orden" if not whole else "afvist"])
            if whole:
                file = rng.choice([*sorted(star.files), "ftp_661_2024-03_009.csv"])
                digest = rng.choice([star.files.get(file, ("0" * 64,))[0]] * 3 + ["f" * 64])
                lines.append(f"{file};{digest};{status};;")
                star.file_line((name, line), file, digest, status)
            else:
                record = (rng.choice([*keys, STRANGER]), rng.choice([1, 1, 2, 3]))
                lines.append(f"{record[0]};{record[1]};{status};E1;tekst")
                star.record_line((name, line), record, status)
        head = "fil;sha256" if whole else "indberetning_id;version"
        (world.home / name).write_text("\r\n".join([f"{head};status;kode;tekst", *lines, ""]), encoding="utf-8")
        receive(world.settings, [world.home / name], now=moment("2024-04-08T09:00"))
    ledger = read_ledger(world.root)
    counted = ledger.filter(pl.col("grund").is_null() & pl.col("status").is_not_null())
    assert {row[:2]: row[2] for row in counted.select("indberetning_id", "version", "status").rows()} == star.states
    assert counted.height == len(star.states)
    reported = ledger.filter(pl.col("grund").is_not_null())
    columns = ("fil", "linje", "indberetning_id", "version", "grund")
    assert sorted(reported.select(columns).rows(), key=str) == sorted(star.reported, key=str)
