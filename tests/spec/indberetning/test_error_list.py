"""What the error list shows of a case: why, what was found, what to do; no CPR number, no free text, no formula."""

import csv
import io
from pathlib import Path

import pytest

from tests.lib.reporting import GRANT, REFUSAL, Values, World

HEADER = "indberetning_id;sagsid;afgnr;afgoerelse;afgoerelsesdato;sagsbehandler;"
HEADER += "regel;alvor;felt;paragraf;tekst;fundet;handling"


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def rows_of(world: World) -> list[Values]:
    """The error list of an export of March."""
    folder = world.export("2024-03").written[0]
    text = (folder.path / folder.folder.errors_name).read_text(encoding="utf-8")
    assert text.splitlines()[0] == HEADER
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_a_row_tells_the_field_the_paragraph_what_was_found_and_what_to_do(world: World) -> None:
    world.put(REFUSAL, rehabteam_dato=None)
    (row,) = rows_of(world)
    assert (row["sagsid"], row["afgnr"], row["afgoerelse"], row["afgoerelsesdato"]) == ("S1", "1", "A", "2024-03-15")
    assert (row["regel"], row["alvor"], row["felt"], row["paragraf"]) == (
        "R04",
        "bekraeft",
        "REHABTEAM_DATO",
        "§ 18 stk. 2",
    )
    assert row["fundet"].startswith("REHABTEAM_DATO tom, PAABDATO 2024-02-01, AFGDATO 2024-03-15, LOVGRUNDLAG 18_DOK")
    assert "veje bekraeft" in row["handling"]


@pytest.mark.parametrize("person", ["p1", "p2"])
@pytest.mark.parametrize("form", ["K{0}{1}-7", "{0}-{1}", "{0} {1}", "sag {0}{1}"])
def test_no_cpr_number_of_anybody_is_shown(world: World, person: str, form: str) -> None:
    number = world.pnr[person]
    planted = form.format(number[:6], number[6:])
    world.put(GRANT, sagsid=planted, sagsbehandler=planted, diag1=None)
    (row,) = rows_of(world)
    assert (
        row["sagsid"]
        == row["sagsbehandler"]
        == form.format("******", "****")
        .replace("- ", "")
        .replace(form[form.index("{0}") : form.index("{1}") + 3].format("******", "****"), "**********")
    )
    state = b"".join(file.read_bytes() for file in (world.root / "tilstand").rglob("*") if file.is_file())
    assert number[6:].encode() not in state


def test_ten_digits_that_are_no_date_are_shown(world: World) -> None:
    world.put(GRANT, sagsid="K-3213701234", diag1=None)
    assert rows_of(world)[0]["sagsid"] == "K-3213701234"


def test_a_formula_is_at_fault_and_cannot_run_in_a_spreadsheet(world: World) -> None:
    world.put(GRANT, sagsid="=HYPERLINK(1)", sagsbehandler="@SUM(1)")
    rows = rows_of(world)
    assert {(row["regel"], row["alvor"], row["felt"]) for row in rows} == {
        ("R19", "fejl", "SAGSID"),
        ("R19", "fejl", "SAGSBEHANDLER"),
    }
    assert not [cell for row in rows for cell in row.values() if cell and cell[0] in "=+-@\t\r"]
    assert world.sent() == []


def test_what_was_found_is_never_a_free_text_of_the_register(world: World) -> None:
    words = {
        "arbejdsfunktioner": "hemmeligt",
        "sagsbehandler": "=hemmeligt",
        "diag1": "hemmeligt",
        "lovgrundlag": "hemmeligt",
        "afslagshjemmel": "hemmeligt",
        "anke_af": "hemmeligt",
        "rehabteam_indstilling": "hemmeligt",
    }
    world.put(REFUSAL, **words)
    found = [row["fundet"] for row in rows_of(world)]
    assert len(found) >= 4
    assert not [text for text in found if "hemmeligt" in text]


def test_rows_are_in_order_of_caseworker_case_number_and_rule(world: World) -> None:
    for number, (name, sagsid) in enumerate([("Øst", "S2"), ("Vest", "S9"), ("Vest", "S1"), (None, "S5")], start=1):
        world.put(
            GRANT, sagsid=sagsid, person_id=f"p{number}", sagsbehandler=name, diag1=None, diag2="ryg", bopkom="740"
        )
    told = [(row["sagsbehandler"], row["sagsid"], row["regel"], row["felt"]) for row in rows_of(world)]
    assert told == sorted(told)
    assert told[0] == ("", "S5", "R19", "DIAG1")
