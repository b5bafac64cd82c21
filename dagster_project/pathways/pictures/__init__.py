"""Pictures of pathways: one line a person, states per quarter, activity per quarter; SVG files for the report."""

from dagster_project.pathways.pictures.files import write_pictures
from dagster_project.pathways.pictures.markdown import as_markdown

__all__ = ["as_markdown", "write_pictures"]
