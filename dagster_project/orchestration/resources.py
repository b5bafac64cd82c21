"""The resource of the code location: the installation that it was assembled for. No rules here."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import dagster as dg
import duckdb

from dagster_project.errors import ConfigurationError
from dagster_project.orchestration.dead_runs import close_dead_runs, note_process
from dagster_project.settings import Settings
from dagster_project.study import Study, load_study
from dagster_project.warehouse import open_warehouse, writer_lock


@dataclass(frozen=True)
class Installation:
    """What a step works on. ``per`` (ISO date) leaves later deliveries out; empty means all."""

    settings: Settings
    per: str = ""

    @cached_property
    def study(self) -> Study:
        """The study file of the settings, read when the run needs it and not when the code location loads."""
        return load_study(self.settings.study_file)

    @property
    def per_date(self) -> date | None:
        """``per`` as a date; None means all deliveries.

        Raises:
            ConfigurationError: when it is no ISO date.
        """
        try:
            return date.fromisoformat(self.per) if self.per else None
        except ValueError:
            raise ConfigurationError("en dato (ÅÅÅÅ-MM-DD)", f"'{self.per}'", "--per", "ret datoen") from None

    @contextmanager
    def warehouse(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The warehouse, open for writing; close it before dbt starts."""
        with open_warehouse(self.settings) as connection:
            yield connection


VejeResource = dg.ResourceParam[Installation]
"""How an asset asks for the installation: a parameter ``veje`` of this type."""


def build_resource(settings: Settings) -> dg.ResourceDefinition:
    """The installation of ``settings``, and of no other: run config says ``per``, never where things lie.

    Settings are closed over instead of read again, so that a job assembled for one home cannot work on another,
    whatever the environment of the process says by then.
    """

    @dg.resource(
        config_schema={"per": dg.Field(str, default_value="", description="ISO-dato: senere leverancer udelades")}
    )
    def veje(context: dg.InitResourceContext) -> Iterator[Installation]:
        # Held between the steps too: two runs that took turns would build each on the other's data.
        with writer_lock(settings):
            if context.instance is not None and context.run is not None:
                note_process(context.instance, context.run.run_id)
                close_dead_runs(context.instance)
            yield Installation(settings, context.resource_config["per"])

    return veje
