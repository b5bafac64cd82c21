"""Read a draft back in a fresh process: what this process still has in memory must not vouch for the disk.

Run as ``python -m dagster_project.publication.audit FILE``; the answer is one line of JSON without any cell value.
"""

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import duckdb

from dagster_project.errors import VejeError
from dagster_project.publication.content import Content, open_published, read_content

TIMEOUT_SECONDS = 900


def audit(file: Path) -> Content:
    """Every table of ``file`` as another process reads it, every column.

    Raises:
        VejeError: when the file cannot be read to its end.
    """
    command = [sys.executable, "-m", "dagster_project.publication.audit", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False)  # noqa: S603
    if done.returncode != 0:
        raise _unread(file, done.returncode)
    return Content(**json.loads(done.stdout))


def _unread(file: Path, code: int) -> VejeError:
    expected = "en generation, hvor hver kolonne kan læses til ende"
    if code < 0:
        remedy = "se i systemets log, hvem der afbrød (mangler der hukommelse?), og kør igen; det publicerede er urørt"
        return VejeError(expected, f"læsningen blev afbrudt af systemet (signal {-code})", str(file), remedy)
    remedy = "kør igen: filen skrives forfra; sker det igen, se systemets log for læsefejl; det publicerede er urørt"
    return VejeError(expected, "filen kan ikke læses til ende", str(file), remedy)


def main(arguments: list[str]) -> int:
    """Print the content of the file named as only argument; 1 when it cannot be read (its message may hold values)."""
    try:
        with open_published(Path(arguments[0])) as con:
            sys.stdout.write(json.dumps(asdict(read_content(con))))
    except duckdb.Error:
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
