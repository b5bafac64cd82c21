"""Quarantined rows of typed files as they were delivered: JSON objects, since a typed row has no bytes of its own."""

import polars as pl


def as_json(rows: pl.DataFrame, header: tuple[str, ...]) -> pl.Series:
    """The rows as JSON objects in UTF-8, binary.

    Args:
        rows: columns under their number of field, needed ones and all text as text.
        header: delivered names; a name that stands there twice gets its number.
    """
    names = _unique(header)
    named = rows.select(pl.col(at).cast(pl.String).alias(names[int(at)]) for at in rows.columns)
    return named.select(pl.struct(pl.all()).struct.json_encode().cast(pl.Binary)).to_series()


def _unique(header: tuple[str, ...]) -> list[str]:
    taken: set[str] = set()
    names = []
    for at, name in enumerate(header):
        own = name
        while own in taken or (own == name and header.count(name) > 1):
            own = f"{own} ({at})"
        taken.add(own)
        names.append(own)
    return names
