"""`veje tjek`: everything that would be refused or set aside is told at once, with the lines that would mend it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from dagster_project.cli.main import main
from dagster_project.settings import SHIPPED_SOURCES
from tests.lib.landing import GOOD, MAN, WOMAN, Landing, csv_of

DAY = "2010-06-30"


@pytest.fixture
def landing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Landing]:
    """The command sees this landing folder; that it stores nothing is held at the end of every test."""
    found = Landing(tmp_path)
    monkeypatch.setenv("VEJE_LANDING", str(tmp_path / "landing"))
    monkeypatch.setenv("VEJE_HOME", str(tmp_path / "var"))
    for name in ("VEJE_STUDIE", "VEJE_KILDER", "VEJE_KODELISTER", "VEJE_MILJOE", "DAGSTER_HOME"):
        monkeypatch.delenv(name, raising=False)
    yield found
    assert not (tmp_path / "var").exists()


def said(capsys: pytest.CaptureFixture[str], code: int, *words: str) -> str:
    assert main(["tjek", *words]) == code
    return capsys.readouterr().out


def test_what_is_in_order_is_one_line(landing: Landing, capsys: pytest.CaptureFixture[str]) -> None:
    landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {}, {"AAR": "2009"})})
    lines = said(capsys, 0).splitlines()
    assert lines[0] == f"ind/{DAY}  1 fil, 2 rækker, AAR 2007 til 2009  ✓"
    assert [line for line in lines if "✗" in line or "!" in line] == []


def test_all_faults_of_all_files_are_told_at_once(landing: Landing, capsys: pytest.CaptureFixture[str]) -> None:
    landing.deliver("ind", DAY, {"a.csv": f"PNR;AAR\n{MAN};2007\n", "b.csv": f"PNR;BRUTTO\n{MAN}x;1\n", "c.csv": b""})
    landing.deliver("idap", DAY, {"a.csv": csv_of("idap", {"ARLEDGR": "1001"}, {})})
    text = said(capsys, 4)
    assert "mangler kolonnen BRUTTO" in text
    assert "mangler kolonnen AAR" in text
    assert "pnr_format PNR: 1 af de første 1 række (100,0 %)" in text
    assert "filen er tom" in text
    assert "vaerdi_omraade ARLEDGR: 1 af de første 2 rækker (50,0 %)" in text
    assert MAN not in text


def test_a_manifest_that_is_wrong_in_two_files_names_both(landing: Landing, capsys: pytest.CaptureFixture[str]) -> None:
    landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {}), "b.csv": csv_of("ind", {"AAR": "2008"})})
    for name in ("a.csv", "b.csv"):
        (landing.folder("ind", DAY) / name).write_text(csv_of("ind", {}, {"AAR": "2006"}))
    text = said(capsys, 4)
    assert "filen a.csv har en anden sha256" in text
    assert "filen b.csv har en anden sha256" in text


LACKING = {
    "a name of Danmarks Statistik": ("ind", {"ind2007.csv": f"PNR;PERINDKIALT_13\n{MAN};250000\n"}),
    "a year in the names alone": (
        "idap",
        {"idap2007.csv": f"PNR;ARLEDGR\n{MAN};0\n", "idap2008.csv": f"PNR;ARLEDGR_BRUTTO\n{MAN};1\n"},
    ),
    "a pension without an end": ("foertidspension", {"sop.csv": f"PNR;SOP_STARTDATO\n{MAN};950101\n{WOMAN};999999\n"}),
    "Danish letters": ("bef", {"a.csv": csv_of("bef", {}).replace("KOEN", "KØN").replace("FOED_DAG", "FØD_DAG")}),
    "names that say nothing": (
        "lmdb",
        {"a.csv": f"BORGER;EKSPDATO;LAEGEMIDDEL;APK\n{MAN};2008-01-15;N06AB04;1\n"},
    ),
    "a folder of the year": ("ind", {"year=2007/a.csv": f"PNR;BRUTTO\n{MAN};1\n"}),
    "another form of date": (
        "foertidspension",
        {"a.csv": f"PNR;FRADATO;TIL\n{MAN};950101;\n{WOMAN};961231;1999-01-01\n"},
    ),
}


@pytest.mark.parametrize("case", LACKING)
def test_the_lines_that_are_proposed_take_the_delivery_in(
    case: str, landing: Landing, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register, files = LACKING[case]
    for name, text in files.items():
        file = landing.folder(register, DAY) / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    found = json.loads(said(capsys, 4, "--json"))["leverancer"][0]
    (tmp_path / "kilder.toml").write_text("\n".join(found["kilder"]), encoding="utf-8")
    again = json.loads(said(capsys, 0, "--json", "--kilder", str(tmp_path / "kilder.toml")))["leverancer"][0]
    assert not again["afvises"]
    assert [file["regler"] for file in again["filer"]] == [[] for _ in files]


def test_unknown_codes_are_named_by_frequency(landing: Landing, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"PNR": MAN, "y_0801": code, "y_0802": "986"} for code in ("987", "987", "111", "986")]
    landing.deliver("dream", DAY, {"a.csv": csv_of("dream", *rows)})
    landing.deliver("udda", DAY, {"a.csv": csv_of("udda", *[{"HFAUDD": code} for code in ("9998", "7777", "9998")])})
    landing.deliver("bef", DAY, {"a.csv": csv_of("bef", {"KOM": "Herning by"}, {"KOM": "999"}, {"KOM": MAN})})
    text = said(capsys, 4)
    assert "ukendte koder i y_ÅÅUU, hyppigste først: 986 (5), 987 (2)" in text
    assert "ukendte koder i HFAUDD, hyppigste først: 9998 (2), 7777 (1)" in text
    assert "ukendte koder i KOM, hyppigste først: (anden tekst) (2), 999 (1)" in text


def test_many_rows_for_the_quarantine_end_with_4_as_a_gate_would_stop(
    landing: Landing, capsys: pytest.CaptureFixture[str]
) -> None:
    landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {"PNR": "000101700001"}, {"PNR": "000202750002"})})
    text = said(capsys, 4)
    assert "ind: 100,0 % ville komme i karantæne (højst 5 %)" in text
    assert 'skriv pnr_format = "dst" i studiefilen' in text


def test_few_rows_for_the_quarantine_are_told_and_end_with_0(
    landing: Landing, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [{"AAR": str(1990 + n % 20)} for n in range(2000)]
    landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {"BRUTTO": "x"}, *rows)})
    text = said(capsys, 0)
    assert "tal_format BRUTTO: 1 af de første 1.000 rækker (0,1 %)" in text
    assert "AAR 1990 til 2009 i de første rækker af hver fil" in text


def test_malformed_relatives_are_told(landing: Landing, capsys: pytest.CaptureFixture[str]) -> None:
    landing.deliver("bef", DAY, {"a.csv": csv_of("bef", {"MOR_ID": "12"}, {"MOR_ID": WOMAN}, {"MOR_ID": ""})})
    assert "MOR_ID: 1 af 2 numre er misdannede og læses som ingen" in said(capsys, 0)


def test_a_delivery_that_waits_for_its_manifest_is_looked_at_and_not_refused(
    landing: Landing, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VEJE_MILJOE", "produktion")
    landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {"BRUTTO": "x"}, *[{"AAR": str(1980 + n)} for n in range(30)])},
                    manifest=False)  # fmt: skip
    text = said(capsys, 0)
    assert "manifest.json er ikke kommet endnu" in text
    assert "tal_format BRUTTO" in text


@pytest.mark.parametrize("depth", [0, 1, 2])
def test_a_register_or_one_delivery_can_be_looked_at(
    depth: int, landing: Landing, capsys: pytest.CaptureFixture[str]
) -> None:
    for day in (DAY, "2011-06-30"):
        landing.deliver("ind", day, {"a.csv": csv_of("ind", {})})
    landing.deliver("idap", DAY, {"a.csv": csv_of("idap", {})})
    folder = [landing.root / "landing", landing.root / "landing" / "ind", landing.folder("ind", DAY)][depth]
    assert len(json.loads(said(capsys, 0, str(folder), "--json"))["leverancer"]) == [3, 2, 1][depth]


def test_a_name_that_the_pattern_does_not_find_is_said_so(landing: Landing, capsys: pytest.CaptureFixture[str]) -> None:
    landing.deliver("ind", DAY, {"loen.csv": f"PNR;BRUTTO\n{MAN};1\n"})
    assert "passer ikke på mappingens filer" in said(capsys, 4, "--kilder", str(SHIPPED_SOURCES))


def test_a_folder_without_deliveries_ends_with_4_and_one_that_is_not_there_with_2(
    landing: Landing, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tom").mkdir()
    assert "<register>/<ÅÅÅÅ-MM-DD>" in said(capsys, 4, str(tmp_path / "tom"))
    assert main(["tjek", str(tmp_path / "findes_ikke")]) == 2
    assert landing.environment == "udvikling"


def test_what_looking_says_is_what_a_run_does(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken = Landing(tmp_path)
    rows = [{"PNR": "3"}, {"FOED_DAG": "x"}, {"KOEN": "7"}, {"KOM": "999"}, {"REFERENCETID": "1960-01-01"}, {}]
    for register in GOOD:
        taken.deliver(register, DAY, {"a.csv": csv_of(register, *(rows if register == "bef" else [{}]))})
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VEJE_LANDING", str(tmp_path / "landing"))
        found = json.loads(said(capsys, 4, "--json"))
    taken.ingest("bef")
    rules = [rule for one in found["leverancer"] if one["register"] == "bef" for rule in one["filer"][0]["regler"]]
    assert sorted((rule["regel"], rule["kolonne"]) for rule in rules) == sorted(taken.quarantine("bef"))
    assert [one["afvises"] for one in found["leverancer"]] == [False] * len(GOOD)
