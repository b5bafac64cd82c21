"""A generation is published whole or not at all, identical content once, and can be taken back."""

import json
import stat
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from dagster_project.errors import GateStopped, VejeError
from dagster_project.publication.content import open_published
from dagster_project.publication.files import current_generation, published_generations
from dagster_project.publication.generations import Audited, publish, roll_back
from dagster_project.settings import Settings
from dagster_project.warehouse import open_warehouse
from tests.unit.publication.small_warehouse import (
    content_digest,
    fill_warehouse,
    read_published,
    run_at,
    small_settings,
    small_study,
)

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("audit_in_process")]

STUDY = small_study()


def test_a_generation_holds_every_schema_and_says_what_it_is(settings: Settings) -> None:
    generation = publish(settings, STUDY, run_at(0))
    assert generation.is_new
    assert generation.name == "20261123T190000Z"
    assert read_published(settings, "SELECT generation, studie FROM kvalitet.generation") == [
        (generation.name, "akf_2012")
    ]
    assert read_published(settings, "SELECT count(*) FROM frigivelse.rapporttabel WHERE status = 'vist'") == [(100,)]
    comment = "SELECT comment FROM duckdb_columns() WHERE table_name = 'rapporttabel' AND column_name = 'grundlag'"
    assert set(read_published(settings, comment)) == {("Nævneren som antal",)}


def test_the_manifest_names_inputs_rows_and_what_changed(settings: Settings) -> None:
    first = publish(settings, STUDY, run_at(0))
    fill_warehouse(settings, extra=1)
    second = publish(settings, STUDY, run_at(1))
    manifest = json.loads((settings.generations_dir / second.name / "manifest.json").read_text())
    assert manifest["forrige"] == first.name
    assert manifest["raekker"]["marts.rapporttabel"] == 100
    assert manifest["input"]["leverancer"] == {"BEF/2026-01-01/bef.csv": "ab" * 32}
    assert set(manifest["forskel"]) == {"marts.rapporttabel", "frigivelse.rapporttabel", "kvalitet.generation"}


def test_rows_are_sorted_but_printed_tables_keep_their_page(settings: Settings) -> None:
    publish(settings, STUDY, run_at(0))
    rows = read_published(settings, "SELECT raekke FROM marts.rapporttabel")
    assert rows == sorted(rows, key=str)
    assert read_published(settings, "SELECT raekke FROM marts.tabel_5_1") == [("Øverst",), ("Alle",)]


def test_the_same_content_is_published_once(settings: Settings) -> None:
    first = publish(settings, STUDY, run_at(0))
    fill_warehouse(settings)
    again = publish(settings, STUDY, run_at(1))
    assert (again.is_new, again.name, again.digest) == (False, first.name, first.digest)
    assert published_generations(settings) == [first.name]


def test_the_same_content_from_other_inputs_is_a_generation_that_names_them(settings: Settings) -> None:
    first = publish(settings, STUDY, run_at(0))
    run = run_at(1)
    again = publish(settings, STUDY, replace(run, inputs=replace(run.inputs, kode="23" * 32)))
    assert (again.is_new, again.digest) == (True, first.digest)
    assert json.loads((settings.generations_dir / again.name / "manifest.json").read_text())["kode"] == "23" * 32


def test_the_run_that_a_verdict_names_is_no_content(settings: Settings) -> None:
    first = publish(settings, STUDY, run_at(0))
    fill_warehouse(settings)
    with open_warehouse(settings) as con:
        con.execute("UPDATE kvalitet.gate SET udfald = 'en anden kørsel'")
    assert publish(settings, STUDY, run_at(1)).name == first.name


def test_two_homes_with_the_same_tables_have_the_same_content(settings: Settings, tmp_path: Path) -> None:
    other = small_settings(tmp_path / "andet")
    fill_warehouse(other)
    publish(settings, STUDY, run_at(0))
    publish(other, STUDY, run_at(7))
    assert content_digest(settings.published_file) == content_digest(other.published_file)


def test_the_digest_sees_a_changed_cell_a_changed_order_and_a_changed_name(tmp_path: Path) -> None:
    queries = ["SELECT 1 AS a UNION ALL SELECT 2", "SELECT 2 AS a UNION ALL SELECT 1"]
    queries += ["SELECT 1 AS b UNION ALL SELECT 2"]
    queries += ["SELECT NULL AS a UNION ALL SELECT 2", "SELECT 'NULL' AS a UNION ALL SELECT '2'"]
    digests = set()
    for number, query in enumerate(queries):
        with duckdb.connect(str(tmp_path / f"{number}.duckdb")) as con:
            con.execute(f"CREATE TABLE t AS {query}")
        digests.add(content_digest(tmp_path / f"{number}.duckdb"))
    assert len(digests) == len(queries)


