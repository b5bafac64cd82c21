"""Person numbers as Danmarks Statistik gives them out: twelve digits that are no date, some with zeros in front."""

import hashlib

import polars as pl

RELATIVES = ("MOR_ID", "FAR_ID", "E_FAELLE_ID")
DIGITS = 12


def with_pseudonyms(registers: dict[str, pl.DataFrame], seed: int) -> dict[str, pl.DataFrame]:
    """Every CPR number as one and the same pseudonym in all registers; a malformed relative is none."""
    columns = [(name, column) for name, rows in registers.items() for column in ("PNR", *RELATIVES) if column in rows]
    numbers = pl.concat([registers[name].select(PNR=column) for name, column in columns])["PNR"].unique().drop_nulls()
    known = numbers.filter(numbers.str.contains(r"^[0-9]{10}$") & (numbers != "0" * 10)).to_list()
    factor, shift = _key(seed)
    table = {number: f"{(int(number) * factor + shift) % 10**DIGITS:0{DIGITS}d}" for number in known}
    for name, column in columns:
        mapped = pl.col(column).replace_strict(table, default="", return_dtype=pl.String)
        registers[name] = registers[name].with_columns(mapped.alias(column))
    return registers


def _key(seed: int) -> tuple[int, int]:
    """Factor and shift of a permutation of all twelve-digit numbers: no two persons of a nation share one."""
    digest = hashlib.blake2b(b"DST", key=str(seed).encode(), digest_size=16).digest()
    first, second = (int.from_bytes(half) % 10**DIGITS for half in (digest[:8], digest[8:]))
    # Coprime with ten: every number is reached, from one number only.
    return first - first % 10 + 7, second
