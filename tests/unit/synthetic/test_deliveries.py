"""The committed files: manifests, formats, faulty rows, versions."""

import csv
import hashlib
import json
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from synthetic.faults import FAULTS, NUL, with_faults
from synthetic.files import UNDECODABLE, TextForm, first_lines, header, records, write_lines, write_xpt
from tests.unit.synthetic.delivered import file_rows, text_rows

RULES = {"antal_felter", "kodning", "noegle_mangler", "pnr_format", "dato_format", "tal_format", "kode_ukendt",
         "vaerdi_omraade", "dato_umulig"}  # fmt: skip
FRAME = pl.DataFrame({"A": ["x;y", 'sagt "nej"', "to\nlinjer", "æøå"], "B": [1.5, None, 2.0, 3.25]})


def test_every_manifest_tells_the_truth_about_every_file(landing: Path) -> None:
    folders = [path.parent for path in sorted(landing.glob("*/*/manifest.json"))]
    assert len(folders) > 15
    for folder in folders:
        content = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        assert (content["register"], content["leverance"]) == (folder.parent.name, folder.name)
        files = {path.name for path in folder.iterdir()} - {"manifest.json"}
        assert {entry["navn"] for entry in content["filer"]} == files
        for entry in content["filer"]:
            data = (folder / entry["navn"]).read_bytes()
            assert (entry["sha256"], entry["bytes"]) == (hashlib.sha256(data).hexdigest(), len(data))


def test_rows_of_small_files_are_as_many_as_listed(landing: Path) -> None:
    for folder in (landing / "tilkendelsesregister").iterdir():
        for entry in json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["filer"]:
            assert file_rows(folder / entry["navn"]).height == entry["raekker"]


def test_every_quarantine_rule_is_planted(quarantine: pl.DataFrame) -> None:
    assert set(quarantine["regel"]) == RULES
    assert quarantine.filter(pl.col("regel") == "antal_felter")["kolonne"].to_list().count("") > 10


def test_no_register_has_one_percent_of_faulty_rows(landing: Path, quarantine: pl.DataFrame) -> None:
    for register, bad in quarantine.group_by("register").len().iter_rows():
        manifests = (landing / register).glob("*/manifest.json")
        rows = sum(e["raekker"] for m in manifests for e in json.loads(m.read_text(encoding="utf-8"))["filer"])
        assert bad / rows < 0.01, register


def test_a_faulty_row_begins_on_the_line_that_is_expected(landing: Path, quarantine: pl.DataFrame) -> None:
    mine = quarantine.filter((pl.col("register") == "tilkendelsesregister") & (pl.col("regel") == "noegle_mangler"))
    (row,) = mine.iter_rows(named=True)
    found = text_rows(landing / "tilkendelsesregister" / row["leverance"] / row["fil"])
    assert found.filter(pl.col("SAGSID") == "")["linje"].to_list() == [row["linje"]]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_written_file_reads_back(delimiter: str, encoding: str, tmp_path: Path) -> None:
    form = TextForm(delimiter=delimiter, encoding=encoding, decimal_comma=True)  # type: ignore[arg-type]
    lines = records(FRAME, form)
    write_lines(tmp_path / "fil.csv.gz", header(FRAME.columns, form), lines, form)
    back = text_rows(tmp_path / "fil.csv.gz")
    assert back["A"].to_list() == FRAME["A"].to_list()
    assert back["B"].to_list() == ["1,5", "", "2,0", "3,25"]
    assert back["linje"].to_list() == first_lines(header(FRAME.columns, form), lines) == [2, 3, 4, 6]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    form = TextForm()
    written = [write_lines(tmp_path / n / "fil.csv.gz", "A;B", records(FRAME, form), form) for n in ("1", "2")]
    dated = pl.DataFrame({"PNR": ["0101700001"], "HF_VFRA": [date(1959, 6, 1)]})
    written += [write_xpt(tmp_path / n / "fil.xpt", dated, "udda") for n in ("1", "2")]
    assert written[0] == written[1]
    assert written[2] == written[3]


def test_faulty_rows_are_copies_and_the_good_ones_stay() -> None:
    rows = pl.DataFrame({"PNR": [f"010170{i:04d}" for i in range(50)], "FRA": ["2001-01-01"] * 50, "TIL": [None] * 50})
    rows = rows.with_columns(pl.col("TIL").cast(pl.Utf8))
    faults = [f for f in FAULTS["foertidspension"] if f.regel in ("antal_felter", "pnr_format")]
    lines, expected = with_faults(rows, TextForm(), faults, np.random.default_rng(1))
    bad = {e.linje - 2 for e in expected}
    assert len(bad) == len(faults)
    assert [line for i, line in enumerate(lines) if i not in bad] == records(rows, TextForm())


def test_undecodable_bytes_and_nul_reach_the_file(landing: Path) -> None:
    data = (landing / "tilkendelsesregister" / "2010-06-30" / "tilkendelser_2007_2009.csv").read_bytes()
    assert data.count(UNDECODABLE.encode("utf-8", "surrogateescape")) == 1
    assert data.count(NUL.encode()) == 1


def test_names_of_the_lists_match_their_files(landing: Path) -> None:
    with (landing / "tilkendelsesregister" / "2011-01-31" / "rettelser.csv").open(encoding="utf-8", newline="") as file:
        assert len({row["SAGSID"] for row in csv.DictReader(file)}) > 100
