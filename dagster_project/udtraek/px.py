"""Released tables as PX, the format of StatBank Denmark and of PxWeb.

A PX file is a full cube: every combination of its keys has a cell. A combination that no row has is `.` (no such
figure), a figure that is held back is `..`, as Danmarks Statistik writes them.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import polars as pl

from dagster_project.udtraek.released import Released

NO_SUCH, HELD_BACK = '"."', '".."'
# A cube of more cells than this is mostly empty: the table is cut by its first key.
MOST_CELLS = 100_000
CONTENT = "indhold"


def write_px(table: Released, made: datetime, folder: Path) -> list[Path]:
    """One file, or one for each value of the first key where a single cube would be mostly empty.

    Args:
        table: as `released.read_released`.
        made: when the generation was made.
        folder: where to.

    Returns:
        The files; none for a table without figures or rows, which no cube can hold.
    """
    files = []
    for name, part in _cubes(table):
        file = folder / f"{name}.px"
        file.write_text(_cube(part, table, name, made), encoding="utf-8-sig", newline="\r\n")
        files.append(file)
    return files


def _cubes(table: Released) -> Iterator[tuple[str, pl.DataFrame]]:
    keys, figures = _dimensions(table), _figures(table)
    if not figures or not keys or table.rows.is_empty():
        return
    cells = len(figures) * int(np.prod([float(table.rows[key].n_unique()) for key in keys]))
    if cells <= MOST_CELLS or len(keys) < 2:
        yield table.name, table.rows
        return
    for (value,), part in table.rows.group_by(keys[0], maintain_order=True):
        yield f"{table.name}_{str(value).replace('.', '_').replace('/', '_')}", part


def _dimensions(table: Released) -> list[str]:
    """The keys that tell rows apart: a name beside its code would make a cube of a square."""
    chosen = list(table.keys)
    for key in reversed(table.keys):
        fewer = [name for name in chosen if name != key]
        if fewer and not table.rows.select(fewer).is_duplicated().any():
            chosen = fewer
    return chosen


def _figures(table: Released) -> list[str]:
    return [name for name in table.figures if table.rows.schema[name] in (pl.Float64, pl.Int64)]


def _cube(rows: pl.DataFrame, table: Released, name: str, made: datetime) -> str:
    keys, figures = _dimensions(table), _figures(table)
    levels = {key: rows[key].cast(pl.String).fill_null("-").unique(maintain_order=True).to_list() for key in keys}
    places = [
        rows[key].cast(pl.String).fill_null("-").replace_strict(levels[key], range(len(levels[key]))) for key in keys
    ]
    at = np.ravel_multi_index([place.to_numpy() for place in places], [len(one) for one in levels.values()])
    cells = np.full((int(np.prod([len(one) for one in levels.values()])), len(figures)), NO_SUCH, dtype=object)
    for column, figure in enumerate(figures):
        hidden = replace(table, rows=rows).suppressed(figure).to_numpy()
        written = rows[figure].cast(pl.String).str.strip_suffix(".0").fill_null(NO_SUCH).to_numpy()
        cells[at, column] = np.where(hidden, HELD_BACK, written)
    text = table.text or name
    head = [
        'CHARSET="ANSI"',
        'AXIS-VERSION="2013"',
        'CODEPAGE="utf-8"',
        'LANGUAGE="da"',
        f'CREATION-DATE="{made:%Y%m%d %H:%M}"',
        f"MATRIX={_quoted(name[:20])}",
        f"DECIMALS={_decimals(rows, figures)}",
        'SUBJECT-CODE="FP"',
        'SUBJECT-AREA="Førtidspension"',
        f"TITLE={_quoted(text)}",
        f"CONTENTS={_quoted(name)}",
        'UNITS="se indhold"',
        f"STUB={','.join(map(_quoted, keys))}",
        f"HEADING={_quoted(CONTENT)}",
        *(f"VALUES({_quoted(key)})={','.join(map(_quoted, found))}" for key, found in levels.items()),
        f"VALUES({_quoted(CONTENT)})={','.join(map(_quoted, figures))}",
        'SOURCE="Veje til førtidspension"',
    ]
    lines = [" ".join(row) for row in cells]
    return ";\n".join(head) + ";\nDATA=\n" + "\n".join(lines) + ";\n"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "'") + '"'


def _decimals(rows: pl.DataFrame, figures: list[str]) -> int:
    """Most decimals of any figure, six at the most (what PX allows)."""
    texts = rows.select(pl.col(name).cast(pl.String) for name in figures if rows.schema[name] == pl.Float64)
    longest = [text.str.extract(r"\.(\d+)$").replace("0", None).str.len_chars().max() for text in texts]
    return min(6, max([int(found) for found in longest if isinstance(found, int)], default=0))
