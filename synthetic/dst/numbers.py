"""Person numbers as Danmarks Statistik gives them out: twelve digits that are no date, some with zeros in front."""

import hashlib

import polars as pl

RELATIVES = ("MOR_ID", "FAR_ID", "E_FAELLE_ID")
DIGITS = 12


def with_pseudonyms(registers: dict[str, pl.DataFrame], seed: int) -> dict[str, pl.DataFrame]:
    """Every CPR number as one and the same pseudonym in all registers; a malformed relative is none.

    Raises:
        ValueError: when two persons got one number (another seed is needed).
    """
    columns = [(name, column) for name, rows in registers.items() for column in ("PNR", *RELATIVES) if column in rows]
    numbers = pl.concat([registers[name].select(PNR=column) for name, column in columns])["PNR"].unique().drop_nulls()
    known = numbers.filter(numbers.str.contains(r"^[0-9]{10}$") & (numbers != "0" * 10)).to_list()
    table = {number: _pseudonym(number, seed) for number in known}
    if len(set(table.values())) < len(table):
        raise ValueError("two persons of one pseudonym")
    for name, column in columns:
        mapped = pl.col(column).replace_strict(table, default="", return_dtype=pl.String)
        registers[name] = registers[name].with_columns(mapped.alias(column))
    return registers


def _pseudonym(number: str, seed: int) -> str:
    digest = hashlib.blake2b(number.encode(), key=str(seed).encode(), digest_size=8).digest()
    return f"{int.from_bytes(digest) % 10**DIGITS:0{DIGITS}d}"
