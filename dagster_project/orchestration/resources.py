"""Resources of the code location: the settings of the environment, and dbt. No rules here."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property

import dagster as dg
import duckdb

from dagster_project.errors import ConfigurationError
from dagster_project.settings import Settings, load_settings
from dagster_project.study import Study, load_study
from dagster_project.warehouse import open_warehouse, writer_lock


class VejeResource(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The environment of a run. ``per`` (ISO date) leaves later deliveries out; empty means all."""

    per: str = ""

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["VejeResource"]:
        """Hold the writer's lock as long as the run lasts, between its steps too."""
        with writer_lock(self.settings):
            yield self

    @cached_property
    def settings(self) -> Settings:
        """The settings, read when the run needs them and not when the code location loads."""
        return load_settings()

    @cached_property
    def study(self) -> Study:
        """The study file of the settings."""
        return load_study(self.settings.study_file)

    @property
    def per_date(self) -> date | None:
        """``per`` as a date; None means all deliveries."""
        try:
            return date.fromisoformat(self.per) if self.per else None
        except ValueError:
            raise ConfigurationError("en dato (ÅÅÅÅ-MM-DD)", f"'{self.per}'", "--per", "ret datoen") from None

    @contextmanager
    def warehouse(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The warehouse, open for writing; close it before dbt starts."""
        with open_warehouse(self.settings) as connection:
            yield connection
