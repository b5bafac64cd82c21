"""Dagster wiring, and nothing else.

Assets, checks, jobs, schedules and sensors that call the plain functions of the other packages.
"""

import warnings

from dagster import BetaWarning, PreviewWarning

# We pin Dagster exactly, so a beta interface cannot change under us: the warning tells a user nothing.
warnings.filterwarnings("ignore", category=BetaWarning)
warnings.filterwarnings("ignore", category=PreviewWarning)
