"""Pictures for Dagster's pages: Markdown that carries them, for pictures that show no single person."""

from base64 import b64encode
from collections.abc import Iterable
from pathlib import Path

# Index plots have one line a person: they stay in the folder of the report.
SHOWN = {"fordeling": "Fordeling pr. kvartal", "aktivitet": "Aktivitet"}


def as_markdown(files: Iterable[Path]) -> dict[str, str]:
    """Pathway (``{analyse}_{kommune}_{forloebstype}``) → Markdown with its distribution and activity side by side.

    Args:
        files: as `write_pictures` returns them.
    """
    shown: dict[str, list[str]] = {}
    for file in files:
        pathway, _, kind = file.stem.rpartition("_")
        if kind in SHOWN:
            data = b64encode(file.read_bytes()).decode("ascii")
            shown.setdefault(pathway, []).append(f"![{SHOWN[kind]}](data:image/svg+xml;base64,{data})")
    return {pathway: " ".join(pictures) for pathway, pictures in shown.items()}
