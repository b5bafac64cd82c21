"""Models, recount and gates against a count in plain Python, cell by cell, on worlds that are not the report's."""

import math
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dagster_project.clock import COPENHAGEN
from dagster_project.gates import GateContext
from dagster_project.gates.inputs import prepared_inputs
from dagster_project.gates.limits import checks_of
from dagster_project.gates.profile import Measurement, measure
from dagster_project.pathways.build_timing import build_timing
from dagster_project.recount import recount_chapter_7, recount_chapters_4_to_6
from dagster_project.recount.others import published_others
from dagster_project.transform import build_env
from tests.dbt.conftest import Built
from tests.oracle.tables.laid_out import Project, build_marts, laid_out
from tests.oracle.tables.random_cases import CASES
from tests.oracle.tables.random_world import random_world, with_groups
from tests.oracle.tables.reference_decisions import chapters_4_and_5
from tests.oracle.tables.reference_pathways import chapter_7, descriptions
from tests.oracle.tables.reference_persons import chapter_6
from tests.oracle.tables.reference_rates import yearly
from tests.oracle.tables.reference_timing import timings, transitions
from tests.oracle.tables.reference_waiting import waiting
from tests.oracle.tables.world import World

pytestmark = pytest.mark.xdist_group("dbt")
SEEDS = [1, 2]
WORLDS = [pytest.param((case, seed), id=f"{case.name} {seed}") for case in CASES for seed in SEEDS]
Found = dict[tuple[str, ...], tuple[Any, ...]]
"""Value, numerator and denominator (and of the recount, whether the report must have the cell) by the keys."""
CELLS = "SELECT tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag FROM marts.rapporttabel"
DESCRIPTIONS = 'SELECT "analyse", kommune, forloebstype, egenskab, kategori, statistik, vaerdi, antal, grundlag '
DESCRIPTIONS += "FROM marts.forloebstype_karakteristik"
OF_YEARS = ("aarlig", "sagstid")
QUARTERS = "SELECT person_id, list(tilstand ORDER BY kvartal) FROM forloeb.kvartal GROUP BY ALL"


@dataclass(frozen=True)
class Answer:
    """A world, and what the project said of it."""

    world: World
    states: dict[str, list[str]]
    cells: Found
    recount: Found
    descriptions: Found
    courses: Found
    broken: list[str]


@pytest.fixture(scope="module")
def project(built: Built) -> Project:
    return Project(Path(build_env(built.settings)["DBT_TARGET_PATH"]))


@pytest.fixture(scope="module", params=WORLDS)
def answer(request: pytest.FixtureRequest, project: Project) -> Answer:
    case, seed = request.param
    world = with_groups(random_world(case, seed), seed)
    with laid_out(world, project) as con:
        states = dict(con.execute(QUARTERS).fetchall())
        build_marts(con, world, project)
        build_timing(con, world.study)
        told = keyed(con, DESCRIPTIONS, 6)
        return Answer(world, states, keyed(con, CELLS, 4), recounted(con), told, courses_of(con), broken(con))


def test_quarters_have_the_commonest_state_and_of_ties_the_latest(answer: Answer) -> None:
    assert answer.states == answer.world.states


def test_every_cell_of_the_models_is_what_the_definitions_say(answer: Answer) -> None:
    assert differences(answer.cells, expected(answer.world)) == {}


def test_every_cell_of_the_recount_is_what_the_definitions_say(answer: Answer) -> None:
    wanted = expected(answer.world)
    required = {key: cell for key, cell in answer.recount.items() if cell[3] or key in wanted}
    assert differences(required, wanted) == {}


def test_pathways_are_described_as_the_definitions_say(answer: Answer) -> None:
    assert differences(answer.descriptions, descriptions(answer.world)) == {}


def test_timing_and_steps_between_states_are_what_the_definitions_say(answer: Answer) -> None:
    wanted = {**timings(answer.world), **transitions(answer.world)}
    found = {key: cell for key, cell in answer.courses.items() if not key[0].startswith(OF_YEARS)}
    assert differences(found, {(key[0], "/".join(key[1:])): cell for key, cell in wanted.items()}) == {}


def test_rates_and_times_are_what_the_definitions_say(answer: Answer) -> None:
    found = {key: cell for key, cell in answer.courses.items() if key[0].startswith(OF_YEARS)}
    assert differences(found, yearly(answer.world) | waiting(answer.world)) == {}


def test_no_gate_stops_for_what_a_delivery_may_be_like(answer: Answer) -> None:
    assert answer.broken == []


def expected(world: World) -> Found:
    return {**chapters_4_and_5(world), **chapter_6(world), **chapter_7(world)}


def keyed(con: duckdb.DuckDBPyConnection, query: str, keys: int) -> Found:
    return {row[:keys]: row[keys:] for row in con.execute(query).fetchall()}


def courses_of(con: duckdb.DuckDBPyConnection) -> Found:
    """Timing by municipality, pathway, scenario, kind and quarter, steps between states, and rates."""
    rows = published_others(con).iter_rows()
    return {row[:2]: row[2:] for row in rows if row[0] not in ("forloebstype_karakteristik", "timing_foelsomhed")}


def recounted(con: duckdb.DuckDBPyConnection) -> Found:
    frames = [recount(con)[0] for recount in (recount_chapters_4_to_6, recount_chapter_7)]
    return {row[:4]: row[4:] for frame in frames for row in frame.iter_rows()}


def broken(con: duckdb.DuckDBPyConnection) -> list[str]:
    """What the gates find of disagreement between tables, where there must be none whatever is delivered."""
    context = GateContext("prøve", datetime(2026, 11, 24, tzinfo=COPENHAGEN))
    found = []
    for stage in ("marts", "forloeb"):
        checks = [check for check in checks_of(stage) if check.kahn == "conformance" and check.stop is not None]
        with prepared_inputs(con, stage, context):
            measured = [one for check in checks for one in measure(con, check)]
        found += [f"{m.check.navn} {m.emne}: {m.failure or m.maalt} {m.fund}" for m in measured if is_broken(m)]
    return found


def is_broken(one: Measurement) -> bool:
    limit = one.check.stop or 0
    beyond = one.maalt is not None and (one.maalt > limit if one.check.retning == "hoejst" else one.maalt < limit)
    # Without anybody in a pathway there is no analysis, and so no row to judge.
    return beyond or one.failure not in ("", "profilen gav ingen rækker")


def differences(found: Found, wanted: Found) -> dict[Any, Any]:
    """The first cells that only one of them has, or that differ."""
    wrong = {
        key: (found.get(key), wanted.get(key))
        for key in found.keys() | wanted.keys()
        if key not in found or key not in wanted or not same(found[key], wanted[key])
    }
    return dict(sorted(wrong.items(), key=str)[:12])


def same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    if one[0] is None or other[0] is None:
        return one[:3] == other[:3]
    return math.isclose(one[0], other[0], rel_tol=1e-9, abs_tol=1e-9) and one[1:3] == other[1:3]
