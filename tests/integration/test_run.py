"""The main job as a user runs it, on the committed deliveries."""

import csv
import re
from pathlib import Path

import pytest

from dagster_project.privacy.vault import open_vault
from dagster_project.settings import PROJECT_ROOT
from dagster_project.warehouse import open_warehouse
from tests.lib.home import Home

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("integration")]

CPR = re.compile(rb"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{6}(?!\d)")


def test_every_cell_of_chapters_4_to_6_is_reproduced(published: Home) -> None:
    different = published.rows(
        """SELECT tabel, raekke, kolonne, statistik, gaeldende, beregnet, status FROM marts.afstemning
           WHERE tabel[1] IN ('4', '5', '6') AND NOT (status = 'ens' OR
               (status = 'ikke_sammenlignelig' AND statistik = 'n'
                AND (kolonne IN ('oevrig_befolkning', 'oevrige_borgere', 'alle_borgere')))) ORDER BY ALL"""
    )
    assert different == []


def test_chapter_7_and_the_appendices_are_reproduced(published: Home) -> None:
    different = published.rows(
        """SELECT tabel, raekke, kolonne, statistik, gaeldende, beregnet, status FROM marts.afstemning
           WHERE tabel LIKE '7%' OR tabel LIKE 'bilag%' GROUP BY ALL HAVING status NOT IN ('ens') ORDER BY ALL"""
    )
    assert different == []


def test_the_planted_numbers_of_groups_are_found(published: Home) -> None:
    separate = published.rows(
        """SELECT kommune, count(DISTINCT klynge) FROM forloeb.gruppe WHERE "analyse" = 'kommune'
           GROUP BY kommune ORDER BY kommune"""
    )
    assert separate == [("657", 4), ("661", 5), ("740", 4), ("791", 5)]
    pooled = published.rows(
        """SELECT count(DISTINCT klynge), count(DISTINCT forloebstype) FROM forloeb.gruppe WHERE "analyse" = 'samlet'"""
    )
    assert pooled == [(6, 5)]


def test_the_accounts_balance_file_by_file(published: Home) -> None:
    assert published.rows("SELECT count(*) > 0 FROM kvalitet.raekkeregnskab") == [(True,)]
    assert (
        published.rows(
            """SELECT * FROM kvalitet.raekkeregnskab
               WHERE raekker_i_fil <> accepteret + dubletter + erstattet + karantaene + udeladt"""
        )
        == []
    )


def test_quarantine_is_as_planted(published: Home) -> None:
    with (PROJECT_ROOT / "data/seed/synthetic/forventet_karantaene.csv").open(encoding="utf-8", newline="") as file:
        expected = sorted(tuple(row.values()) for row in csv.DictReader(file))
    found = published.rows(
        """SELECT register, leverance::VARCHAR, fil, linje::VARCHAR, regel, coalesce(kolonne, '')
           FROM kvalitet.karantaene ORDER BY ALL"""
    )
    assert sorted(found) == expected


def test_the_states_of_reporting_are_published_before_anything_is_sent(published: Home) -> None:
    with open_warehouse(published.settings, read_only=True) as warehouse:
        decisions = warehouse.execute(
            "SELECT count(*) FROM indberetning.afgoerelse WHERE afgoerelse <> 'I' AND afgdato IS NOT NULL"
        ).fetchone()
    assert published.rows("SELECT sum(antal) FROM marts.indberetning_status") == [decisions]
    assert published.rows("SELECT DISTINCT tilstand FROM marts.indberetning_status ORDER BY ALL") == [
        ("holdt",),
        ("venter",),
    ]
    held = "SELECT sum(antal) FROM marts.indberetning_status WHERE tilstand = 'holdt'"
    listed = "SELECT count(DISTINCT indberetning_id) FROM kvalitet.indberetning_fejl WHERE holdt_siden IS NOT NULL"
    assert published.rows(held) == published.rows(listed)
    assert published.rows("SELECT * FROM kvalitet.kvittering_fejl") == []


def test_a_second_run_with_nothing_new_does_no_work_and_changes_nothing(published: Home) -> None:
    before = published.settings.published_file.stat()
    done = published.veje("run")
    assert done.returncode == 0
    assert "intet at gøre" in done.stdout
    after = published.settings.published_file.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_no_file_but_the_encrypted_ones_could_hold_a_cpr_number(published: Home) -> None:
    numbers = numbers_in_vault(published)
    assert len(numbers) > 1000
    reported = published.path / "indberetning"
    for file in (file for file in every_file(published.path) if reported not in file.parents):
        leaked = {match.group() for match in CPR.finditer(file.read_bytes())} & numbers
        assert not leaked, f"{len(leaked)} numbers in {file.relative_to(published.path)}"


def test_files_are_private(published: Home) -> None:
    open_to_others = [file for file in every_file(published.path) if file.stat().st_mode & 0o077]
    assert open_to_others == []


def test_status_tells_deliveries_gates_and_generation(published: Home) -> None:
    told = published.veje("status").stdout
    assert all(word in told for word in ("tilkendelsesregister", "godtaget", "publicering", "veje.duckdb"))


def every_file(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]


def numbers_in_vault(home: Home) -> set[bytes]:
    with open_vault(home.settings, read_only=True) as vault:
        return {number.encode() for (number,) in vault.execute("SELECT DISTINCT pnr FROM par").fetchall()}
