"""Which deliveries are taken, which are refused, and what is said of them."""

import gzip
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest

from dagster_project.ingest import register_state, unknown_registers
from dagster_project.warehouse import open_warehouse
from tests.lib.landing import MAN, Landing, csv_of

DAY = "2010-06-30"


def test_a_delivery_whose_manifest_agrees_is_taken(landing: Landing) -> None:
    landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {})})
    landing.ingest("ind")
    assert landing.verdict("ind") == [("godtaget", "")]
    assert landing.rows("SELECT register, leverance::VARCHAR, filer FROM kvalitet.leverance") == [("ind", DAY, "a.csv")]


def test_without_a_manifest_it_is_taken_with_a_warning_in_development(landing: Landing) -> None:
    landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {})}, manifest=False)
    landing.ingest("ind")
    assert landing.verdict("ind") == [("advarsel", "uden manifest.json")]
    assert landing.statuses("ind") == ["accepteret"]


def test_without_a_manifest_it_is_not_ready_in_production_and_stays_untouched(tmp_path: Path) -> None:
    landing = Landing(tmp_path, "produktion")
    landing.settings.key_file.parent.mkdir()
    landing.settings.key_file.write_text("ab" * 32)
    # A half-copied file would be refused if it were opened.
    landing.deliver("ind", DAY, {"a.csv": b"\xff\xfe"}, manifest=False)
    landing.deliver("ind", "2010-01-01", {"a.csv": csv_of("ind", {})})
    report = landing.ingest("ind")
    assert [status for status, _ in landing.verdict("ind")] == ["godtaget", "ikke_klar"]
    assert report.refused == ()


def _manifest(landing: Landing, **changes: Any) -> None:
    """Change the only listed file, or keys of the manifest itself."""
    path = landing.folder("ind", DAY) / "manifest.json"
    said = json.loads(path.read_text())
    for key, value in changes.items():
        (said["filer"][0] if key in {"navn", "sha256", "raekker", "bytes"} else said)[key] = value
    path.write_text(json.dumps(said))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"sha256": "0" * 64}, "a.csv har en anden sha256"),
        ({"bytes": 1}, "a.csv har en anden størrelse"),
        ({"raekker": 2}, "a.csv: 1 rækker, men 2 i manifest.json"),
        ({"raekker": None}, "ikke hele tal"),
        ({"raekker": True}, "ikke hele tal"),
        ({"register": "idap"}, "'register'"),
        ({"leverance": "2010-07-01"}, "'leverance'"),
        ({"navn": "b.csv"}, "b.csv står i manifest.json, men findes ikke"),
        ({"navn": "../a.csv"}, "filnavn med en sti"),
        ({"navn": "x\\a.csv"}, "filnavn med en sti"),
        ({"navn": "a\ud800.csv"}, "tegn, der ikke kan vises"),
        ({"navn": "a\0.csv"}, "tegn, der ikke kan vises"),
        ({"filer": []}, "a.csv står ikke i manifest.json"),
        ({"filer": None}, "mangler listen"),
    ],
)
def test_a_manifest_that_does_not_agree_refuses_the_delivery(
    landing: Landing, changes: dict[str, Any], said: str
) -> None:
    landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {})})
    _manifest(landing, **changes)
    landing.ingest("ind")
    ((status, reason),) = landing.verdict("ind")
    assert status == "afvist"
    assert said in reason
    assert landing.rows("SELECT count(*) FROM raa.ind") == [(0,)]


def test_a_manifest_that_is_no_json_refuses_the_delivery(landing: Landing) -> None:
    landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {}), "manifest.json": "{"}, manifest=False)
    landing.ingest("ind")
    assert landing.verdict("ind") == [("afvist", "manifest.json kan ikke læses som JSON i UTF-8")]


def test_other_names_are_ignored_and_reported_but_their_hash_must_agree(landing: Landing) -> None:
    files: dict[str, str | bytes] = {"a.csv": csv_of("ind", {}), "laes.pdf": b"x"}
    landing.deliver("ind", DAY, files)
    landing.ingest("ind")
    assert landing.verdict("ind") == [("godtaget", "ignorerede filer: laes.pdf")]
    (landing.folder("ind", DAY) / "laes.pdf").write_bytes(b"y")
    landing.ingest("ind")
    assert landing.verdict("ind") == [("afvist", "filen laes.pdf har en anden sha256 end i manifest.json")]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "tom"),
        (b"\n\n", "tom"),
        ("PNR;AAR;BRUTTO\n".encode("utf-16"), "UTF-16"),
        ("PNR;AAR;BRUTTO\n".encode("utf-16-le"), "UTF-16"),
        (b"PNR;AAR\n", "mangler kolonnen BRUTTO"),
        (f"{MAN};2007;1\n".encode(), "mangler kolonnen PNR, AAR, BRUTTO"),
        (b"PNR;AAR;BRUTTO;pnr\n", "har kolonnen PNR to gange"),
        (gzip.compress(b"PNR;AAR;BRUTTO\n" * 99, mtime=0)[:-9], "kan ikke læses"),
    ],
)
def test_a_file_that_cannot_be_taken_refuses_the_delivery(landing: Landing, content: bytes, said: str) -> None:
    landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {}), "b.csv": content}, manifest=False)
    landing.ingest("ind")
    ((status, reason),) = landing.verdict("ind")
    assert (status, reason.startswith("b.csv: ")) == ("afvist", True)
    assert said in reason
    assert MAN not in reason
    assert landing.rows("SELECT count(*) FROM raa.ind") == [(0,)]


