"""What each of the nine registers looks like, as data. `REGISTERS` is the catalogue, in the contract's order."""

from dagster_project.registers.amfora import AMFORA
from dagster_project.registers.bef import BEF
from dagster_project.registers.dream import DREAM
from dagster_project.registers.foertidspension import FOERTIDSPENSION
from dagster_project.registers.idap import IDAP
from dagster_project.registers.ind import IND
from dagster_project.registers.lmdb import LMDB
from dagster_project.registers.spec import RegisterSpec
from dagster_project.registers.tilkendelsesregister import TILKENDELSESREGISTER
from dagster_project.registers.udda import UDDA

__all__ = ["REGISTERS", "RegisterSpec"]

REGISTERS: dict[str, RegisterSpec] = {
    spec.name: spec for spec in (TILKENDELSESREGISTER, DREAM, AMFORA, LMDB, BEF, UDDA, IND, IDAP, FOERTIDSPENSION)
}
