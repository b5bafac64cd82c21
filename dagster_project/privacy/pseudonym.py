"""Person ids: the first 32 hex digits of HMAC-SHA256(key, PNR), many at once.

Written with `hashlib` alone, so that an auditor can read it beside RFC 2104. Both halves of HMAC begin with a block
that depends on the key alone: they are hashed once, and every number goes on from a copy of that state. `hmac.new` a
number would take three times as long.
"""

import hashlib

import polars as pl

ID_LENGTH = 32
_BLOCK = 64


def pseudonymise(numbers: pl.Series, key: bytes) -> pl.Series:
    """The person ids of ``numbers``: text of digits, all of one width; null stays null.

    The width is ten of a CPR number, twelve of a pseudonym of Danmarks Statistik.

    Args:
        numbers: CPR numbers, any length of series, repeated ones hashed once.
        key: the pseudonymisation key; another key gives unrelated ids.

    Returns:
        A series of the same length, order and name.

    Raises:
        ValueError: when the numbers are not of one width, or of other characters than ASCII.
    """
    unique = numbers.drop_nulls().unique()
    pairs = pl.DataFrame({"number": unique, "person_id": _ids(unique, key)}, schema_overrides={"person_id": pl.String})
    ids = numbers.to_frame("number").join(pairs, on="number", how="left", maintain_order="left")
    return ids.to_series(1).alias(numbers.name)


def _ids(numbers: pl.Series, key: bytes) -> list[str]:
    # As many bytes as characters: ASCII. An error of `encode` would quote the number.
    widths = numbers.str.len_bytes()
    if widths.n_unique() > 1 or (widths != numbers.str.len_chars()).any():
        raise ValueError("person numbers are not of one width")
    padded = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))
    return [_hmac(inner, outer, number.encode("ascii")) for number in numbers]


def _hmac(inner: "hashlib._Hash", outer: "hashlib._Hash", message: bytes) -> str:
    first, second = inner.copy(), outer.copy()
    first.update(message)
    second.update(first.digest())
    return second.hexdigest()[:ID_LENGTH]
