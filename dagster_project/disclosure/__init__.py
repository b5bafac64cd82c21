"""Disclosure control: which figures may leave, decided by linear programming over all tables at once.

Faces: `protect` writes the schema ``frigivelse``, `attack` and `attack_file` try to compute back what it hides.
"""

from dagster_project.disclosure.control import Attack, Finding, attack, attack_file, protect

__all__ = ["Attack", "Finding", "attack", "attack_file", "protect"]
