"""The codes that a register's rows are held against, and the lost zeros that follow from them."""

from collections.abc import Mapping

from dagster_project.ingest.door.fingerprint import code_lists
from dagster_project.ingest.rows.parse import Repairs, repair_map
from dagster_project.registers.codelists import read_codes, require_known_lists
from dagster_project.registers.spec import RegisterSpec
from dagster_project.settings import Settings


def known_codes(settings: Settings, spec: RegisterSpec) -> dict[str, tuple[str, ...]]:
    """The codes of each list that ``spec`` names, by name of the list.

    Raises:
        ConfigurationError: when a list is unusable, or a file lies among them that is none.
    """
    require_known_lists(settings)
    return {one.name: read_codes(settings, one.name, one.column) for one in code_lists(spec)}


def repairs_of(spec: RegisterSpec, codes: Mapping[str, tuple[str, ...]]) -> Repairs:
    """Wrong text to right code by column, of week columns by name of their list."""
    columns = {
        column.name: repair_map((*codes[column.repair.name], *column.extra_codes))
        for column in spec.columns
        if column.repair
    }
    weeks = {spec.weeks.name: repair_map(codes[spec.weeks.name])} if spec.weeks else {}
    return columns | weeks
