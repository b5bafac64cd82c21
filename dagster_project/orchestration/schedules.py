"""When reporting happens, in Danish time also on the days when the clock changes."""

import dagster as dg

from dagster_project.indberetning.timetable import DAILY_CRON, MONTHLY_CRON, TIMEZONE, month_before
from dagster_project.orchestration.jobs import report_changes_job, report_month_job


@dg.schedule(
    name="indberet_maanedligt",
    job=report_month_job,
    cron_schedule=MONTHLY_CRON,
    execution_timezone=TIMEZONE,
    description="Den 5. kl. 6 (dansk tid): måneden før indberettes.",
)
def monthly_report(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """Ask for the month before the tick."""
    month = month_before(context.scheduled_execution_time)
    return dg.RunRequest(run_key=month, partition_key=month)


daily_look = dg.ScheduleDefinition(
    name="indberet_aendringer_dagligt",
    job=report_changes_job,
    cron_schedule=DAILY_CRON,
    execution_timezone=TIMEZONE,
    description="Hver dag: sene afgørelser og rettelser af tidligere måneder.",
)
SCHEDULES = [monthly_report, daily_look]
