"""Where records and fields lie in the bytes of a text file, and the bytes of fields as Arrow strings.

The grammar is that of Python's `csv` (not strict): a quote opens a field only at its beginning, two quotes inside are
one, text after the closing quote belongs to the field, a line ends with LF, CRLF or CR, an empty line is no record.
Compiled because no library tells line numbers, ragged rows and undecodable bytes row by row.
"""

from typing import NamedTuple

import numpy as np
import pyarrow as pa
from numba import njit
from numpy.typing import NDArray

_LF, _CR, _QUOTE = 10, 13, 34
_START, _PLAIN, _QUOTED, _CLOSED = 0, 1, 2, 3


class Records(NamedTuple):
    """Complete records of one buffer. Positions are byte offsets; a field's end is exclusive."""

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    lines: NDArray[np.int64]
    """Physical line on which each record begins."""
    first_fields: NDArray[np.int64]
    """Index of each record's first field, and one past the last record's last: shape (records + 1,)."""
    bad_fields: NDArray[np.int32]
    """Number of the first field with an undecodable byte, -1 when there is none."""
    closed: NDArray[np.bool_]
    """False when the file ends inside quotes."""
    field_starts: NDArray[np.int32]
    field_ends: NDArray[np.int32]
    used: int
    """Bytes that belong to complete records; the rest waits for more."""
    next_line: int


def find_records(data: NDArray[np.uint8], delimiter: int, bad: NDArray[np.bool_], line: int, final: bool) -> Records:
    """Find the records of ``data``, whose first byte stands on physical line ``line``.

    Args:
        data: bytes that begin at the beginning of a line.
        delimiter: the byte between fields.
        bad: shape (256,), True for bytes that the encoding cannot hold.
        line: number of the first line, 1 for the file's first.
        final: no more bytes follow, so the last record is complete as it is.
    """
    line_ends = int(np.count_nonzero(data == _LF) + np.count_nonzero(data == _CR)) + 1
    fields = line_ends + int(np.count_nonzero(data == delimiter))
    return Records(*_scan(data, delimiter, bad, line, final, line_ends, fields))


@njit(cache=True)
def _scan(data, delimiter, bad, line, final, max_records, max_fields):  # type: ignore[no-untyped-def] # noqa: PLR0912, PLR0913, PLR0915, PLR0917
    starts, ends = np.empty(max_records, np.int32), np.empty(max_records, np.int32)
    lines, first_fields = np.empty(max_records, np.int64), np.empty(max_records + 1, np.int64)
    bad_fields, closed = np.empty(max_records, np.int32), np.ones(max_records, np.bool_)
    field_starts, field_ends = np.empty(max_fields, np.int32), np.empty(max_fields, np.int32)
    size = len(data)
    records = fields = used = position = 0
    used_line = line
    first_fields[0] = 0
    while position < size:
        byte = data[position]
        if byte in (_LF, _CR):  # an empty line
            if byte == _CR and position + 1 == size and not final:
                break
            position += 2 if byte == _CR and position + 1 < size and data[position + 1] == _LF else 1
            line += 1
            used, used_line = position, line
            continue
        start, start_line, first, bad_field = position, line, fields, -1
        state = _START
        field_start = position
        complete = False
        while position < size:
            byte = data[position]
            if bad[byte] and bad_field < 0:
                bad_field = fields - first
            if state == _QUOTED:
                if byte == _QUOTE:
                    state = _CLOSED
                elif byte == _LF or (byte == _CR and not (position + 1 < size and data[position + 1] == _LF)):
                    line += 1
            elif byte == delimiter:
                field_starts[fields], field_ends[fields] = field_start, position
                fields += 1
                field_start = position + 1
                state = _START
            elif byte in (_LF, _CR):
                complete = final or byte == _LF or position + 1 < size
                break
            elif byte == _QUOTE and state != _PLAIN:
                state = _QUOTED
            else:
                state = _PLAIN
            position += 1
        if not complete and not (final and position == size):
            fields = first
            break
        field_starts[fields], field_ends[fields] = field_start, position
        fields += 1
        starts[records], ends[records], lines[records] = start, position, start_line
        bad_fields[records], closed[records] = bad_field, state != _QUOTED
        records += 1
        first_fields[records] = fields
        if position < size:
            position += 2 if data[position] == _CR and position + 1 < size and data[position + 1] == _LF else 1
            line += 1
        used, used_line = position, line
    return (
        starts[:records], ends[:records], lines[:records], first_fields[: records + 1], bad_fields[:records],
        closed[:records], field_starts[:fields], field_ends[:fields], used, used_line,
    )  # fmt: skip


class Alphabet(NamedTuple):
    """What each byte of the file becomes in UTF-8: shape (256, 3), and how many of the three count."""

    encoded: NDArray[np.uint8]
    lengths: NDArray[np.uint8]


def gather(data: NDArray[np.uint8], starts: NDArray[np.int32], ends: NDArray[np.int32], to: Alphabet) -> pa.Array:
    """The fields from ``starts`` to ``ends`` without their quotes, as Arrow large strings in UTF-8."""
    offsets = _measure(data, starts, ends, to.lengths)
    text = _copy(data, starts, ends, to.encoded, to.lengths, offsets)
    return pa.LargeStringArray.from_buffers(len(starts), pa.py_buffer(offsets), pa.py_buffer(text))


@njit(cache=True)
def _measure(data, starts, ends, lengths):  # type: ignore[no-untyped-def]
    offsets = np.zeros(len(starts) + 1, np.int64)
    for i in range(len(starts)):
        quoted = starts[i] < ends[i] and data[starts[i]] == _QUOTE
        size, inside, position = 0, quoted, starts[i] + (1 if quoted else 0)
        while position < ends[i]:
            byte = data[position]
            if byte == _QUOTE and inside:
                if position + 1 < ends[i] and data[position + 1] == _QUOTE:
                    size += 1
                    position += 1
                else:
                    inside = False
            else:
                size += lengths[byte]
            position += 1
        offsets[i + 1] = offsets[i] + size
    return offsets


@njit(cache=True)
def _copy(data, starts, ends, encoded, lengths, offsets):  # type: ignore[no-untyped-def] # noqa: PLR0913, PLR0917
    text = np.empty(offsets[-1], np.uint8)
    for i in range(len(starts)):
        target = offsets[i]
        quoted = starts[i] < ends[i] and data[starts[i]] == _QUOTE
        inside, position = quoted, starts[i] + (1 if quoted else 0)
        while position < ends[i]:
            byte = data[position]
            if byte == _QUOTE and inside:
                if position + 1 < ends[i] and data[position + 1] == _QUOTE:
                    text[target] = byte
                    target += 1
                    position += 1
                else:
                    inside = False
            else:
                for k in range(lengths[byte]):
                    text[target] = encoded[byte, k]
                    target += 1
            position += 1
    return text
