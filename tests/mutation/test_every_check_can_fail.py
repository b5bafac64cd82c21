"""Every check of every gate passes on the healthy warehouse, and fails on the one mutation made for it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from dagster_project.gates import STAGES, GateContext, GateReport, load_checks, run_gate
from dagster_project.gates.inputs import (
    INPUTS,
    Input,
    others_recounted,
    previous_generation,
    recounted,
    report_table,
    tables_4_to_6,
)
from dagster_project.gates.stage_report import NOT_APPLICABLE, PASSED
from dagster_project.recount import Recount, recount_chapter_7, recount_chapters_4_to_6, recount_others
from tests.mutation.healthy import build, build_new, build_previous
from tests.mutation.healthy_context import NOW, context
from tests.mutation.mutations import MUTATIONS, apply

CHECKS = [(check.trin, check.navn) for check in load_checks()]
Files = dict[str, Path]


@pytest.fixture(scope="module")
def healthy(tmp_path_factory: pytest.TempPathFactory) -> Files:
    folder = tmp_path_factory.mktemp("sundt_lager")
    files = {name: folder / f"{name}.duckdb" for name in ("lager", "foer", "ny")}
    build(files["lager"])
    with duckdb.connect(str(files["lager"])) as con:
        run_gate(con, "leverance", GateContext("koersel-0", NOW))
    build_previous(files["lager"], files["foer"])
    build_new(files["lager"], files["ny"])
    return files


@pytest.fixture
def files(healthy: Files, tmp_path: Path) -> Iterator[Files]:
    copies = {name: Path(shutil.copy(file, tmp_path)) for name, file in healthy.items()}
    yield copies
    shutil.rmtree(tmp_path)


def judge(files: Files, trin: str, **changes: Any) -> GateReport:
    with duckdb.connect(str(files["lager"])) as con:
        return run_gate(con, trin, replace(context(files["foer"], files["ny"]), **changes))


def test_every_check_has_a_mutation_and_every_mutation_a_check() -> None:
    assert sorted(MUTATIONS) == sorted(CHECKS)


@pytest.mark.parametrize("trin", STAGES)
def test_every_check_passes_on_the_healthy_warehouse(files: Files, trin: str) -> None:
    report = judge(files, trin)
    wrong = {v.title: v.fundet for v in report.verdicts if v.udfald not in {PASSED, NOT_APPLICABLE}}
    assert wrong == {}
    passed = {v.navn for v in report.verdicts if v.udfald == PASSED}
    assert passed == {navn for stage, navn in CHECKS if stage == trin}


@pytest.fixture(scope="module")
def recounts(healthy: Files) -> dict[str, Recount]:
    with duckdb.connect(str(healthy["lager"]), read_only=True) as con:
        return {"marts": recount_chapters_4_to_6(con), "forloeb": recount_chapter_7(con)}


@pytest.fixture(scope="module")
def other_recount(healthy: Files) -> pl.DataFrame:
    with duckdb.connect(str(healthy["lager"]), read_only=True) as con:
        return recount_others(con)


@pytest.fixture
def recounted_once(recounts: dict[str, Recount], other_recount: pl.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    """The recount of the healthy warehouse stands for every mutation: it takes a second each time."""
    tables, pathways = recounted(lambda _: recounts["marts"]), recounted(lambda _: recounts["forloeb"])
    monkeypatch.setitem(INPUTS, "marts", (Input(("gate_rapport",), tables_4_to_6), tables))
    others = others_recounted(lambda _: other_recount)
    forloeb = (Input(("gate_rapport",), report_table), pathways, others, previous_generation("forloeb", "gruppe"))
    monkeypatch.setitem(INPUTS, "forloeb", forloeb)


@pytest.mark.usefixtures("recounted_once")
@pytest.mark.parametrize(("trin", "navn"), CHECKS, ids=[f"{trin}-{navn}" for trin, navn in CHECKS])
def test_a_mutation_makes_its_check_fail_and_no_other(files: Files, trin: str, navn: str) -> None:
    mutation = MUTATIONS[trin, navn]
    changes = apply(mutation, files, context(files["foer"], files["ny"]))
    report = judge(files, trin, **changes)
    failed = {v.navn for v in report.verdicts if v.udfald not in {PASSED, NOT_APPLICABLE}}
    assert failed == {navn} | mutation.also
    assert {v.udfald for v in report.of_check(navn)} <= {PASSED, NOT_APPLICABLE, "advarsel", "stoppet"}


@pytest.mark.parametrize(
    ("trin", "recount", "needed_by"),
    [
        ("marts", "recount_persons", {"genoptaelling", "n_6_8_lig_personer"}),
        ("forloeb", "recount_pathways", {"genoptaelling", "n_7_lig_6_8"}),
    ],
)
def test_a_bug_in_the_recount_is_told_as_that_and_blames_no_model(
    files: Files, trin: str, recount: str, needed_by: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> pl.DataFrame:
        raise NameError("name '0101010000' is not defined")

    monkeypatch.setattr(f"dagster_project.recount.recount.{recount}", broken)
    failed = [verdict for verdict in judge(files, trin).verdicts if verdict.udfald == "fejl"]
    assert needed_by <= {verdict.navn for verdict in failed}
    for verdict in failed:
        assert "(NameError i " in verdict.fundet
        assert "recount.py:" in verdict.fundet
        assert "0101010000" not in repr(verdict)
        assert "int_tabel" not in verdict.handling
        assert verdict.blocks
