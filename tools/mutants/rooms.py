"""What is mutated, and the quick tests that guard it: those of a module's own name first, so that most die at once."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Room:
    """A module or a folder of modules, and the tests that must notice a change in it."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]

    def rounds(self, module: Path, root: Path) -> list[list[str]]:
        """Tests to be run on a mutant of ``module``, round after round: its own, then all of the room."""
        own = [
            str(file.relative_to(root))
            for test in self.tests
            for file in sorted((root / test).glob(f"**/test_{module.stem}.py"))
        ]
        return [own, list(self.tests)] if own else [list(self.tests)]


ROOMS = {
    "disclosure": Room(
        ("dagster_project/disclosure",), ("tests/unit/disclosure", "tests/oracle/disclosure/test_relations.py")
    ),
    "text": Room(
        ("dagster_project/reconciliation/text", "dagster_project/reconciliation/statements.py"),
        ("tests/unit/reconciliation",),
    ),
    "inputs": Room(
        ("dagster_project/operations/inputs.py",), ("tests/unit/test_inputs.py", "tests/unit/test_source_code.py")
    ),
    "gate_inputs": Room(
        ("dagster_project/gates/inputs.py",), ("tests/unit/gates/test_gate_inputs.py", "tests/unit/gates")
    ),
    "gate_fingerprint": Room(("dagster_project/gates/fingerprint.py",), ("tests/unit/gates/test_fingerprint.py",)),
    "door_fingerprint": Room(
        ("dagster_project/ingest/door/fingerprint.py",),
        ("tests/unit/ingest/test_fingerprint.py", "tests/unit/test_source_code.py"),
    ),
}
