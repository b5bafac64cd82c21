"""The verbs that look after an installation: a new study, the doctor, a look into the warehouse, the log."""

import json
from datetime import date
from pathlib import Path

import dagster as dg
import pytest

from dagster_project.cli.dagster_home import prepare_dagster_home
from dagster_project.cli.doctor import FAULT, OK, WARNING, examine
from dagster_project.cli.main import main
from dagster_project.settings import Settings, load_settings
from dagster_project.study import load_study
from dagster_project.warehouse import open_warehouse


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A home with nothing in it."""
    monkeypatch.setenv("VEJE_HOME", str(tmp_path / "hjem"))
    for name in ("VEJE_LANDING", "VEJE_STUDIE", "VEJE_NOEGLE_FIL", "DAGSTER_HOME"):
        monkeypatch.delenv(name, raising=False)
    return load_settings()


def test_a_new_study_can_be_used_as_it_is(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "midt.toml"
    given = ["--periode", "2024-01-01", "2024-12-31", "--kommuner", "657", "661"]
    assert main(["studie", "ny", str(file), *given]) == 0
    study = load_study(file)
    assert (study.navn, study.titel, study.kommuner) == ("midt", "Herning, Holstebro 2024", ("657", "661"))
    assert study.periode == (date(2024, 1, 1), date(2024, 12, 31))
    assert (study.alfabet, study.region) == ("tilstand_udvidet", "1082")
    assert settings.home.exists() is False


def test_an_older_period_gets_the_states_of_the_report(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "før.toml"
    assert main(["studie", "ny", str(file), "--periode", "2008-01-01", "2008-12-31", "--kommuner", "411"]) == 0
    assert load_study(file).alfabet == "tilstand_akf2012"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["--periode", "2024-01-01", "2024-12-31"], "--kommuner"),
        (["--kommuner", "657"], "--periode"),
        (["--periode", "2024-01-01", "2024-12-31", "--kommuner", "999"], "ukendt: 999"),
        (["--periode", "2024-12-31", "2024-01-01", "--kommuner", "657"], "periode"),
    ],
)
def test_what_is_not_given_or_cannot_be_is_told_and_nothing_written(
    settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str], given: list[str], says: str
) -> None:
    assert main(["studie", "ny", str(tmp_path / "ny.toml"), *given]) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "ny.toml").exists()


def test_a_study_file_that_is_there_is_left_alone(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "min.toml").write_text("min")
    given = ["--periode", "2024-01-01", "2024-12-31", "--kommuner", "657"]
    assert main(["studie", "ny", str(tmp_path / "min.toml"), *given]) == 2
    assert (tmp_path / "min.toml").read_text() == "min"


def test_the_doctor_of_a_new_home_finds_nothing_wrong_and_makes_nothing(settings: Settings) -> None:
    found = examine(settings)
    assert not [one for one in found if one.udfald == FAULT]
    assert {"Python", "tid", "leverancer", "studie", "kilder", "nøgle", "plads", "publiceret"} <= {
        o.emne for o in found
    }
    assert not settings.home.exists()


def test_the_doctor_names_each_fault_and_none_hides_another(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.home.mkdir()
    settings.key_file.write_text("00" * 32)
    settings.key_file.chmod(0o644)
    (tmp_path / "leverancer" / "bef").mkdir(parents=True)
    monkeypatch.setenv("VEJE_LANDING", str(tmp_path / "leverancer"))
    monkeypatch.setenv("VEJE_STUDIE", str(tmp_path / "ingen.toml"))
    assert main(["doctor", "--json"]) == 2
    found = {one["emne"]: (one["udfald"], one["tekst"]) for one in json.loads(capsys.readouterr().out)["fund"]}
    assert found["leverancer"][0] == WARNING
    assert "mangler" in found["leverancer"][1]
    assert found["study"][0] == FAULT
    assert "findes ikke" in found["study"][1]
    assert "chmod 600" in str(found) or found["nøgle"][0] == OK
    assert main(["doctor"]) == 2
    assert "chmod 600" in capsys.readouterr().out


def test_a_query_reads_the_warehouse_and_nothing_else(
    settings: Settings, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["sql", "SELECT 1"]) == 2
    assert "veje run" in capsys.readouterr().err
    with open_warehouse(settings) as con:
        con.execute("CREATE TABLE kode.land AS SELECT unnest(['Ærø', 'Fyn']) AS sted")
    assert main(["sql", "--json", "SELECT sted FROM kode.land ORDER BY sted;"]) == 0
    assert json.loads(capsys.readouterr().out) == {"kolonner": ["sted"], "raekker": [["Fyn"], ["Ærø"]]}
    assert main(["sql", "--raekker", "1", "SELECT sted FROM kode.land ORDER BY sted"]) == 0
    assert "kun de første 1" in capsys.readouterr().out
    (tmp_path / "andet.csv").write_text("a\n1\n")
    for forbidden in (
        "DELETE FROM kode.land",
        f"SELECT * FROM read_csv('{tmp_path / 'andet.csv'}')",
        f"COPY kode.land TO '{tmp_path / 'ud.csv'}'",
        f"ATTACH '{tmp_path / 'ny.duckdb'}'",
        "SET enable_external_access = true",
        "SELEKT 1",
    ):
        assert main(["sql", forbidden]) == 2, forbidden
    assert not (tmp_path / "ud.csv").exists()
    with open_warehouse(settings) as con:
        assert con.execute("SELECT count(*) FROM kode.land").fetchone() == (2,)


def test_the_log_tells_steps_and_what_went_wrong(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["log"]) == 2
    assert "ingen endnu" in capsys.readouterr().err

    @dg.op
    def godt() -> None:
        pass

    @dg.op
    def galt() -> None:
        raise dg.Failure("Forventet: a\nFundet: b")

    @dg.job
    def proeve() -> None:
        godt()
        galt()

    with dg.DagsterInstance.from_config(str(prepare_dagster_home(settings))) as instance:
        proeve.execute_in_process(instance=instance, raise_on_error=False)
    capsys.readouterr()
    assert main(["log", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["job"], told["udfald"]) == ("proeve", "fejlet")
    failed = [step for step in told["trin"] if step["hvad"] == "fejlet"]
    assert [(step["trin"], step["fejl"]) for step in failed] == [("galt", "Forventet: a\nFundet: b")]
    assert {step["trin"] for step in told["trin"] if step["hvad"] == "færdig"} == {"godt"}
    assert main(["log", "--koersel", "findes-ikke"]) == 2


def test_status_is_one_object_for_programs(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["generation"], told["leverancer"], told["gates"]) == (None, [], [])
    with open_warehouse(settings) as con:
        con.execute("CREATE TABLE kvalitet.leverance(register VARCHAR, leverance DATE, status VARCHAR, grund VARCHAR)")
        con.execute("INSERT INTO kvalitet.leverance VALUES ('bef', '2010-06-30', 'indlaest', '')")
    assert main(["status", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["leverancer"] == [{"register": "bef", "leverance": "2010-06-30", "status": "indlaest", "grund": None}]
    assert told["frister"] == []
