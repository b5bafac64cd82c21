"""Verbs at the same time, and readers while generations change under them."""

import threading
from pathlib import Path

import duckdb
import pytest

from dagster_project.publication.generations import publish
from dagster_project.settings import Settings
from tests.faults.conftest import House
from tests.faults.ledger import Ledger
from tests.faults.running import started
from tests.unit.publication.small_warehouse import fill_warehouse, run_at, small_settings, small_study

pytestmark = [pytest.mark.hours, pytest.mark.filterwarnings("ignore::DeprecationWarning")]

PUBLICATIONS = 50
READ = "SELECT (SELECT generation FROM kvalitet.generation), (SELECT count(*) FROM marts.tabel_5_1)"


@pytest.mark.parametrize("words", [("run",), ("indberet", "--maaned", "2008-03")])
def test_a_second_verb_waits_for_the_first(
    house: House, ledger: Ledger, tmp_path: Path, words: tuple[str, ...]
) -> None:
    house.study({"min_celle": 8})
    home = house.moved(tmp_path / "hjem")
    first = started(home, "run", until="raa/amfora")
    second = home.veje(*words)
    told = first.communicate()[0]
    assert first.returncode == 0, told
    assert second.returncode == 0, second.stderr
    assert "venter" in second.stderr
    ledger.note(f"`veje {words[0]}` while a `veje run` works", "it said that it waited, and did its work after")


def test_readers_never_meet_half_a_generation(ledger: Ledger, tmp_path: Path) -> None:
    settings = small_settings(tmp_path)
    fill_warehouse(settings)
    publish(settings, small_study(), run_at(0))
    read: list[object] = []
    ended = threading.Event()
    reader = threading.Thread(target=_read, args=(settings, read, ended))
    reader.start()
    for number in range(1, PUBLICATIONS):
        fill_warehouse(settings, extra=number)
        publish(settings, small_study(), run_at(number))
    ended.set()
    reader.join()
    wrong = [row for row in read if isinstance(row, BaseException)]
    assert wrong == []
    # One generation, one number of rows: nobody saw the rows of two.
    seen = {row for row in read if isinstance(row, tuple)}
    assert len({row[0] for row in seen}) == len(seen) > 1
    ledger.note(
        f"a reader during {PUBLICATIONS} publications",
        f"{len(read)} readings, {len(seen)} generations seen, each whole",
    )


def _read(settings: Settings, read: list[object], ended: threading.Event) -> None:
    while not ended.is_set():
        try:
            with duckdb.connect(str(settings.published_file), read_only=True) as con:
                read.append(con.execute(READ).fetchall()[0])
        except duckdb.Error as error:
            read.append(error)
