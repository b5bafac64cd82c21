"""The raw layer: the study and one asset per declared register."""

import dagster as dg
import duckdb

from dagster_project import clock
from dagster_project.ingest import ingest_register, unknown_registers, write_study
from dagster_project.keys import load_pseudonym_key
from dagster_project.operations.inputs import describe_inputs, note_inputs
from dagster_project.orchestration.dbt import OWNER
from dagster_project.orchestration.resources import VejeResource
from dagster_project.orchestration.shield import shielded
from dagster_project.registers import REGISTERS
from dagster_project.registers.spec import RegisterSpec
from dagster_project.study import require_begun

STUDY_KEY = dg.AssetKey(["studie", "studie"])


@dg.asset(
    key=STUDY_KEY,
    group_name="raa",
    owners=[OWNER],
    kinds={"duckdb"},
    description="Studiefilen som tabeller: periode, kommuner, alfabet.",
)
def studie(context: dg.AssetExecutionContext, veje: VejeResource) -> dg.MaterializeResult[None]:
    """Write the study file into the warehouse, where the models read it, and note what the run begins with."""
    for name in unknown_registers(veje.settings.landing, set(REGISTERS)):
        context.log.warning(f"{name}: mappen hører til intet register og læses ikke")
    with shielded("studie", veje.settings.home), veje.warehouse() as connection:
        require_begun(veje.study, veje.settings.study_file, clock.now().date())
        write_study(connection, veje.study, veje.settings)
        note_inputs(connection, describe_inputs(veje.settings, load_pseudonym_key(veje.settings), veje.per_date))
    return dg.MaterializeResult(metadata={"studie": veje.study.navn, "kommuner": list(veje.study.kommuner)})


def build_raw_assets() -> list[dg.AssetsDefinition]:
    """The study and one asset per register of `REGISTERS`."""
    return [studie, *(_register_asset(spec) for spec in REGISTERS.values())]


def _register_asset(spec: RegisterSpec) -> dg.AssetsDefinition:
    @dg.asset(
        key=dg.AssetKey(["raa", spec.name]),
        deps=[STUDY_KEY],
        group_name="raa",
        owners=[OWNER],
        kinds={"duckdb", "polars"},
        description=spec.description,
    )
    def register(context: dg.AssetExecutionContext, veje: VejeResource) -> dg.MaterializeResult[None]:
        key = load_pseudonym_key(veje.settings)
        with shielded(spec.name, veje.settings.home), veje.warehouse() as connection:
            report = ingest_register(connection, spec.name, veje.settings, veje.study, key, veje.per_date)
            columns = _column_schema(connection, spec.name)
        for message in report.messages:
            context.log.warning(message)
        return dg.MaterializeResult(
            metadata={**report.metadata(), "dagster/row_count": report.accepted, "dagster/column_schema": columns}
        )

    return register


def _column_schema(connection: duckdb.DuckDBPyConnection, register: str) -> dg.TableSchema:
    rows = connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = 'raa' AND table_name = ? "
        "AND database_name = 'lager' ORDER BY column_index",
        [register],
    ).fetchall()
    return dg.TableSchema(columns=[dg.TableColumn(name, kind) for name, kind in rows])
