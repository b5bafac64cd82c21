"""A stage that stands stopped binds every later run: whatever is materialised alone refuses, and writes nothing."""

import dagster as dg
import pytest

from dagster_project.cli.run import is_current
from dagster_project.errors import GateStopped
from dagster_project.orchestration.build import build_definitions
from dagster_project.warehouse import open_warehouse
from tests.lib.home import Home

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("integration")]

# The asset that is materialised alone, and a stage before it that stands stopped.
BOUND = [
    ("staging/stg_bef", "leverance"),
    ("staging/stg_ind", "raa"),
    ("intermediate/int_person", "staging"),
    ("forloeb/kvartal", "staging"),
    ("intermediate/int_tabel_5_1", "staging"),
    ("forloeb/gruppe", "marts"),
    ("forloeb/timing", "marts"),
    ("intermediate/int_tabel_7_2", "marts"),
    ("marts/afstemning", "forloeb"),
    ("frigivelse/tabeller", "forloeb"),
    ("rapport/billeder", "forloeb"),
    ("indberetning/afgoerelse", "staging"),
    ("indberetning/grundlag", "raa"),
    ("indberetning/grundlag", "indberetning"),
    ("marts/indberetning_status", "indberetning"),
    ("publiceret/veje", "raa"),
    ("publiceret/veje", "forloeb"),
]


@pytest.fixture(scope="module")
def definitions(published: Home) -> dg.Definitions:
    return build_definitions(published.settings)


@pytest.mark.parametrize(("asset", "stage"), BOUND)
def test_nothing_after_a_stopped_stage_uses_the_data_in_a_later_run(
    published: Home, definitions: dg.Definitions, asset: str, stage: str
) -> None:
    before = published.settings.published_file.stat()
    _set_outcome(published, stage, "bestaaet", "stoppet")
    job = definitions.resolve_implicit_global_asset_job_def()
    try:
        with pytest.raises(GateStopped, match=stage):
            job.execute_in_process(asset_selection=[dg.AssetKey(asset.split("/"))])
    finally:
        _set_outcome(published, stage, "stoppet", "bestaaet")
    after = published.settings.published_file.stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_what_stood_published_is_brought_back_when_a_later_run_was_stopped(published: Home) -> None:
    """The deliveries are again those of the published generation, but the warehouse holds what was stopped."""
    assert is_current(published.settings, None)
    _set_outcome(published, "raa", "bestaaet", "stoppet")
    try:
        assert not is_current(published.settings, None)
    finally:
        _set_outcome(published, "raa", "stoppet", "bestaaet")


def _set_outcome(home: Home, stage: str, old: str, new: str) -> None:
    with open_warehouse(home.settings) as con:
        con.execute("UPDATE kvalitet.gate SET udfald = ? WHERE trin = ? AND udfald = ?", [new, stage, old])
