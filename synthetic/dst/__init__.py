"""The seed's registers as a researcher has them at Danmarks Statistik: real names, types and files, one a year.

What is told is what the seed's own deliveries tell in the end, so the same tables come out of both: corrections are
merged in, faulty rows left out, and nothing else is changed than the form. `data/seed/kilder/dst.toml` maps it back.
"""

from pathlib import Path

from synthetic.dst.extracts import EXTRACTS
from synthetic.dst.merged import merged_registers
from synthetic.dst.numbers import with_pseudonyms

DELIVERY = "2026-04-30"


def write_dst(out: Path, seed: int) -> None:
    """Write one delivery of every register under ``out``, without manifests; the same seed gives the same bytes."""
    for register, rows in with_pseudonyms(merged_registers(seed), seed).items():
        folder = out / register / DELIVERY
        folder.mkdir(parents=True, exist_ok=True)
        EXTRACTS[register](folder, rows)


__all__ = ["DELIVERY", "write_dst"]
