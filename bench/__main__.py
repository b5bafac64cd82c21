"""`make bench`: every measurement in turn, each in a process of its own so that memory peaks are its own."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """Run each module beside this one (or those named on the command line); the exit code is the number that failed."""
    folder = Path(__file__).parent
    names = sys.argv[1:] or sorted(file.stem for file in folder.glob("[a-z]*.py"))
    failed = 0
    for name in names:
        print(f"\n== {name}", flush=True)
        failed += subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode != 0  # noqa: S603
    return failed


if __name__ == "__main__":
    sys.exit(main())
