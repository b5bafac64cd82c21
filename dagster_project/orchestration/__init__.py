"""Dagster wiring, and nothing else.

Assets, checks, jobs, schedules and sensors that call the plain functions of the other packages.
"""
