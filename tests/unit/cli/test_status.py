"""`veje status` answers at once in every situation, also while another process writes."""

import fcntl
import os
from pathlib import Path

import pytest

from dagster_project.cli.status import print_status
from dagster_project.publication.files import Places, current_generation
from dagster_project.publication.generations import publish
from dagster_project.publication.manifest import read_manifest
from dagster_project.settings import load_settings
from dagster_project.warehouse import open_warehouse
from tests.unit.publication.small_warehouse import fill_warehouse, run_at, small_study

GATE = """
CREATE OR REPLACE TABLE kvalitet.gate AS SELECT * FROM (VALUES
    ('raa', 'noegle_entydig', 'bef', 'stop', 'højst 0', '3 (3 af 9)', 'stoppet', now()::TIMESTAMP, 'k-1'),
    ('raa', 'person_id_form', 'bef', 'stop', 'højst 0', '0 (0 af 9)', 'bestaaet', now()::TIMESTAMP, 'k-1')
) v(trin, navn, emne, alvor, forventet, fundet, udfald, tidspunkt, koersel)
"""


def test_before_anything_is_read_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert print_status(load_settings({"VEJE_HOME": str(tmp_path)})) == 0
    assert "kør 'veje run'" in capsys.readouterr().out


def test_it_names_the_check_that_stops(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = load_settings({"VEJE_HOME": str(tmp_path)})
    with open_warehouse(settings) as con:
        con.execute(GATE)
    assert print_status(settings) == 0
    told = capsys.readouterr().out
    assert "raa noegle_entydig bef: højst 0; fundet 3 (3 af 9)" in told
    assert "person_id_form" not in told


def test_while_a_run_writes_it_shows_what_is_published(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = load_settings({"VEJE_HOME": str(tmp_path)})
    fill_warehouse(settings)
    with open_warehouse(settings) as con:
        con.execute(
            """CREATE TABLE marts.afstemning AS SELECT '5.1' AS tabel, 'ens' AS status;
               CREATE TABLE kvalitet.raekkeregnskab AS SELECT 'bef' AS register, 7 AS raekker_i_fil,
                   2 AS accepteret, 1 AS dubletter, 0 AS erstattet, 1 AS karantaene"""
        )
        con.execute(GATE)
    publish(settings, small_study(), run_at(0))
    descriptor = os.open(settings.warehouse_dir / "laas", os.O_RDWR)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        assert print_status(settings) == 0
    finally:
        os.close(descriptor)
    told = capsys.readouterr().out
    assert "En kørsel skriver lige nu" in told
    assert "noegle_entydig" in told
    assert "generation 20261123T190000Z" in told
    assert "7 læst, 1 i karantæne, 3 udeladt (uden_for)" in told


MAPPED = """
CREATE OR REPLACE TABLE kvalitet.kilde AS SELECT * FROM (VALUES
    ('ind', DATE '2010-06-30', 'ind2007.csv', 'BRUTTO', 'PERINDKIALT_13'),
    ('ind', DATE '2010-06-30', 'ind2008.csv', 'BRUTTO', 'PERINDKIALT_13'),
    ('ind', DATE '2010-06-30', 'ind2008.csv', 'PNR', 'pnr'),
    ('dream', DATE '2010-06-30', 'a.csv', 'y_ÅÅUU', 'y_9132 til y_0901 (900 kolonner)')
) v(register, leverance, fil, kolonne, kilde)
"""


def test_it_tells_what_the_mapping_took_from_elsewhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    settings = load_settings({"VEJE_HOME": str(tmp_path)})
    fill_warehouse(settings)
    with open_warehouse(settings) as con:
        con.execute(MAPPED)
    assert print_status(settings) == 0
    told = capsys.readouterr().out
    assert "ind  BRUTTO = PERINDKIALT_13  (2 filer)" in told
    assert "pnr" not in told
    assert "y_9132" not in told
    publish(settings, small_study(), run_at(0))
    manifest = read_manifest(Places(settings).folder(str(current_generation(settings))))
    assert manifest["kilder"] == [
        {"register": "ind", "kolonne": "BRUTTO", "kilde": "PERINDKIALT_13", "filer": 2},
    ]
    assert "kilder" in manifest["input"]
