"""``python -m synthetic.recent DIR``: write the deliveries of the study of 2024 below DIR."""

import sys
from pathlib import Path

from synthetic.recent import write_recent

if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("brug: python -m synthetic.recent <mappe>")
    write_recent(Path(sys.argv[1]))
