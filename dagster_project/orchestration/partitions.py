"""Reporting months, in Danish time."""

import dagster as dg

ZONE = "Europe/Copenhagen"

# Any month can be reported: from the oldest year that a register may hold; the current month is there too, so that it
# can be looked at early.
REPORTING_MONTHS = dg.MonthlyPartitionsDefinition(start_date="1980-01", fmt="%Y-%m", timezone=ZONE, end_offset=1)
