"""Synthetic deliveries: one master population, calibrated so that the printed tables come out of the microdata.

``write_deliveries(out, seed, scale)`` writes a landing folder. How it is made is told in `docs/synthetic.md`.
"""

from synthetic.write import COMMITTED_SEED, write_deliveries

__all__ = ["COMMITTED_SEED", "write_deliveries"]
