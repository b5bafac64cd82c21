"""What a delivery's stored rows depend on: change one of it, and it is read again; another thing, and it is not."""

import dataclasses
import hashlib
from datetime import date
from pathlib import Path

import pytest

from dagster_project.ingest.door import fingerprint as module
from dagster_project.ingest.door.delivery import JudgedDelivery, Status
from dagster_project.ingest.door.fingerprint import code_lists, delivery_fingerprint, door_fingerprint, same_content
from dagster_project.ingest.mapping.declared import RegisterMapping
from dagster_project.registers import REGISTERS
from dagster_project.settings import CODE_LISTS, PROJECT_ROOT, Settings, load_settings
from dagster_project.study import load_study

STUDY = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
UDDA = REGISTERS["udda"]
VERDICT = JudgedDelivery("udda", date(2010, 1, 1), Status.TAKEN, (), ("a.csv",), {"a.csv": "1", "manifest.json": "2"})


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"VEJE_HOME": str(tmp_path)})


def door(settings: Settings, **changed: object) -> str:
    said = {
        "spec": UDDA,
        "mapping": RegisterMapping(),
        "settings": settings,
        "study": STUDY,
        "key": bytes(32),
    } | changed
    return door_fingerprint(**said)  # type: ignore[arg-type]


def test_declaration_mapping_key_and_form_of_numbers_are_of_the_door(settings: Settings) -> None:
    before = door(settings)
    assert before == door(settings)
    assert len(before) == 64
    others = {
        door(settings, spec=REGISTERS["bef"]),
        door(settings, key=bytes([1]) * 32),
        door(settings, study=dataclasses.replace(STUDY, pnr_format="pseudonym")),
        door(settings, mapping=RegisterMapping(tom=("x",))),
    }
    assert len(others) == 4
    assert before not in others


def test_a_code_list_of_the_register_counts_and_another_does_not(settings: Settings, tmp_path: Path) -> None:
    own = tmp_path / "lister"
    own.mkdir()
    changed = dataclasses.replace(settings, code_lists=own)
    before = door(settings)
    (own / "kommune.csv").write_text("kom\n", encoding="utf-8")
    used = {one.name for one in code_lists(UDDA)}
    assert used
    assert "kommune" not in used
    assert door(changed) == before
    name = sorted(used)[0]
    (own / f"{name}.csv").write_bytes((CODE_LISTS / f"{name}.csv").read_bytes() + b"\n")
    assert door(changed) != before


def test_changed_code_is_another_door(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = door(settings)
    monkeypatch.setattr(module, "_code", lambda: "other")
    assert door(settings) != before


def test_code_lists_come_by_name_with_those_of_weeks() -> None:
    names = [one.name for one in code_lists(REGISTERS["dream"])]
    assert names == sorted(names)
    assert REGISTERS["dream"].weeks in code_lists(REGISTERS["dream"])
    for spec in REGISTERS.values():
        repairs = {column.repair for column in spec.columns if column.repair}
        assert set(code_lists(spec)) == repairs | ({spec.weeks} if spec.weeks else set())


def test_a_delivery_is_its_date_and_its_files_whatever_their_order() -> None:
    before = delivery_fingerprint(VERDICT, "door")
    turned = dataclasses.replace(VERDICT, digests=dict(reversed(VERDICT.digests.items())))
    assert delivery_fingerprint(turned, "door") == before
    content, _, behind = before.partition(":")
    assert behind == "door"
    assert content == hashlib.sha256(b'["2010-01-01", [["a.csv", "1"], ["manifest.json", "2"]]]').hexdigest()
    for changed in (
        {"leverance": date(2010, 1, 2)},
        {"digests": {"a.csv": "1"}},
        {"digests": {"a.csv": "3", "manifest.json": "2"}},
    ):
        assert delivery_fingerprint(dataclasses.replace(VERDICT, **changed), "door") != before


def test_the_same_files_are_the_same_content_however_they_were_read() -> None:
    # Of more than one letter: the language keeps a single one once, and "is" would do.
    assert same_content("hash:1", "hash:2")
    assert same_content("hash:1", "hash:1")
    assert not same_content("a:1", "b:1")
    assert not same_content("b:1", "a:1")