def test_a_refused_delivery_changes_nothing_and_the_others_count(landing: Landing) -> None:
    landing.deliver("ind", "2009-01-01", {"a.csv": csv_of("ind", {})})
    landing.deliver("ind", DAY, {"a.csv": "PNR\n"})
    landing.ingest("ind")
    assert landing.statuses("ind") == ["accepteret"]
    assert landing.account("ind") == [(1, 1, 0, 0, 0)]
    with open_warehouse(landing.settings) as con:
        state = register_state(con, ("ind", "bef"))
    assert state.without_good == ("bef",)
    assert [register for register, _, _ in state.refused] == ["ind"]
    assert state.exit_code == 4
    assert not state.may_publish


def test_columns_come_in_any_order_and_case_and_surplus_ones_are_reported(landing: Landing) -> None:
    landing.deliver("ind", DAY, {"a.csv": f"brutto;Ekstra;Aar;pnr\n5;x;2007;{MAN}\n"})
    landing.ingest("ind")
    assert landing.verdict("ind") == [("godtaget", "ekstra kolonner: Ekstra")]
    assert landing.rows("SELECT aar, brutto FROM raa.ind") == [(2007, 5.0)]


def test_columns_that_may_be_in_dream_are_not_surplus(landing: Landing) -> None:
    landing.deliver("dream", DAY, {"a.csv": f"PNR,y_201,branche_2008_01,nykom2008,y_0254\n{MAN},1,2,3,4\n"})
    landing.ingest("dream")
    assert landing.verdict("dream") == [("godtaget", "ekstra kolonner: y_0254")]


def test_dream_without_a_week_column_is_refused(landing: Landing) -> None:
    landing.deliver("dream", DAY, {"a.csv": f"PNR\n{MAN}\n"})
    landing.ingest("dream")
    assert [status for status, _ in landing.verdict("dream")] == ["afvist"]


def test_a_file_with_only_a_header_is_good_and_has_a_line_of_zeros(landing: Landing) -> None:
    landing.deliver("ind", DAY, {"a.csv": "PNR;AAR;BRUTTO", "b.tsv": "PNR\tAAR\tBRUTTO\n"})
    landing.ingest("ind")
    assert landing.verdict("ind") == [("godtaget", "")]
    assert landing.account("ind") == [(0, 0, 0, 0, 0)] * 2


def test_a_delivery_may_have_files_of_different_formats(landing: Landing) -> None:
    text = csv_of("ind", {"AAR": "2006"})
    files: dict[str, str | bytes] = {
        "b.txt": text.replace(";", ","),
        "a.csv": gzip.compress(csv_of("ind", {"BRUTTO": "1"}).encode()),
        "c.tsv.gz": gzip.compress(b"\xef\xbb\xbf" + csv_of("ind", {"BRUTTO": "2"}, delimiter="\t").encode()),
        "d.csv.gz": csv_of("ind", {"AAR": "2005"}),
    }
    landing.deliver("ind", DAY, files, manifest=False)
    landing.ingest("ind")
    assert landing.statuses("ind") == ["erstattet", "accepteret", "accepteret", "accepteret"]
    assert landing.rows("SELECT filer FROM kvalitet.leverance") == [("a.csv, b.txt, c.tsv.gz, d.csv.gz",)]


def test_windows_1252_is_read_when_the_file_is_not_utf8(landing: Landing) -> None:
    row = {"SAGSID": "€”Æ", "SAGSBEHANDLER": "Åse"}
    text = csv_of("tilkendelsesregister", row)
    landing.deliver(
        "tilkendelsesregister",
        DAY,
        {"a.csv": b"\xef\xbb\xbf" + text.encode("cp1252"), "b.csv": text.replace("€", "$")},
        manifest=False,
    )
    landing.ingest("tilkendelsesregister")
    query = "SELECT sagsid, sagsbehandler FROM raa.tilkendelsesregister ORDER BY fil"
    assert landing.rows(query) == [("€”Æ", "Åse"), ("$”Æ", "Åse")]


def test_folders_that_are_no_delivery_are_reported(landing: Landing) -> None:
    for name in ("20100630", "2010-02-30", "ny"):
        landing.folder("ind", name).mkdir(parents=True)
    messages = landing.ingest("ind").messages
    assert [message.split(" ")[1] for message in messages] == ["2010-02-30", "20100630", "ny"]
    assert landing.verdict("ind") == []


def test_a_delivery_without_data_files_is_refused(landing: Landing) -> None:
    landing.deliver("ind", DAY, {"x.pdf": b"x"}, manifest=False)
    landing.ingest("ind")
    assert landing.verdict("ind") == [("afvist", "der er ingen datafiler; ignorerede filer: x.pdf")]


def test_size_in_the_manifest_counts_when_it_is_there(landing: Landing) -> None:
    content = csv_of("ind", {}).encode()
    listed = [{"navn": "a.csv", "sha256": hashlib.sha256(content).hexdigest().upper(), "raekker": 1}]
    for size, status in ((len(content), "godtaget"), (len(content) + 1, "afvist")):
        landing.deliver("ind", DAY, {"a.csv": content})
        landing.write_manifest("ind", DAY, filer=[{**listed[0], "bytes": size}])
        landing.ingest("ind")
        assert [found for found, _ in landing.verdict("ind")] == [status]


def test_names_that_are_no_text_are_told_without_what_cannot_be_shown(landing: Landing) -> None:
    folder = landing.deliver("ind", DAY, {"a.csv": csv_of("ind", {})})
    odd = os.fsdecode(b"\xe6.csv")
    (folder / odd).touch()
    (folder.parent / odd).touch()
    (folder.parent.parent / odd).mkdir()
    report = landing.ingest("ind")
    assert landing.verdict("ind") == [("godtaget", "ignorerede filer: ?.csv")]
    assert [message for message in report.messages if "?.csv er ingen leverance" in message]
    assert unknown_registers(landing.settings.landing, {"ind"}) == ["?.csv"]