def test_a_gate_that_stops_leaves_what_was_published(settings: Settings) -> None:
    first = publish(settings, STUDY, run_at(0))
    fill_warehouse(settings, extra=5)

    def stop(con: duckdb.DuckDBPyConnection, audited: Audited) -> None:
        assert audited.content.rows["marts.rapporttabel"] == 100
        assert audited.before["generation"] == first.name
        raise GateStopped("færre ændringer", "for mange", "publicering", "kvitter for dem")

    with pytest.raises(GateStopped):
        publish(settings, STUDY, run_at(1), gate=stop)
    assert content_digest(settings.published_file) == first.digest
    assert sorted(path.name for path in settings.generations_dir.iterdir()) == [first.name]


def test_the_verdicts_of_the_last_gate_are_in_the_file_they_judged(settings: Settings) -> None:
    def judge(con: duckdb.DuckDBPyConnection, audited: Audited) -> None:
        con.execute("INSERT INTO kvalitet.gate VALUES ('publicering', 'bestaaet', now())")

    publish(settings, STUDY, run_at(0), gate=judge)
    assert read_published(settings, "SELECT trin FROM kvalitet.gate") == [("marts",), ("publicering",)]


def test_a_reader_keeps_the_generation_it_opened(settings: Settings) -> None:
    publish(settings, STUDY, run_at(0))
    with open_published(settings.published_file) as reader:
        fill_warehouse(settings, extra=1)
        publish(settings, STUDY, run_at(1))
        assert reader.execute("SELECT max(antal) FROM marts.rapporttabel").fetchall() == [(99,)]
    assert read_published(settings, "SELECT max(antal) FROM marts.rapporttabel") == [(100,)]


def test_only_the_last_generations_stay(settings: Settings) -> None:
    for minute in range(4):
        fill_warehouse(settings, extra=minute)
        publish(settings, STUDY, run_at(minute), keep=2)
    assert published_generations(settings) == ["20261123T190200Z", "20261123T190300Z"]


def test_rolling_back_publishes_the_one_before_and_withdraws_the_last(settings: Settings) -> None:
    first = publish(settings, STUDY, run_at(0))
    fill_warehouse(settings, extra=1)
    publish(settings, STUDY, run_at(1))
    assert roll_back(settings).name == first.name
    assert current_generation(settings) == first.name
    assert content_digest(settings.published_file) == first.digest
    with pytest.raises(VejeError, match="tidligere generation"):
        roll_back(settings)
    third = publish(settings, STUDY, run_at(2))
    assert roll_back(settings).name == first.name < third.name


@pytest.mark.usefixtures("fresh_process")
def test_a_damaged_published_file_gives_way_to_the_last_one_that_can_be_read(settings: Settings) -> None:
    first = publish(settings, STUDY, run_at(0))
    for minute in (1, 2):
        fill_warehouse(settings, extra=minute)
        damaged = publish(settings, STUDY, run_at(minute))
        file = settings.generations_dir / damaged.name / "veje.duckdb"  # a hard link: the published file is the same
        file.write_bytes(bytes(8192) + file.read_bytes()[8192:])
    assert current_generation(settings) is None
    assert roll_back(settings).name == first.name
    assert content_digest(settings.published_file) == first.digest
    assert published_generations(settings) == [first.name]
    assert publish(settings, STUDY, run_at(3)).is_new


def test_a_clock_that_goes_back_does_not_reorder_generations(settings: Settings) -> None:
    publish(settings, STUDY, run_at(30))
    fill_warehouse(settings, extra=1)
    assert publish(settings, STUDY, run_at(10)).name == "20261123T193001Z"


def test_files_are_for_their_owner_alone(settings: Settings) -> None:
    publish(settings, STUDY, run_at(0))
    roots = [settings.published_dir, settings.warehouse_dir]
    paths = [path for root in roots for path in [root, *root.rglob("*")]]
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_file()} == {0o600, 0o400}
    assert {stat.S_IMODE(path.stat().st_mode) for path in paths if path.is_dir()} == {0o700}


@pytest.mark.usefixtures("fresh_process")
def test_a_damaged_draft_is_never_published(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    first = publish(settings, STUDY, run_at(0))
    fill_warehouse(settings, extra=1)

    def damage(*_: object) -> None:
        for draft in settings.generations_dir.glob(".kladde/*.duckdb"):
            data = bytearray(draft.read_bytes())
            data[12288:] = bytes(len(data) - 12288)
            draft.write_bytes(bytes(data))

    monkeypatch.setattr("dagster_project.publication.generations._write_generation_row", damage)
    with pytest.raises(VejeError, match="kan læses"):
        publish(settings, STUDY, run_at(1))
    assert content_digest(settings.published_file) == first.digest
