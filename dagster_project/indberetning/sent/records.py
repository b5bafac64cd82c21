"""From events to records: the values of the reporting file, one row per event. What they are belongs to the layout."""

import polars as pl

from dagster_project.indberetning.sent.layouts import NEWEST, Layout


def build_records(events: pl.DataFrame, layout: Layout = NEWEST) -> pl.DataFrame:
    """``indberetning_id``, ``sag``, ``maaned``, ``slags`` and the content columns of the layout, all texts."""
    values = [value.alias(column) for column, value in layout.values.items()]
    return events.select("indberetning_id", "sag", "maaned", "slags", *values)
