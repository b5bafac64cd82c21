"""What may leave, as files: each released table as CSV, workbook, PX or Parquet, and a note of what was given out."""

from dagster_project.udtraek.give_out import FORMATS, GivenOut, give_out

__all__ = ["FORMATS", "GivenOut", "give_out"]
