"""Where the gates stand: which asset each is shown on, so that everything after it waits."""

import dagster as dg

from dagster_project.orchestration.gates import GateStep
from dagster_project.orchestration.reporting_basis import FIRST, TABLES, forrige
from dagster_project.orchestration.sequences import DESCRIPTION_KEY, UNCERTAINTY_KEY
from dagster_project.registers import REGISTERS

TABLES_ANCHOR = dg.AssetKey(["intermediate", "int_tabel_5_1"])
COHORT_ANCHOR = dg.AssetKey(["forloeb", "maalgruppe"])
REPORT_ANCHOR = dg.AssetKey(["marts", "rapporttabel"])
RAW = tuple(dg.AssetKey(["raa", register]) for register in REGISTERS)
STAGED = tuple(dg.AssetKey(["staging", f"stg_{register}"]) for register in REGISTERS)

GATES = (
    GateStep("gate_raa", ("leverance", "raa"), RAW[0], RAW),
    GateStep("gate_staging", ("staging",), STAGED[0], STAGED),
    GateStep("gate_indberetning", ("indberetning",), TABLES[0], TABLES, frames=forrige, tags=FIRST),
    # The second half of the gate after staging asks what this study needs: reporting does not wait for it.
    GateStep("gate_staging_studie", ("staging_studie",), COHORT_ANCHOR),
    GateStep("gate_marts", ("marts",), TABLES_ANCHOR),
    GateStep("gate_forloeb", ("forloeb",), REPORT_ANCHOR, (UNCERTAINTY_KEY, DESCRIPTION_KEY)),
)
