"""What dbt's connection needs before it can attach the encrypted warehouse (dbt-duckdb loads this module by name)."""

from dbt.adapters.duckdb.plugins import BasePlugin
from duckdb import DuckDBPyConnection

from dagster_project.warehouse import prepare


class Plugin(BasePlugin):
    """dbt-duckdb looks for this name; it configures the connection before anything is attached."""

    def configure_connection(self, conn: DuckDBPyConnection) -> None:
        """Load the crypto and encrypt what spills."""
        prepare(conn)
