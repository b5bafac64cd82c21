"""Run a gate: measure, judge, keep the verdicts. Never raises because a check failed."""

import duckdb

from dagster_project.gates.context import GateContext
from dagster_project.gates.fingerprint import fingerprint
from dagster_project.gates.inputs import prepared_inputs
from dagster_project.gates.judge import judge
from dagster_project.gates.limits import checks_of
from dagster_project.gates.profile import measure
from dagster_project.gates.stage_report import GateReport
from dagster_project.gates.verdicts import store, upstream_fingerprint

_STUDY_THERE = """
SELECT count(*) FROM duckdb_tables()
WHERE database_name = current_database() AND schema_name = 'studie' AND table_name = 'studie'
"""


def run_gate(con: duckdb.DuckDBPyConnection, trin: str, context: GateContext) -> GateReport:
    """Judge one stage and let the verdicts stand in `kvalitet.gate`.

    A check that could not be evaluated gets the verdict `fejl`, never
    a pass; what does not apply gets `ikke_relevant`.

    Args:
        con: the warehouse in use, writable.
        trin: one of `limits.STAGES`.
        context: the run, the moment, and what the stage is compared with.

    Returns:
        The verdicts, one per check and subject; `GateReport.raise_if_stopped` is what raises for one that stops.
    """
    with prepared_inputs(con, trin, context) as absent:
        checks = checks_of(trin, _study(con))
        measurements = [measurement for check in checks for measurement in measure(con, check, absent)]
    report = GateReport(
        trin=trin,
        koersel=context.run_id,
        tidspunkt=context.now,
        fingeraftryk=fingerprint(con, trin, upstream_fingerprint(con, trin)),
        verdicts=tuple(judge(trin, measurements, context.docs_folder)),
    )
    store(con, report)
    return report


def _study(con: duckdb.DuckDBPyConnection) -> str:
    """The study that is judged, empty before one is written: a limit may be another one for it alone."""
    if con.execute(_STUDY_THERE).fetchall() == [(0,)]:
        return ""
    return str(con.execute("SELECT any_value(navn) FROM studie.studie").fetchall()[0][0] or "")
