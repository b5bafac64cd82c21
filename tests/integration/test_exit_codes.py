"""How a run ends when deliveries are bad: the exit code, the message, and what is published."""

import json
import shutil
from pathlib import Path

import pytest

from dagster_project.settings import PROJECT_ROOT
from tests.lib.home import Home

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("integration")]

SEED = PROJECT_ROOT / "data/seed/leverancer"
CELLS = "SELECT tabel, raekke, kolonne, statistik, vaerdi FROM marts.rapporttabel ORDER BY ALL"


@pytest.fixture
def landing(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEED, tmp_path / "leverancer"))


def add_delivery(landing: Path, register: str, day: str, text: str, rows: int) -> None:
    """A delivery whose manifest promises ``rows`` rows."""
    folder = landing / register / day
    folder.mkdir(parents=True)
    (folder / "ny.csv").write_text(text, encoding="utf-8")
    listed = [{"navn": "ny.csv", "sha256": "0" * 64, "raekker": rows}]
    manifest = {"register": register, "leverance": day, "filer": listed}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def test_a_refused_delivery_ends_with_4_but_the_rest_is_published(
    published: Home, tmp_path: Path, landing: Path
) -> None:
    # A copy: the published cells are compared with afterwards.
    home = published.copied_to(tmp_path / "hjem")
    add_delivery(landing, "udda", "2012-01-01", "PNR;HFAUDD;HF_VFRA\n", 0)
    done = home.veje("run", VEJE_LANDING=str(landing))
    assert done.returncode == 4, done.stderr
    assert "udda/2012-01-01" in done.stderr
    assert home.rows("SELECT register FROM kvalitet.leverance WHERE status = 'afvist'") == [("udda",)]
    assert home.rows(CELLS) == published.rows(CELLS)


def test_a_register_without_a_good_delivery_ends_with_4_and_publishes_nothing(tmp_path: Path, landing: Path) -> None:
    shutil.rmtree(landing / "idap")
    home = Home(tmp_path / "hjem")
    done = home.veje("run", VEJE_LANDING=str(landing))
    assert done.returncode == 4, done.stderr
    assert "idap" in done.stderr
    assert not home.settings.published_file.exists()


def test_too_much_quarantine_ends_with_3_and_names_the_check(tmp_path: Path, landing: Path) -> None:
    folder = landing / "foertidspension" / "2012-01-01"
    folder.mkdir()
    (folder / "ny.csv").write_text("PNR;FRA;TIL\n" + "ikke-et-nummer;2001-01-01;\n" * 1000, encoding="utf-8")
    home = Home(tmp_path / "hjem")
    done = home.veje("run", VEJE_LANDING=str(landing))
    assert done.returncode == 3, done.stderr
    assert "foertidspension" in done.stderr
    assert not home.settings.published_file.exists()


def test_wrong_configuration_ends_with_2(tmp_path: Path) -> None:
    done = Home(tmp_path).veje("run", VEJE_MILJOE="test")
    assert done.returncode == 2
    assert "VEJE_MILJOE" in done.stderr


def test_a_missing_key_in_production_ends_with_2_and_makes_none(tmp_path: Path) -> None:
    home = Home(tmp_path)
    done = home.veje("run", VEJE_MILJOE="produktion")
    assert done.returncode == 2
    assert "VEJE_NOEGLE_FIL" in done.stderr
    assert not home.settings.key_file.exists()
