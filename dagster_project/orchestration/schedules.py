"""When reporting happens, in Danish time also on the days when the clock changes."""

import dagster as dg

from dagster_project.orchestration.jobs import report_changes_job, report_month_job
from dagster_project.orchestration.partitions import ZONE

# The 5th at 06:00 exports the month before: the newest partition that has ended.
monthly_report = dg.build_schedule_from_partitioned_job(
    report_month_job, name="indberet_den_5", day_of_month=5, hour_of_day=6, minute_of_hour=0
)
daily_look = dg.ScheduleDefinition(
    name="indberet_aendringer_dagligt",
    job=report_changes_job,
    cron_schedule="30 6 * * *",
    execution_timezone=ZONE,
    description="Sene afgørelser og rettelser af tidligere måneder.",
)
SCHEDULES = [monthly_report, daily_look]
