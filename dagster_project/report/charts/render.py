"""Pictures and the runtime of the charts, by vl-convert: no browser, no network."""

import json
import re
from functools import cache, lru_cache
from pathlib import Path

import vl_convert

from dagster_project.report.charts.chart import LOCALE, Chart
from dagster_project.report.charts.colours import PATTERN

VERSION = "6.4"
"""Of Vega-Lite, for pictures and runtime alike: the one that the installed altair writes."""
RUNTIME = f"vega-lite-{VERSION}.js"
_IDS = re.compile(r'(id="|url\(#|href="#)(clip|gradient)')
_SPACES = re.compile(r' xmlns(:\w+)?="[^"]*"')


def svg(chart: Chart) -> str:
    """The chart as SVG for a page, named for the ear as one picture; the page defines the pattern of hidden parts."""
    # Inside a page the addresses of name spaces say nothing.
    return _SPACES.sub("", _drawn(chart))


def picture(chart: Chart) -> str:
    """The same as a file of its own."""
    head, _, body = _drawn(chart).partition(">")
    return f"{head}><defs>{PATTERN}</defs>{body}"


def _drawn(chart: Chart) -> str:
    # A page holds many pictures: what they refer to inside themselves must not be found in another.
    return _IDS.sub(rf"\g<1>{chart.name}_\g<2>", _by_text(json.dumps(chart.spec)))


@lru_cache(maxsize=64)
def _by_text(spec: str) -> str:
    """Pages and previews show the same charts: each is drawn once."""
    return str(vl_convert.vegalite_to_svg(spec, vl_version=VERSION, format_locale=LOCALE))


def write_runtime(folder: Path) -> Path:
    """Vega, Vega-Lite and vega-embed as one file beside the pages; kept while its version stays.

    Args:
        folder: ``$VEJE_HOME/rapport/filer``; created.

    Returns:
        The file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / RUNTIME
    for old in folder.glob("vega-lite-*.js"):
        if old != file:
            old.unlink()
    if not file.is_file():
        draft = file.with_suffix(".ny")
        draft.write_text(_runtime(), encoding="utf-8")
        draft.replace(file)
    return file


@cache
def _runtime() -> str:
    return str(vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;", VERSION))
