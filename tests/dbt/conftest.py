"""One warehouse with the persons of `persons.py`, built once by dbt with all its tests."""

from dataclasses import dataclass
from typing import Any

import pytest

from dagster_project.settings import Settings
from tests.lib.dbt_persons import GROUPS, QUARTERS, REGISTERS
from tests.lib.dbt_world import read_cells, run_dbt, settings_for, small_study, write_world

Cell = tuple[Any, ...]
"""Value, numerator, denominator."""


@dataclass(frozen=True)
class Built:
    """A built warehouse: status per dbt node, and the cells of the report table."""

    settings: Settings
    statuses: dict[str, str]
    cells: dict[tuple[str, str, str, str], Cell]

    def table(self, name: str) -> dict[tuple[str, str, str], Cell]:
        """The cells of one table by row, column, statistic."""
        return {key[1:]: cell for key, cell in self.cells.items() if key[0] == name}

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Rows of the warehouse."""
        return read_cells(self.settings, sql)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Everything built for two municipalities, København among them, which the report does not have."""
    settings = settings_for(tmp_path_factory.mktemp("dbt"))
    write_world(settings, small_study(kommuner=("657", "101")), REGISTERS, QUARTERS, GROUPS)
    statuses = run_dbt(settings, "build", unit_tests=True)
    rows = read_cells(settings, "SELECT * FROM marts.rapporttabel")
    return Built(settings, statuses, {row[:4]: row[4:] for row in rows})
