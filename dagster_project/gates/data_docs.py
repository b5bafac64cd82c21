"""Great Expectations' page of a gate, as a file that opens without a network and holds no cell value.

The page shows expectations and whether they held; what was measured is in `kvalitet.gate`.
"""

import re
from pathlib import Path
from typing import Any

# The renderer's pages fetch styles, scripts and pictures from a dozen hosts: they are taken out, and forbidden.
_FROM_A_HOST = re.compile(r"<(link|script|img)\b[^>]*https?://[^>]*>(\s*</script>)?", re.IGNORECASE)
_LINK_OUT = re.compile(r"https?://[^\s\"'<>)]+")
_ALLOWED = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">"""


def write_page(result: Any, trin: str, folder: Path) -> Path:
    """Write ``<folder>/<trin>.html`` (0600) from a validation result, and return where it lies."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{trin}.html"
    file.touch(mode=0o600)
    file.write_text(keep_at_home(_render(result)), encoding="utf-8")
    return file


def _render(result: Any) -> str:
    from great_expectations.render import renderer, view  # noqa: PLC0415

    document = renderer.ValidationResultsPageRenderer().render(result)  # type: ignore[attr-defined]
    return str(view.DefaultJinjaPageView().render(document))  # type: ignore[attr-defined, no-untyped-call]


def keep_at_home(page: str) -> str:
    """``page`` without anything that a browser would fetch from a host."""
    inside = _LINK_OUT.sub("", _FROM_A_HOST.sub("", page))
    return inside.replace("<head>", f"<head>{_ALLOWED}", 1)
