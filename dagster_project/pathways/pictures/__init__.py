"""Pictures with one line a person, for the report's internal page; and the colour of every state, for all charts."""

from dagster_project.pathways.pictures.files import write_pictures

__all__ = ["write_pictures"]
