"""Person ids: the first 32 hex digits of HMAC-SHA256(key, PNR), many at once.

SHA-256 is spelled out (FIPS 180-4) because calling a library a number at a time takes seconds a million. Both halves
of HMAC (RFC 2104) begin with a block that depends on the key alone, so each id costs two compressions.
"""

import hashlib

import numpy as np
import polars as pl
import pyarrow as pa
from numba import njit
from numpy.typing import NDArray

DIGITS = 10
ID_LENGTH = 32
_BLOCK = 64


def _roots(power: float) -> NDArray[np.uint32]:
    """First 32 bits of the fractional parts of roots of the first 64 primes (FIPS 180-4, 4.2.2 and 5.3.3)."""
    primes = [n for n in range(2, 312) if all(n % d for d in range(2, int(n**0.5) + 1))]
    return np.array([int(_fraction(prime, power) * 2**32) for prime in primes], dtype=np.uint32)


def _fraction(prime: int, power: float) -> float:
    root: float = prime**power
    return root - int(root)


_START = _roots(1 / 2)[:8]
_CONSTANTS = _roots(1 / 3)


def pseudonymise(numbers: pl.Series, key: bytes) -> pl.Series:
    """The person ids of ``numbers`` (text of ten digits; null stays null).

    Raises:
        ValueError: when a number has not ten characters.
    """
    unique = numbers.drop_nulls().unique()
    if not len(unique):
        return pl.Series(numbers.name, [None] * len(numbers), dtype=pl.String)
    pairs = pl.DataFrame({"number": unique, "person_id": _ids(unique, key)})
    ids = numbers.to_frame("number").join(pairs, on="number", how="left", maintain_order="left")
    return ids.to_series(1).alias(numbers.name)


def _ids(numbers: pl.Series, key: bytes) -> pl.Series:
    text = numbers.str.join("").item().encode("ascii")
    if len(text) != DIGITS * len(numbers):
        raise ValueError("a person number has not ten digits")
    digits = np.frombuffer(text, dtype=np.uint8).reshape(-1, DIGITS)
    inner, outer = _states(key)
    hexed = _hmac_hex(digits, inner, outer, _CONSTANTS)
    offsets = np.arange(len(numbers) + 1, dtype=np.int64) * ID_LENGTH
    array = pa.LargeStringArray.from_buffers(len(numbers), pa.py_buffer(offsets), pa.py_buffer(hexed))
    return pl.Series(pl.from_arrow(array))


def _states(key: bytes) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The state of SHA-256 after the inner and the outer key block."""
    padded = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    block = np.frombuffer(padded, dtype=np.uint8)
    return _after_block(block ^ np.uint8(0x36)), _after_block(block ^ np.uint8(0x5C))


def _after_block(block: NDArray[np.uint8]) -> NDArray[np.uint32]:
    words = np.zeros(64, dtype=np.uint32)
    words[:16] = block.view(">u4")
    state = _START.copy()
    _compress(state, words, _CONSTANTS)
    return state


@njit(cache=True, inline="always")
def _rotate(word, count):  # type: ignore[no-untyped-def]
    return (word >> np.uint32(count)) | (word << np.uint32(32 - count))


@njit(cache=True)
def _compress(state, words, constants):  # type: ignore[no-untyped-def]
    """One compression in place; the first 16 of the 64 ``words`` are the block."""
    for t in range(16, 64):
        low, high = words[t - 15], words[t - 2]
        sigma0 = _rotate(low, 7) ^ _rotate(low, 18) ^ (low >> np.uint32(3))
        sigma1 = _rotate(high, 17) ^ _rotate(high, 19) ^ (high >> np.uint32(10))
        words[t] = np.uint32(sigma1 + words[t - 7] + sigma0 + words[t - 16])
    a, b, c, d, e, f, g, h = state
    for t in range(64):
        upper1 = _rotate(e, 6) ^ _rotate(e, 11) ^ _rotate(e, 25)
        first = np.uint32(h + upper1 + ((e & f) ^ (~e & g)) + constants[t] + words[t])
        upper0 = _rotate(a, 2) ^ _rotate(a, 13) ^ _rotate(a, 22)
        second = np.uint32(upper0 + ((a & b) ^ (a & c) ^ (b & c)))
        h, g, f, e, d, c, b, a = g, f, e, np.uint32(d + first), c, b, a, np.uint32(first + second)
    for at, word in enumerate((a, b, c, d, e, f, g, h)):
        state[at] = np.uint32(state[at] + word)


@njit(cache=True, nogil=True)
def _hmac_hex(digits, inner, outer, constants):  # type: ignore[no-untyped-def]
    """Hex digits of the first 16 bytes of each HMAC, one after another."""
    out = np.empty(len(digits) * 32, np.uint8)
    words, state = np.zeros(64, np.uint32), np.zeros(8, np.uint32)
    for i in range(len(digits)):
        _fill(words, digits[i])
        state[:] = inner
        _compress(state, words, constants)
        words[:8] = state
        words[8] = np.uint32(0x80000000)
        words[9:15] = 0
        words[15] = np.uint32((64 + 32) * 8)
        state[:] = outer
        _compress(state, words, constants)
        for at in range(32):
            nibble = (state[at // 8] >> np.uint32(28 - 4 * (at % 8))) & np.uint32(15)
            out[i * 32 + at] = nibble + (48 if nibble < 10 else 87)
    return out


@njit(cache=True)
def _fill(words, text):  # type: ignore[no-untyped-def]
    """The last block of a message of one key block and ``text`` (FIPS 180-4, 5.1.1)."""
    words[:16] = 0
    for at in range(len(text)):
        words[at // 4] |= np.uint32(text[at]) << np.uint32(24 - 8 * (at % 4))
    words[len(text) // 4] |= np.uint32(0x80) << np.uint32(24 - 8 * (len(text) % 4))
    words[15] = np.uint32((64 + len(text)) * 8)
