"""Disclosure control: which figures may leave, decided by linear programming over all tables at once.

Faces: `protect` writes the schema ``frigivelse``, beside the `released_counts` of what left before; `attack` and
`attack_file` try to compute back what it hides; `withhold_unverified` writes it without a count where they were not
through in time (`attack_budget`).
"""

from dagster_project.disclosure.control import (
    Attack,
    AttackResult,
    Finding,
    attack,
    attack_budget,
    attack_file,
    protect,
    withhold_unverified,
)
from dagster_project.disclosure.earlier import read_released, released_counts

__all__ = [
    "Attack",
    "AttackResult",
    "Finding",
    "attack",
    "attack_budget",
    "attack_file",
    "protect",
    "read_released",
    "released_counts",
    "withhold_unverified",
]
