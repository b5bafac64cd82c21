"""Reporting months, in Danish time."""

import dagster as dg

ZONE = "Europe/Copenhagen"

# The oldest rule of the reporting holds from 2003; the current month is there too, so that it can be looked at early.
REPORTING_MONTHS = dg.MonthlyPartitionsDefinition(start_date="2003-01", fmt="%Y-%m", timezone=ZONE, end_offset=1)
