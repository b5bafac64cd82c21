"""The tokenizer against Python's `csv`, on any rows in any dress and on any garbage."""

import csv
import io

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.ingest.readers.text_rows import _alphabet
from dagster_project.ingest.readers.tokenizer import Records, find_records, gather

CELLS = st.text(st.characters(codec="cp1252", exclude_characters="\0"), max_size=8)
ROWS = st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=6)


def tokenize(data: bytes, delimiter: str, encoding: str = "utf-8", piece: int = 10**9) -> list[tuple[int, list[str]]]:
    """Line and cells of every record, the bytes fed in pieces of a size."""
    alphabet, bad = _alphabet(encoding)
    found, rest, line = [], b"", 1
    for start in [*range(0, len(data), piece), len(data)]:
        final = start >= len(data)
        waiting = np.frombuffer(rest + data[start : start + piece], dtype=np.uint8)
        records = find_records(waiting, ord(delimiter), bad, line, final)
        cells = gather(waiting, records.field_starts, records.field_ends, alphabet).to_pylist()
        found += [(number, cells[a:b]) for number, a, b in spans(records)]
        rest, line = waiting[records.used :].tobytes(), records.next_line
    return found


def spans(records: Records) -> list[tuple[int, int, int]]:
    return list(zip(records.lines.tolist(), records.first_fields[:-1], records.first_fields[1:], strict=True))


@given(
    rows=ROWS,
    delimiter=st.sampled_from(";,\t"),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "cp1252"]),
    quote_all=st.booleans(),
    piece=st.integers(1, 40),
)
def test_rows_written_in_any_dress_come_back(  # noqa: PLR0917 - every part of the dress
    rows: list[list[str]], delimiter: str, line_end: str, encoding: str, quote_all: bool, piece: int
) -> None:
    records = [delimiter.join(dressed(cell, delimiter, quote_all) for cell in row) + line_end for row in rows]
    lines = [1 + count_line_ends("".join(records[:at])) for at in range(len(records))]
    data = "".join(records).encode(encoding)
    assert tokenize(data, delimiter, encoding, piece) == list(zip(lines, rows, strict=True))


def dressed(cell: str, delimiter: str, quote_all: bool) -> str:
    needs_quotes = quote_all or any(sign in cell for sign in (delimiter, '"', "\n", "\r"))
    return '"' + cell.replace('"', '""') + '"' if needs_quotes else cell


def count_line_ends(text: str) -> int:
    return len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1


@given(st.text(st.sampled_from('a";,\n\r'), max_size=30), st.sampled_from(";,"), st.integers(1, 7))
def test_garbage_is_cut_as_csv_cuts_it(text: str, delimiter: str, piece: int) -> None:
    expected = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    assert [cells for _, cells in tokenize(text.encode(), delimiter, piece=piece)] == expected


def test_a_file_that_ends_inside_quotes_says_so() -> None:
    data = np.frombuffer(b'a;b\n"c;d\n', dtype=np.uint8)
    records = find_records(data, ord(";"), np.zeros(256, np.bool_), 1, final=True)
    assert records.closed.tolist() == [True, False]


def test_the_field_with_an_undecodable_byte_is_numbered() -> None:
    _, bad = _alphabet("cp1252")
    data = np.frombuffer(b"a;b\xe6\n\x81;\0\na;;\x9d\n", dtype=np.uint8)
    assert find_records(data, ord(";"), bad, 1, final=True).bad_fields.tolist() == [-1, 0, 2]
