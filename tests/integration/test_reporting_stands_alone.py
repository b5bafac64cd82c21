"""No study holds reporting back, and reporting holds no study back: each step after staging is broken in turn."""

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from dagster_project import clock
from dagster_project.indberetning import export_chosen_months
from dagster_project.indberetning.basis import basis_dir, newest_basis
from dagster_project.orchestration import dbt, publication, reporting_basis, sequences
from dagster_project.orchestration.build import build_definitions
from dagster_project.orchestration.failures import take_failures
from dagster_project.privacy.vault import lookup
from dagster_project.warehouse import open_warehouse
from tests.lib.home import Home

pytestmark = [
    pytest.mark.slow,
    pytest.mark.xdist_group("integration"),
    # Great Expectations warns about its own use of other libraries, in the process of the test here.
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]

MONTH = "2026-03"
BRANCH = {"raa", "staging", "kode", "studie", "indberetning"}
# What is broken: an asset or check of the step, and the function that the step cannot do without.
AFTER_STAGING = [
    ("intermediate/int_person", dbt, "build_stage"),
    ("forloeb/kvartal", sequences, "build_quarters"),
    ("intermediate/int_tabel_5_1", dbt, "build_stage"),
    ("forloeb/gruppe", sequences, "build_groups"),
    ("forloeb/timing", sequences, "build_timing"),
    ("marts/rapporttabel", dbt, "build_stage"),
    ("marts/afstemning", publication, "reconcile"),
    ("frigivelse/tabeller", publication, "disclosure"),
    ("rapport/billeder", publication, "write_pictures"),
    ("publiceret/veje", publication, "publish"),
    ("rapport/index", publication, "report"),
]


@pytest.fixture(scope="module")
def home(published: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    return Home(Path(shutil.copytree(published.path, tmp_path_factory.mktemp("for_sig") / "hjem")))


@pytest.fixture(autouse=True)
def no_failures_of_others() -> Iterator[None]:
    take_failures()
    yield
    take_failures()


def keys(*assets: str) -> list[dg.AssetKey]:
    return [dg.AssetKey(asset.split("/")) for asset in assets]


def materialise(home: Home, *assets: str) -> dg.ExecuteInProcessResult:
    job = build_definitions(home.settings).resolve_implicit_global_asset_job_def()
    return job.execute_in_process(asset_selection=keys(*assets), raise_on_error=False)


def refuse(*_: Any, **__: Any) -> None:
    raise RuntimeError("broken on purpose")


def export(home: Home) -> str:
    look_up = partial(lookup, home.settings)
    return export_chosen_months(home.settings, MONTH, now=clock.now(), lookup=look_up).basis


class Broken:
    """A module none of whose functions works."""

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return refuse


@pytest.mark.parametrize(("asset", "module", "name"), AFTER_STAGING)
def test_a_broken_step_after_staging_leaves_a_new_basis_and_a_month_that_can_be_exported(
    home: Home, monkeypatch: pytest.MonkeyPatch, asset: str, module: Any, name: str
) -> None:
    shutil.rmtree(basis_dir(home.settings), ignore_errors=True)
    monkeypatch.setattr(module, name, Broken() if name in {"disclosure", "report"} else refuse)
    result = materialise(home, "indberetning/grundlag", asset)
    assert not result.success, "the step was to break"
    made = newest_basis(home.settings)
    assert made is not None
    assert export(home) == made.name
    assert list((home.path / "indberetning").glob(f"*/{MONTH}/*/manifest.json"))


@pytest.mark.parametrize("stage", ["staging_studie", "marts", "forloeb", "publicering"])
def test_a_gate_of_the_study_that_stands_stopped_keeps_nothing_back(home: Home, stage: str) -> None:
    shutil.rmtree(basis_dir(home.settings), ignore_errors=True)
    with _stopped(home, stage):
        assert materialise(home, "indberetning/grundlag").success
        assert export(home)


@pytest.mark.parametrize("stage", ["leverance", "raa", "staging", "indberetning"])
def test_one_of_the_four_gates_leaves_the_basis_before_in_force(home: Home, stage: str) -> None:
    before = newest_basis(home.settings)
    with _stopped(home, stage):
        assert not materialise(home, "indberetning/grundlag").success
        assert newest_basis(home.settings) == before


def test_a_study_is_published_although_reporting_is_broken(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting_basis, "keep_basis", refuse)
    result = materialise(home, "indberetning/grundlag", "marts/indberetning_status", *PUBLISHING)
    assert not result.success
    assert {event.asset_key for event in result.get_asset_materialization_events()} == set(keys(*PUBLISHING))


PUBLISHING = ("frigivelse/tabeller", "publiceret/veje", "rapport/index")


def test_the_graph_of_dagster_shows_the_branch(home: Home) -> None:
    graph = build_definitions(home.settings).resolve_asset_graph()
    for key in keys("indberetning/maaned", "indberetning/aendringer", "marts/indberetning_status"):
        above = graph.get_ancestor_asset_keys(key)
        assert keys("indberetning/grundlag")[0] in above
        assert {ancestor.path[0] for ancestor in above} <= BRANCH
    below_basis = graph.get_ancestor_asset_keys(keys("rapport/index")[0])
    assert not [key for key in below_basis if key.path[0] == "indberetning"]


def test_the_branch_comes_before_the_study_in_the_job(home: Home) -> None:
    """In one process the step of the highest priority is taken first: what fails later finds the basis made."""
    location = build_definitions(home.settings)
    plan = {node.name: node.definition.tags for node in location.resolve_job_def("run").graph.nodes}
    first = {name for name, tags in plan.items() if int(tags.get("dagster/priority", 0)) > 0}
    wanted = {"dbt_indberetning", "gate_indberetning", "indberetning__grundlag", "indberetningens_tilstand"}
    assert first == wanted


class _stopped:  # noqa: N801 - reads as what it is
    """The stage stands stopped meanwhile."""

    def __init__(self, home: Home, stage: str) -> None:
        self.home, self.stage = home, stage

    def __enter__(self) -> None:
        self._set("bestaaet", "stoppet")

    def __exit__(self, *_: object) -> None:
        self._set("stoppet", "bestaaet")

    def _set(self, old: str, new: str) -> None:
        with open_warehouse(self.home.settings) as con:
            con.execute("UPDATE kvalitet.gate SET udfald = ? WHERE trin = ? AND udfald = ?", [new, self.stage, old])
