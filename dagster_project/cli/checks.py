"""`make check`: every quick checker is run, also after one has failed, and the number that failed is the answer."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dagster_project.settings import PROJECT_ROOT

BIN = Path(sys.executable).parent
CHECKS = {
    "ruff (regler)": [str(BIN / "ruff"), "check", "--quiet", "."],
    "ruff (form)": [str(BIN / "ruff"), "format", "--quiet", "--check", "."],
    "mypy (typer)": [str(BIN / "mypy"), "--no-error-summary"],
    "sqlfluff (SQL)": [
        str(BIN / "sqlfluff"),
        "lint",
        "--processes",
        "1",
        "-q",
        "dbt/models",
    ],
    "dokumentation": [sys.executable, "-m", "dagster_project.cli.docs", "--check"],
    "import (etager)": [str(BIN / "lint-imports"), "--no-cache"],
    "huset": [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/architecture"],
}


def main() -> int:
    """Run all checkers two at a time, print a line for each, and the words of those that failed."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        failed = [name for name, good in zip(CHECKS, pool.map(_check, CHECKS), strict=True) if not good]
    sys.stdout.write(f"{len(CHECKS) - len(failed)} af {len(CHECKS)} kontroller bestået\n")
    return len(failed)


def _check(name: str) -> bool:
    begun = time.monotonic()
    done = subprocess.run(CHECKS[name], cwd=PROJECT_ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    mark = "✗" if done.returncode else "✓"
    words = f"\n{done.stdout}{done.stderr}" if done.returncode else ""
    sys.stdout.write(f"  {mark} {name:<20}{time.monotonic() - begun:6.1f} s{words}\n")
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
