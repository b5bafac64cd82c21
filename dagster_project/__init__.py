"""Veje: the data warehouse for førtidspension.

`definitions` is the Dagster code location; everything but `orchestration` is plain Python.
"""
