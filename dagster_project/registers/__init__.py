"""What each of the nine registers looks like, as data. `REGISTERS` is the catalogue, in the contract's order."""

from dagster_project.registers.benefits import AMFORA, DREAM, FOERTIDSPENSION, LMDB
from dagster_project.registers.decisions import TILKENDELSESREGISTER
from dagster_project.registers.population import BEF, IDAP, IND, UDDA
from dagster_project.registers.spec import RegisterSpec

__all__ = ["REGISTERS", "RegisterSpec"]

REGISTERS: dict[str, RegisterSpec] = {
    spec.name: spec for spec in (TILKENDELSESREGISTER, DREAM, AMFORA, LMDB, BEF, UDDA, IND, IDAP, FOERTIDSPENSION)
}
