"""`veje syntese`: write synthetic deliveries."""

import sys
from pathlib import Path
from typing import Literal

from dagster_project.errors import ConfigurationError
from synthetic import write_deliveries
from synthetic.dst import write_dst


def write_synthetic(out: Path, seed: int, scale: Literal["seed", "national"], form: Literal["veje", "dst"]) -> int:
    """Write the deliveries below ``out`` and say how much it was.

    Raises:
        ConfigurationError: when ``out`` cannot be made, or the form is not written at that scale.
    """
    if form == "dst" and scale != "seed":
        raise ConfigurationError("--skala seed", f"--skala {scale}", "--form dst", "udelad --skala")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigurationError(
            "en mappe, der kan skrives i", type(error).__name__, f"--ud {out}", "ret stien"
        ) from None
    if form == "dst":
        write_dst(out, seed)
    else:
        write_deliveries(out, seed, scale)
    files = [file for file in out.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1_000_000
    sys.stdout.write(f"{len(files)} filer, {size:.1f} MB i {out}\n".replace(".", ",", 1))
    return 0
