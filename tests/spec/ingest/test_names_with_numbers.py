"""A CPR number in the name of a file, a folder, a column or a study reaches nothing that is stored or told."""

from pathlib import Path

import pytest

from dagster_project.cli import reporting
from dagster_project.cli.main import main
from dagster_project.ingest.door.landing import deliveries, strays, unknown_registers
from dagster_project.operations.inputs import describe_inputs
from dagster_project.study import load_study
from dagster_project.warehouse import open_warehouse
from dagster_project.words.cpr import cover_names
from tests.lib.landing import Landing, csv_of

NUMBERS = ("0101" + "700001", "0202" + "75-0002", "0303" + "80 0004")
DAY = "2010-06-30"


def everything_stored(landing: Landing) -> str:
    with open_warehouse(landing.settings) as con:
        tables = con.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE schema_name IN ('raa', 'kvalitet')"
        ).fetchall()
        return "\n".join(str(con.execute(f'FROM "{schema}"."{table}"').fetchall()) for schema, table in tables)


def test_names_of_files_are_covered_and_every_row_keeps_its_own_file(landing: Landing) -> None:
    files = {f"ind_{number}.csv": csv_of("ind", {"AAR": f"200{at}"}) for at, number in enumerate(NUMBERS)}
    wrong = {f"{NUMBERS[0]}_x.csv": csv_of("ind", {"BRUTTO": "x"})}
    landing.deliver("ind", DAY, {**files, **wrong, f"{NUMBERS[1]}.docx": "x"}, manifest=False)
    landing.deliver("ind", "2010-07-31", {f"{NUMBERS[0]}.csv": "", f"{NUMBERS[1]}.parquet": ""}, manifest=False)
    landing.ingest("ind")
    stored = everything_stored(landing) + str(landing.verdict("ind"))
    assert [number for number in NUMBERS if number in stored] == []
    accounts = landing.rows("SELECT fil, accepteret, karantaene FROM kvalitet.raekkeregnskab ORDER BY encode(fil)")
    assert accounts == [
        ("**********_x.csv", 0, 1),
        ("ind_**********.csv", 1, 0),
        ("ind_**********.csv (0002)", 1, 0),
        ("ind_**********.csv (0003)", 1, 0),
    ]
    landing.ingest("ind")
    assert landing.account("ind") == [(1, 0, 0, 0, 1), (1, 1, 0, 0, 0), (1, 1, 0, 0, 0), (1, 1, 0, 0, 0)]


@pytest.mark.parametrize("number", NUMBERS)
def test_a_manifest_and_its_faults_tell_no_number(number: str, landing: Landing) -> None:
    folder = landing.deliver("ind", DAY, {f"{number}.csv": csv_of("ind", {})})
    landing.ingest("ind")
    assert landing.verdict("ind") == [("godtaget", "")]
    (folder / f"{number}.csv").write_text(csv_of("ind", {"AAR": "2006"}))
    (folder / f"nr. {number}.csv").write_text(csv_of("ind", {}))
    landing.ingest("ind")
    ((status, reason),) = landing.verdict("ind")
    assert status == "afvist"
    assert "har en anden sha256" in reason
    assert "står ikke i manifest.json" in reason
    assert number not in reason


@pytest.mark.parametrize("number", [*NUMBERS, "01 01 70 00 01", "010170.0001"])
def test_a_column_named_by_a_number_is_told_without_it(number: str, landing: Landing) -> None:
    landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {number: "1"})})
    landing.ingest("ind")
    reason = landing.verdict("ind")[0][1]
    assert "ekstra kolonner: " in reason
    assert number[-4:] not in reason


@pytest.mark.parametrize("number", NUMBERS)
def test_folders_and_inputs_tell_no_number(number: str, landing: Landing) -> None:
    landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {})})
    for odd in (landing.root / "landing" / f"sag {number}", landing.root / "landing" / "ind" / number):
        odd.mkdir()
        (odd / "b.csv").touch()
    told = [*unknown_registers(landing.settings.landing, {"ind"}), *strays(landing.settings.landing, "ind")]
    inputs = describe_inputs(landing.settings, bytes(32), None)
    assert len(told) == 2
    assert len(inputs.leverancer) == 4
    assert number not in str(told) + str(inputs)
    assert len(deliveries(landing.settings.landing, "ind")) == 1


@pytest.mark.parametrize("number", NUMBERS)
def test_a_study_is_read_without_the_number_in_its_title(number: str, tmp_path: Path, landing: Landing) -> None:
    text = landing.settings.study_file.read_text(encoding="utf-8")
    (tmp_path / "studie.toml").write_text(text.replace('titel = "Veje', f'titel = "{number} Veje'), encoding="utf-8")
    assert load_study(tmp_path / "studie.toml").titel.startswith("********** Veje")


@pytest.mark.parametrize("number", NUMBERS)
def test_looking_tells_no_number(
    number: str, landing: Landing, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    landing.deliver(
        "ind", DAY, {f"{number}.csv": csv_of("ind", {"BRUTTO": "x"}), "b.csv": csv_of("ind", {number: "1"})}
    )
    monkeypatch.setenv("VEJE_LANDING", str(landing.root / "landing"))
    assert main(["tjek"]) == 4
    assert number not in capsys.readouterr().out


def test_a_receipt_is_handed_to_the_run_store_under_a_covered_name(
    landing: Landing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, bytes]] = []

    def run_job(_settings: object, _name: str, *, ops: dict[str, dict[str, dict[str, list[str]]]], **_: object) -> str:
        (config,) = ops.values()
        seen.extend((path, Path(path).read_bytes()) for path in config["config"]["filer"])
        return "taget imod"

    monkeypatch.setattr(reporting, "run_job", run_job)
    files = [tmp_path / f"kvit_{number}.csv" for number in NUMBERS] + [tmp_path / "kvit.csv"]
    for at, file in enumerate(files):
        file.write_text(f"{at}")
    assert reporting.take_receipts(landing.settings, files) == 0
    assert [content for _, content in seen] == [b"0", b"1", b"2", b"3"]
    assert [number for number in NUMBERS if number in str(seen)] == []
    assert [Path(path).name for path, _ in seen] == ["kvit_**********.csv"] * 3 + ["kvit.csv"]
    assert [entry.name for entry in landing.settings.reporting_dir.iterdir()] == []


def test_names_that_become_alike_are_numbered_in_their_order() -> None:
    names = ["a", f"{NUMBERS[0]}", f"{NUMBERS[1]}", "b"]
    assert list(cover_names(names).values()) == ["a", "**********", "********** (0002)", "b"]
