"""From delivered files to `raa` and `kvalitet`: judge deliveries, read files, check rows, set versions, account."""

from dagster_project.ingest.door.landing import unknown_registers
from dagster_project.ingest.register import ingest_register
from dagster_project.ingest.register_report import RegisterReport, RegisterState, register_state
from dagster_project.ingest.store.study_tables import write_study

__all__ = ["RegisterReport", "RegisterState", "ingest_register", "register_state", "unknown_registers", "write_study"]
