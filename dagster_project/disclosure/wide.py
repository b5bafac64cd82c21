"""Released forms of the tables laid out as printed: a cell is shown when its row of the tidy table is.

Labels lead back to keys by the list of labels that the tables were laid out with. A cell whose key is not found is
not shown.
"""

import duckdb
import polars as pl

from dagster_project.disclosure.release import SHOWN, SUPPRESSED, WITHHELD

PREFIXES = ("tabel_", "figur_", "bilag_")
SUFFIXES = {"n": " (N)", "percent": " (pct.)"}

_LABELS = """
SELECT noegle, etiket FROM {source}
"""
_CELLS = """
SELECT tabel, raekke, kolonne, statistik, status = 'vist' AS vist, status FROM frigivelse.rapporttabel
WHERE tabel = ? OR tabel LIKE ? || '_%'
"""


def write_wide(con: duckdb.DuckDBPyConnection, tables: list[str], labels: dict[str, str]) -> list[str]:
    """Write the released form of every table of ``tables`` that is one as printed; the names of the others.

    Args:
        con: the warehouse, `frigivelse.rapporttabel` written.
        tables: tables of `marts`.
        labels: Danish label by key.
    """
    for table in tables:
        if table.startswith(PREFIXES):
            released = _released(con, table, labels)
            con.register("diskretion_bred", released)
            con.execute(f'CREATE OR REPLACE TABLE frigivelse."{table}" AS SELECT * FROM diskretion_bred')
            con.unregister("diskretion_bred")
    return [table for table in tables if not table.startswith(PREFIXES)]


def _released(con: duckdb.DuckDBPyConnection, table: str, labels: dict[str, str]) -> pl.DataFrame:
    wide = con.sql(f'SELECT * FROM marts."{table}" ORDER BY rowid').pl()
    texts = [name for name, kind in wide.schema.items() if kind == pl.String]
    shown = _shown_labels(con, table, labels, with_part=len(texts) > 1)
    numbers = [name for name in wide.columns if name not in texts]
    heads = [tuple(row) for row in wide.select(texts).iter_rows()]
    masks = {name: pl.Series([(*head, name) in shown for head in heads], dtype=pl.Boolean) for name in numbers}
    complete = [all(masks[name][i] or wide[name][i] is None for name in numbers) for i in range(wide.height)]
    incomplete = WITHHELD if _is_withheld(con, table) else SUPPRESSED
    status = pl.Series("status", [SHOWN if whole else incomplete for whole in complete], dtype=pl.String)
    return wide.with_columns(
        *(pl.when(mask).then(pl.col(name)).otherwise(None).alias(name) for name, mask in masks.items()), status
    )


def _is_withheld(con: duckdb.DuckDBPyConnection, table: str) -> bool:
    own = _own(table)
    rows = con.execute(f"SELECT bool_and(status = '{WITHHELD}') FROM ({_CELLS})", [own, own]).fetchone()
    return bool(rows and rows[0])


def _shown_labels(
    con: duckdb.DuckDBPyConnection, table: str, labels: dict[str, str], *, with_part: bool
) -> set[tuple[str, ...]]:
    """(part, row label, column label) of every cell that may be shown, in every spelling of the layouts."""
    own = _own(table)
    found: set[tuple[str, ...]] = set()
    hidden: set[tuple[str, ...]] = set()
    for name, row, column, statistic, is_shown, _ in con.execute(_CELLS, [own, own]).fetchall():
        part = (labels.get(name.removeprefix(f"{own}_"), name),) if with_part else ()
        if not with_part and name != own:
            continue
        suffix = SUFFIXES.get(statistic, "")
        row_label, column_label = labels.get(row, row), labels.get(column, column)
        for spelled in (
            (row_label, column_label),
            (row_label, column_label + suffix),
            (row_label + suffix, column_label),
        ):
            (found if is_shown else hidden).add((*part, *spelled))
    return found - hidden


def _own(table: str) -> str:
    return table if table.startswith("bilag_") else _number(table)


def _number(table: str) -> str:
    """`tabel_7_2_kommune` -> `7.2_kommune`, `figur_6_1` -> `figur_6.1`."""
    kind, chapter, number, *rest = table.split("_")
    joined = "_".join([f"{chapter}.{number}", *rest])
    return joined if kind == "tabel" else f"{kind}_{joined}"
