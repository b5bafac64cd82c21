"""Verdicts kept in `kvalitet.gate`: what was judged last stands, for the runs that come later too."""

from datetime import datetime

import duckdb

from dagster_project.clock import COPENHAGEN
from dagster_project.errors import GateStopped
from dagster_project.gates.fingerprint import fingerprint, stage_before
from dagster_project.gates.limits import STAGES, stages_until
from dagster_project.gates.stage_report import GateReport, Verdict, gate_stopped

_COLUMNS = {
    "koersel": "VARCHAR",
    "trin": "VARCHAR",
    "navn": "VARCHAR",
    "emne": "VARCHAR",
    "kahn": "VARCHAR",
    "alvor": "VARCHAR",
    "graense": "DOUBLE",
    "maalt": "DOUBLE",
    "taeller": "BIGINT",
    "naevner": "BIGINT",
    "udfald": "VARCHAR",
    "forventet": "VARCHAR",
    "fundet": "VARCHAR",
    "handling": "VARCHAR",
    "tidspunkt": "TIMESTAMP",  # Danish wall clock: readers need no extension for it
    "fingeraftryk": "VARCHAR",
}
_OF_REPORT = ("koersel", "trin", "tidspunkt", "fingeraftryk")
_OF_VERDICT = tuple(name for name in _COLUMNS if name not in _OF_REPORT)
_THERE = """
SELECT count(*) FROM duckdb_tables()
WHERE database_name = current_database() AND schema_name = 'kvalitet' AND table_name = 'gate'
"""


def store(con: duckdb.DuckDBPyConnection, report: GateReport) -> None:
    """Let ``report`` take the place of the verdicts that stood for its stage, in one transaction."""
    columns = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
    head = [report.koersel, report.trin, _wall_clock(report.tidspunkt), report.fingeraftryk]
    rows = [[*head, *(getattr(verdict, name) for name in _OF_VERDICT)] for verdict in report.verdicts]
    places = ", ".join("?" * len(_COLUMNS))
    con.execute("BEGIN")
    try:
        con.execute("CREATE SCHEMA IF NOT EXISTS kvalitet")
        con.execute(f"CREATE TABLE IF NOT EXISTS kvalitet.gate ({columns})")
        con.execute("DELETE FROM kvalitet.gate WHERE trin = ?", [report.trin])
        names = ", ".join((*_OF_REPORT, *_OF_VERDICT))
        con.executemany(f"INSERT INTO kvalitet.gate ({names}) VALUES ({places})", rows)
        con.execute("COMMIT")
    except BaseException:
        con.execute("ROLLBACK")
        raise


def standing_verdicts(con: duckdb.DuckDBPyConnection) -> tuple[GateReport, ...]:
    """The reports that stand, in the order of the stages; stages that were never judged are absent."""
    return tuple(report for trin in STAGES if (report := _standing(con, trin)))


def first_stop(con: duckdb.DuckDBPyConnection) -> GateStopped:
    """The error of the first stage that stands stopped, for the message that ends a run."""
    for report in standing_verdicts(con):
        if report.stopped:
            return gate_stopped(report.trin, report.stopped)
    return _not_judged(STAGES[0], "ingen kontrol står som stoppet")


def require_passed(con: duckdb.DuckDBPyConnection, trin: str) -> None:
    """Let only data through that stands judged and passed: ``trin`` and every stage before it, as they are now.

    Args:
        con: the warehouse in use.
        trin: one of `limits.STAGES`.

    Raises:
        GateStopped: when a stage was never judged, was changed after it was judged, or has a check that stops;
            names the check, what was expected and found, and what to do.
    """
    upstream = ""
    for stage in stages_until(trin):
        upstream = _require(con, stage, upstream)


def upstream_fingerprint(con: duckdb.DuckDBPyConnection, trin: str) -> str:
    """The fingerprint that stands for the stage before ``trin`` (empty when there is none)."""
    before = stage_before(trin)
    report = _standing(con, before) if before else None
    return report.fingeraftryk if report else ""


def _require(con: duckdb.DuckDBPyConnection, stage: str, upstream: str) -> str:
    report = _standing(con, stage)
    if report is None:
        raise _not_judged(stage, "trinnet er aldrig kontrolleret")
    if report.stopped:
        raise gate_stopped(stage, report.stopped)
    if report.fingeraftryk != fingerprint(con, stage, upstream):
        raise _not_judged(stage, f"data er ændret efter kontrollen i kørslen {report.koersel}")
    return report.fingeraftryk


def _not_judged(stage: str, found: str) -> GateStopped:
    return GateStopped(
        f"trin '{stage}' kontrolleret og bestået for de data, der ligger i lageret nu",
        found,
        "kvalitet.gate",
        "kør 'veje run', så trinnet bliver dannet og kontrolleret på ny",
    )


def _standing(con: duckdb.DuckDBPyConnection, trin: str) -> GateReport | None:
    if con.execute(_THERE).fetchall() == [(0,)]:
        return None
    rows = con.execute(
        f"SELECT {', '.join((*_OF_REPORT, *_OF_VERDICT))} FROM kvalitet.gate WHERE trin = ? ORDER BY rowid", [trin]
    ).fetchall()
    if not rows:
        return None
    run, _, time, print_ = rows[0][: len(_OF_REPORT)]
    verdicts = tuple(Verdict(**dict(zip(_OF_VERDICT, row[len(_OF_REPORT) :], strict=True))) for row in rows)
    return GateReport(trin, run, time.replace(tzinfo=COPENHAGEN), print_, verdicts)


def _wall_clock(moment: datetime) -> datetime:
    return moment.astimezone(COPENHAGEN).replace(tzinfo=None)
