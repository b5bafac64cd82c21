"""What Dagster shows of the reporting as it stands: warnings on its tables, for whoever opens the page.

None of them blocks: what must go out is never stopped by what somebody has to look at.
"""

from collections.abc import Iterator
from datetime import date, timedelta

import dagster as dg
import polars as pl

from dagster_project import clock
from dagster_project.clock import COPENHAGEN
from dagster_project.orchestration.resources import VejeResource
from dagster_project.orchestration.shield import shielded

ANSWERED_WITHIN, LOOKED_AT_WITHIN = timedelta(days=14), timedelta(days=31)
"""Ours: a sending without an answer is asked about after a fortnight; a month is held back no longer than a month."""
STATUS = dg.AssetKey(["marts", "indberetning_status"])
ERRORS = dg.AssetKey(["kvalitet", "indberetning_fejl"])
DATES = dg.AssetKey(["marts", "indberetning_frist"])
CHECKS = {
    STATUS: ("svar_inden_14_dage", "Alt, der er sendt for mere end 14 dage siden, er besvaret af STAR."),
    ERRORS: ("holdt_hoejst_31_dage", "Ingen post har været holdt tilbage i mere end 31 dage."),
    DATES: ("ingen_frist_overskredet", "Ingen sag er over fristen i § 21, og ingen revision er forfalden."),
}


@dg.multi_asset_check(
    name="indberetningens_vagt",
    specs=[dg.AssetCheckSpec(name, asset=key, description=text) for key, (name, text) in CHECKS.items()],
    description="Advarer om det, vagten skal se på; standser intet.",
    # Whoever materialises one of the three tables asks for its own check alone.
    can_subset=True,
)
def duty_checks(context: dg.AssetCheckExecutionContext, veje: VejeResource) -> Iterator[dg.AssetCheckResult]:
    """Count what is over its time, from the tables that the reporting last wrote."""
    with shielded("indberetningens vagt", veje.settings.home), veje.warehouse() as con:
        frames = {key: con.sql(f"SELECT * FROM {'.'.join(key.path)}").pl() for key in CHECKS}
    today = clock.now().astimezone(COPENHAGEN).date()
    asked = {check.asset_key for check in context.selected_asset_check_keys}
    for key, late in overdue(frames, today).items():
        if key not in asked:
            continue
        yield dg.AssetCheckResult(
            passed=late.is_empty(),
            asset_key=key,
            check_name=CHECKS[key][0],
            severity=dg.AssetCheckSeverity.WARN,
            metadata={"antal": int(late["antal"].sum()), "hvad": dg.MetadataValue.md(_table(late))},
        )


def overdue(frames: dict[dg.AssetKey, pl.DataFrame], today: date) -> dict[dg.AssetKey, pl.DataFrame]:
    """What is over its time, counted by what and how long: no case is named in Dagster's event log."""
    unanswered = frames[STATUS].filter(
        (pl.col("tilstand") == "sendt") & (pl.col("aeldste_aabne") < today - ANSWERED_WITHIN)
    )
    held = frames[ERRORS].filter(pl.col("holdt_siden") < today - LOOKED_AT_WITHIN)
    dates = frames[DATES].filter(pl.col("art").is_in(["paragraf_21", "revision"]) & (pl.col("dage") < 0))
    return {
        STATUS: unanswered.group_by("myndighed").agg(antal=pl.col("antal").sum(), fra=pl.col("aeldste_aabne").min()),
        ERRORS: held.group_by("regel").agg(antal=pl.col("indberetning_id").n_unique(), fra=pl.col("holdt_siden").min()),
        DATES: dates.group_by("art").agg(antal=pl.len(), fra=pl.col("frist").min()),
    }


def _table(late: pl.DataFrame) -> str:
    rows = [f"| {what} | {count} | {day} |" for what, count, day in late.sort(late.columns[0]).iter_rows()]
    return "\n".join(["| hvad | antal | ældste |", "|---|---|---|", *rows])
