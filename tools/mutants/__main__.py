"""`make mutants`: change one thing at a time in a copy of the tree, and see whether a test notices.

Cosmic Ray makes the mutants. All of them take hours; ``--hvert N`` tries every N-th, ``--rum NAVN`` one room alone.
"""

import argparse
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Room: what is changed, and the tests that must notice.
ROOMS = {
    "disclosure": ("dagster_project/disclosure", "tests/unit/disclosure tests/oracle/disclosure"),
    "text": ("dagster_project/reconciliation/text", "tests/unit/reconciliation"),
    "inputs": ("dagster_project/operations/inputs.py", "tests/unit/test_inputs.py"),
    "fingerprint": ("dagster_project/ingest/door/fingerprint.py", "tests/unit/ingest"),
}
CONFIG = """[cosmic-ray]
module-path = "{module}"
timeout = 600.0
excluded-modules = []
test-command = "{python} -m pytest -q -x -p no:randomly {tests}"
[cosmic-ray.distributor]
name = "local"
"""


def main() -> int:
    """Try the mutants of every room that is asked for, and tell which no test noticed."""
    asked = argparse.ArgumentParser(prog="make mutants")
    asked.add_argument("--rum", choices=sorted(ROOMS), action="append")
    asked.add_argument("--hvert", type=int, default=1, metavar="N")
    words = asked.parse_args()
    for room in words.rum or sorted(ROOMS):
        with tempfile.TemporaryDirectory(prefix="veje_mutanter_") as folder:
            _tell(room, _tried(room, Path(folder) / "kopi", words.hvert))
    return 0


def _tried(room: str, copy: Path, every: int) -> Path:
    """Make the mutants of a room in ``copy``, and try every ``every``-th; the file of the results."""
    shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".git", "var", "__pycache__", ".*_cache"))
    module, tests = ROOMS[room]
    (copy / "mutanter.toml").write_text(CONFIG.format(module=module, tests=tests, python=sys.executable))
    session = copy / "mutanter.sqlite"
    _cosmic_ray(copy, "init", "mutanter.toml", session.name)
    with sqlite3.connect(session) as db:
        db.execute(
            """DELETE FROM mutation_specs WHERE job_id NOT IN (
                   SELECT job_id FROM (SELECT job_id, row_number() OVER (
                       ORDER BY module_path, start_pos_row, start_pos_col, operator_name, occurrence) AS nr
                   FROM mutation_specs) WHERE nr % ? = 0)""",
            [every],
        )
        db.execute("DELETE FROM work_items WHERE job_id NOT IN (SELECT job_id FROM mutation_specs)")
    _cosmic_ray(copy, "exec", "mutanter.toml", session.name)
    return session


def _cosmic_ray(folder: Path, *words: str) -> None:
    tool = Path(sys.executable).with_name("cosmic-ray")
    subprocess.run([tool, *words], cwd=folder, check=True)  # noqa: S603 - the tool of the environment


def _tell(room: str, session: Path) -> None:
    with sqlite3.connect(session) as db:
        rows = db.execute(
            """SELECT m.module_path, m.start_pos_row, m.operator_name, r.test_outcome FROM mutation_specs m
               JOIN work_results r USING (job_id) ORDER BY 1, 2, 3"""
        ).fetchall()
    alive = [row for row in rows if str(row[3]).lower().endswith("survived")]
    noticed = len(rows) - len(alive)
    print(f"{room}: {noticed} af {len(rows)} mutanter opdaget ({100 * noticed / max(1, len(rows)):.0f} %)")  # noqa: T201
    for path, line, operator, _ in alive:
        print(f"  overlever: {path}:{line} {operator}")  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
