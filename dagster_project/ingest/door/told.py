"""Many names as one line that a reader can take in, however many there are."""

import re
from collections.abc import Sequence

MOST = 20
_FAMILY = 3
"""Members from which columns of the same beginning are told as one."""


def told(names: Sequence[str], between: str = ", ", most: int = MOST) -> str:
    """The first ``most`` names, and how many more there are."""
    rest = len(names) - most
    return between.join([*names[:most], *([f"og {rest} til"] if rest > 0 else [])])


def families(names: Sequence[str]) -> list[str]:
    """Names in order, those that differ only after their first digit told together (`grad_*: 204`).

    A real DREAM has 234 columns beside the weeks, of two kinds.
    """
    groups: dict[str, list[str]] = {}
    for name in sorted(set(names)):
        groups.setdefault(re.split("[0-9]", name, maxsplit=1)[0] if re.search("[0-9]", name) else name, []).append(name)
    return [
        word
        for beginning, members in groups.items()
        for word in ([f"{beginning}*: {len(members)}"] if len(members) >= _FAMILY else members)
    ]
