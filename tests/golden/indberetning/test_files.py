"""The reporting files byte by byte, against files that were read through by hand.

To accept a new form: delete `filer/`, run `python -m tests.golden.indberetning.test_files`, and read the difference.
"""

import hashlib
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from dagster_project.indberetning.sent.archive import STATE
from tests.lib.reporting import GRANT, REFUSAL, RESTING, World

EXPECTED = Path(__file__).with_name("filer")


def tell_the_story(world: World) -> None:
    """March, then corrections of it: one of each event, every kind of value, three authorities and an unknown one."""
    world.put(
        GRANT,
        sagsbehandler='Pension "Øst"; hold 2',
        diag2="M54",
        diag3="DD50.9",
        sundkoord_dato="2024-01-20",
        sundkoord_vurdering="A",
        ressourceforloeb="J",
        revisionsdato="2029-03-15",
    )
    world.put(REFUSAL, sagsid="S2", person_id="p2", myndighed="740", bopkom="740", rehabteam_indstilling="T")
    world.put(RESTING, sagsid="S3", person_id="p3", anledning="fleksjob", diag1=None)
    world.put(GRANT, sagsid="S4", person_id="p4", myndighed="UDK", bopkom="000", lovgrundlag="62", rehabteam_dato=None)
    world.put(GRANT, sagsid="S5", person_id="p5", myndighed="999", bopkom="740")
    world.put(GRANT, sagsid="S6", person_id="p6", moedetilbud_dato=None, lovgrundlag="17_3")
    world.export("2024-03", at="2024-04-05T06:00")
    world.correct("S1", diag1="F21.9")
    world.correct("S2", afgoerelse="I")
    world.correct("S4", afgdato="2024-04-02")
    world.correct("S6", moedetilbud_dato="2024-02-20", lovgrundlag="17_1")
    world.export("2024-03", "2024-04", at="2024-05-05T06:00")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    world = World(tmp_path_factory.mktemp("golden"))
    tell_the_story(world)
    return world.root


def folders(root: Path) -> list[str]:
    return sorted(str(path.parent.relative_to(root)) for path in root.glob("*/*/*/manifest.json"))


def test_the_folders_are_those_expected(root: Path) -> None:
    assert folders(root) == folders(EXPECTED)


@pytest.mark.parametrize("folder", folders(EXPECTED))
def test_every_file_of_a_folder_is_the_same_byte_for_byte(root: Path, folder: str) -> None:
    names = sorted(path.name for path in (EXPECTED / folder).iterdir())
    assert sorted(path.name for path in (root / folder).iterdir()) == names
    assert {n: (root / folder / n).read_bytes() for n in names} == {
        n: (EXPECTED / folder / n).read_bytes() for n in names
    }


@pytest.mark.parametrize("folder", folders(EXPECTED))
def test_a_manifest_describes_its_files(root: Path, folder: str) -> None:
    manifest = json.loads((root / folder / "manifest.json").read_text(encoding="utf-8"))
    authority, month, serial = folder.split("/")
    stem = f"ftp_{authority}_{month}_{serial}"
    assert list(manifest) == ["layout", "myndighed", "maaned", "loebenr", "antal", "filer", "grundlag", "dannet"]
    assert (manifest["myndighed"], manifest["maaned"], manifest["loebenr"]) == (authority, month, serial)
    assert [entry["navn"] for entry in manifest["filer"]] == [
        f"{stem}.csv",
        f"{stem}_fejl.csv",
        f"{stem}_indtastning.html",
    ]
    for entry in manifest["filer"]:
        content = (root / folder / entry["navn"]).read_bytes()
        assert entry["sha256"] == hashlib.sha256(content).hexdigest()
        assert entry["bytes"] == len(content)
        assert not content.startswith(b"\xef\xbb\xbf")
        if entry["navn"].endswith(".html"):
            assert entry["raekker"] == content.count(b"<section")
            continue
        assert entry["raekker"] == content.count(b"\r\n") - 1
        assert b"\n" not in content.replace(b"\r\n", b"")


def test_error_lists_hold_no_cpr_number(root: Path) -> None:
    numbers = World(Path()).pnr.values()
    lists = [path.read_text(encoding="utf-8") for path in root.rglob("*_fejl.csv")]
    records = "".join(path.read_text(encoding="utf-8") for path in root.rglob("ftp_*[0-9].csv"))
    assert any(number in records for number in numbers)
    assert not any(number in text for number in numbers for text in lists)


def main() -> None:
    """Write the files anew, to be read through."""
    with TemporaryDirectory() as home:
        world = World(Path(home))
        tell_the_story(world)
        shutil.rmtree(world.root / STATE)
        shutil.copytree(world.root, EXPECTED)


if __name__ == "__main__":
    main()
