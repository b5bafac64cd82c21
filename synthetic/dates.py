"""Dates of the committed deliveries."""

FIRST, CORRECTED = "2010-06-30", "2011-01-31"
MARCH, APRIL = "2026-03-31", "2026-04-30"
