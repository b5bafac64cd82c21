"""`make mutants`: change one thing at a time in a copy of the tree, and see whether a test notices.

Cosmic Ray makes the mutants. ``--rum NAVN`` tries one room alone, ``--hvert N`` every N-th of a shuffle that is always
the same (``--fra M`` begins at another, so that two samples have no mutant in common).
"""

import argparse
import random
import shutil
import sys
import tempfile
from pathlib import Path

from cosmic_ray.commands.init import init
from cosmic_ray.mutating import use_mutation
from cosmic_ray.plugins import get_operator
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec

from tools.mutants.rooms import ROOMS, Room
from tools.mutants.trial import tests_pass

ROOT = Path(__file__).resolve().parents[2]
SEED = 20261125
LEFT_BEHIND = shutil.ignore_patterns(".venv", ".git", "var", "__pycache__", ".*_cache")


def main() -> int:
    """Try the mutants of every room that is asked for, and tell which no test noticed."""
    asked = argparse.ArgumentParser(prog="make mutants")
    asked.add_argument("--rum", choices=sorted(ROOMS), action="append")
    asked.add_argument("--modul", default="", metavar="NAVN", help="kun moduler med dette navn")
    asked.add_argument("--hvert", type=int, default=1, metavar="N")
    asked.add_argument("--fra", type=int, default=0, metavar="M")
    words = asked.parse_args()
    for name in words.rum or sorted(ROOMS):
        with tempfile.TemporaryDirectory(prefix="veje_mutanter_") as folder:
            copy = Path(folder) / "kopi"
            shutil.copytree(ROOT, copy, ignore=LEFT_BEHIND)
            _try(name, copy, words)
    return 0


def _try(name: str, copy: Path, words: argparse.Namespace) -> None:
    room = ROOMS[name]
    everything = _mutants([copy / source for source in room.sources], copy.parent / "mutanter.sqlite")
    everything = [mutant for mutant in everything if words.modul in {"", mutant.module_path.stem}]
    chosen = everything[words.fra :: words.hvert]
    if not tests_pass(copy, list(room.tests)):
        raise SystemExit(f"{name}: prøverne fejler uden nogen mutant, se {copy}/mutant.log")
    alive = []
    for number, mutant in enumerate(chosen, 1):
        if _survives(mutant, room, copy):
            alive.append(mutant)
            _tell(f"  overlever: {_named(mutant, copy)}")
        if number % 50 == 0:
            _tell(f"  {name}: {number} af {len(chosen)}, {len(alive)} lever")
    killed = len(chosen) - len(alive)
    share = 100 * killed / max(1, len(chosen))
    _tell(f"{name}: {killed} af {len(chosen)} mutanter opdaget ({share:.1f} %), af {len(everything)} i alt")


def _mutants(sources: list[Path], file: Path) -> list[MutationSpec]:
    """Every mutant that Cosmic Ray makes, shuffled, in the same order every time."""
    modules = [file for source in sources for file in ([source] if source.suffix else sorted(source.rglob("*.py")))]
    with use_db(file, WorkDB.Mode.create) as db:
        init(modules, db, {})
        found = [mutation for item in db.work_items for mutation in item.mutations]
    found.sort(key=lambda one: (str(one.module_path), one.start_pos, one.operator_name, one.occurrence))
    random.Random(SEED).shuffle(found)  # noqa: S311 - a sample, no secret
    return found


def _survives(mutant: MutationSpec, room: Room, copy: Path) -> bool:
    operator = get_operator(mutant.operator_name)(**mutant.operator_args)
    with use_mutation(mutant.module_path, operator, mutant.occurrence):
        return all(tests_pass(copy, tests) for tests in room.rounds(mutant.module_path, copy))


def _named(mutant: MutationSpec, copy: Path) -> str:
    line, column = mutant.start_pos
    operator = mutant.operator_name.removeprefix("core/")
    text = mutant.module_path.read_text(encoding="utf-8").splitlines()[line - 1].strip()
    return f"{mutant.module_path.relative_to(copy)}:{line}:{column} {operator} | {text}"


def _tell(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - what the recipe says


if __name__ == "__main__":
    sys.exit(main())
