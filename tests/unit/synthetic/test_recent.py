"""The deliveries of the study of 2024, and what the extended alphabet makes of them."""

from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pytest

from dagster_project.pathways.build_groups import build_groups
from dagster_project.pathways.build_quarters import build_quarters
from dagster_project.sequences.stability import adjusted_rand
from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import Study, load_study
from synthetic.recent import COMMITTED_SEED, registers, write_recent
from synthetic.recent.people import build_people
from tests.unit.pathways.warehouse_of import fill, warehouse

pytestmark = pytest.mark.slow

STUDIES = PROJECT_ROOT / "data" / "seed" / "studier"
NEW_STATES = {
    "ressourceforloeb",
    "jobafklaringsforloeb",
    "uddannelseshjaelp",
    "fleksjob",
    "barsel",
    "uddannelsesstoette",
}


@pytest.fixture(scope="module")
def study() -> Study:
    return load_study(STUDIES / "udvidet_2024.toml")


@pytest.fixture(scope="module")
def con(study: Study) -> duckdb.DuckDBPyConnection:
    """The warehouse with the grantees and their weeks, as the models would leave them, and their pathways."""
    made = warehouse({})
    granted = build_people(COMMITTED_SEED).filter(pl.col("rolle") == "bevilget")
    fill(
        made, "forloeb.maalgruppe", [(p, k, "1082", d, 45.0) for p, k, d in granted["pnr", "kommune", "afgdato"].rows()]
    )
    made.register("_dream", registers.dream(build_people(COMMITTED_SEED), COMMITTED_SEED))
    made.execute(
        """
        INSERT INTO intermediate.int_dream__uge
        SELECT person_id, uge, ydelse FROM (
            SELECT PNR AS person_id, ydelse,
                strptime('20' || kolonne[3:4] || '-' || kolonne[5:6] || '-1', '%G-%V-%u')::DATE AS uge
            FROM (UNPIVOT _dream ON COLUMNS(* EXCLUDE (PNR)) INTO NAME kolonne VALUE ydelse)
        )
        INNER JOIN forloeb.maalgruppe USING (person_id)
        WHERE uge >= date_trunc('week', afgoerelsesdato) - INTERVAL 260 WEEK
            AND uge < date_trunc('week', afgoerelsesdato)
        """
    )
    names = STUDIES / "udvidet_2024" / "forloebsnavn.csv"
    made.execute(f"CREATE OR REPLACE TABLE kode.forloebsnavn AS FROM read_csv('{names}')")
    build_quarters(made, study)
    build_groups(made, study)
    return made


def test_the_states_that_came_after_the_report_are_states_of_their_own(con: duckdb.DuckDBPyConnection) -> None:
    found = {state for (state,) in con.sql("SELECT DISTINCT tilstand FROM forloeb.kvartal").fetchall()}
    assert found >= NEW_STATES


def test_the_planted_kinds_are_found_under_the_studys_own_names(con: duckdb.DuckDBPyConnection) -> None:
    groups = con.sql(
        "SELECT person_id, klynge, forloebstype FROM forloeb.gruppe WHERE \"analyse\" = 'samlet' ORDER BY 1"
    ).pl()
    planted = build_people(COMMITTED_SEED).select(person_id="pnr", kind="kind")
    both = groups.join(planted, on="person_id")
    labels = [np.unique(both[name].to_numpy(), return_inverse=True)[1] for name in ("klynge", "kind")]
    assert adjusted_rand(labels[0], labels[1], np.ones(both.height)) > 0.9
    assert set(groups["forloebstype"]) == {
        "borger_ressourceforloeb",
        "jobafklaring",
        "fleksjobber",
        "ung_uddannelseshjaelp",
        "loenmodtager_syg",
        "langvarig_kontanthjaelp",
    }


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_recent(tmp_path / name)
    files = sorted(file.relative_to(tmp_path / "a") for file in (tmp_path / "a").rglob("*") if file.is_file())
    assert len({file.parts[0] for file in files}) == 9
    assert all((tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes() for file in files)
