"""Pathways as assets: quarters before the tables of chapter 6, groups and timing after their gate."""

from collections.abc import Callable

import dagster as dg
import duckdb

from dagster_project.gates import require_passed
from dagster_project.orchestration.dbt import OWNER
from dagster_project.orchestration.resources import VejeResource
from dagster_project.orchestration.shield import shielded
from dagster_project.pathways.build_description import build_description
from dagster_project.pathways.build_domains import build_domains
from dagster_project.pathways.build_groups import build_groups
from dagster_project.pathways.build_quarters import build_quarters
from dagster_project.pathways.build_timing import build_timing
from dagster_project.pathways.build_uncertainty import build_uncertainty
from dagster_project.study import Study

QUARTERS_KEY = dg.AssetKey(["forloeb", "kvartal"])
GROUPS_KEY = dg.AssetKey(["forloeb", "gruppe"])
UNCERTAINTY_KEY = dg.AssetKey(["marts", "klyngeusikkerhed"])
DESCRIPTION_KEY = dg.AssetKey(["marts", "typisk_forloeb"])
TIMING_KEY = dg.AssetKey(["forloeb", "timing"])
COHORT_KEY = dg.AssetKey(["forloeb", "maalgruppe"])
WEEKS_KEY = dg.AssetKey(["intermediate", "int_dream__uge"])
MEASURES_KEY = dg.AssetKey(["intermediate", "int_amfora__foranstaltning"])

Build = Callable[[duckdb.DuckDBPyConnection, Study], object]


def build_sequence_assets(gated_by: list[dg.AssetKey]) -> list[dg.AssetsDefinition]:
    """Quarters, groups and timing; the gate of the tables ``gated_by`` must be passed before the clusters are made."""
    return [
        _asset(
            QUARTERS_KEY,
            "staging_studie",
            build_quarters,
            [COHORT_KEY, WEEKS_KEY],
            "Kvartalernes tilstande pr. person.",
        ),
        _asset(
            GROUPS_KEY,
            "marts",
            build_groups,
            [QUARTERS_KEY, *gated_by],
            "Klynger og forløbstyper, samlet og pr. kommune.",
        ),
        _asset(
            UNCERTAINTY_KEY,
            "marts",
            build_uncertainty,
            [GROUPS_KEY],
            "Hvor sikre grupper, antal og navne er: stikprøver, tilfældige forløb, andre metoder og grænser.",
        ),
        _asset(
            DESCRIPTION_KEY,
            "marts",
            _describe,
            [GROUPS_KEY, MEASURES_KEY],
            "Hvordan forløbene ser ud: typiske, indikatorer, hvad baggrunden forklarer, ydelse og foranstaltning.",
        ),
        _asset(TIMING_KEY, "marts", build_timing, [GROUPS_KEY, MEASURES_KEY], "Hvornår foranstaltningerne ligger."),
    ]


def _describe(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    build_description(con, study)
    build_domains(con, study)


def _asset(key: dg.AssetKey, gate: str, build: Build, deps: list[dg.AssetKey], text: str) -> dg.AssetsDefinition:
    @dg.asset(key=key, deps=deps, group_name="forloeb", owners=[OWNER], kinds={"polars", "numpy"}, description=text)
    def built(veje: VejeResource) -> dg.MaterializeResult[None]:
        with shielded(key.to_user_string(), veje.settings.home), veje.warehouse() as connection:
            require_passed(connection, gate)
            build(connection, veje.study)
            rows = connection.execute(f"SELECT count(*) FROM {'.'.join(key.path)}").fetchall()[0][0]
        return dg.MaterializeResult(metadata={"dagster/row_count": rows})

    return built
