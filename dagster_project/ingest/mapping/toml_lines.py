"""On which line of a TOML file a key stands: `tomllib` tells it of syntax errors only."""

import tomllib
from typing import Any

Path = tuple[str, ...]


def line_of(text: str, path: Path) -> int:
    """The line (from 1) on which the statement that first brings ``path`` begins.

    Found with the parser itself: the file is parsed up to each line in turn. A statement of several lines cannot be
    parsed before its last, so it begins after the last line that could. Slow, and only asked when something is wrong.

    Args:
        text: a valid TOML file.
        path: keys from the top; a key that never comes counts as standing on line 1.
    """
    lines = text.splitlines(keepends=True)
    begins = 1
    for number in range(1, len(lines) + 1):
        try:
            parsed = tomllib.loads("".join(lines[:number]))
        except tomllib.TOMLDecodeError:
            continue
        if _has(parsed, path):
            return begins
        begins = number + 1
    return 1


def _has(parsed: dict[str, Any], path: Path) -> bool:
    at: Any = parsed
    for key in path:
        if not isinstance(at, dict) or key not in at:
            return False
        at = at[key]
    return True
