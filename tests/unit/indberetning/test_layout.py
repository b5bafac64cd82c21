"""The byte form, against Python's own CSV reader and writer."""

import csv
import io

import polars as pl
from hypothesis import example, given
from hypothesis import strategies as st

from dagster_project.indberetning.sent.layout import empty_records, record_files
from dagster_project.indberetning.sent.layouts import NEWEST

COLUMNS = NEWEST.columns
REST = COLUMNS[2:]
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
VALUE = st.none() | TEXT.filter(lambda text: text != "")
ROW = st.fixed_dictionaries(dict.fromkeys(REST, VALUE))


def frame_of(rows: list[dict[str, str | None]]) -> pl.DataFrame:
    numbered = [row | {"indberetning_id": f"id-{n:02d}", "version": n + 1} for n, row in enumerate(rows)]
    schema = {column: pl.Int64 if column == "version" else pl.String for column in COLUMNS}
    return pl.DataFrame(numbered, schema=schema).with_columns(mappe=pl.lit("661"), maaned=pl.lit("2026-03"))


@given(st.lists(ROW, min_size=1, max_size=4))
@example([dict.fromkeys(REST, 'a;"b"\r\nc\nd\re')])
def test_a_file_is_read_back_as_it_was_written_and_other_readers_agree(rows: list[dict[str, str | None]]) -> None:
    frame = frame_of(rows)
    content = record_files(frame)["661", "2026-03"].content
    assert NEWEST.read(content).equals(frame.select(COLUMNS))
    read = list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter=";"))
    assert read == [list(COLUMNS), *([str(value or "") for value in row] for row in frame.select(COLUMNS).rows())]


def test_lines_end_in_crlf_and_only_what_needs_it_is_quoted() -> None:
    row: dict[str, str | None] = dict.fromkeys(REST, "plain, text æøå")
    content = record_files(frame_of([row | {"sagsbehandler": 'a;"b"'}]))["661", "2026-03"].content
    assert content.count(b"\r\n") == 2
    assert content.count(b"\n") == 2
    assert content.count(b'"') == 6
    assert b'"a;""b"""' in content


def test_rows_are_sorted_by_id_and_then_by_version_as_a_number() -> None:
    rows = [(2, "b"), (10, "a"), (9, "a")]
    frame = pl.concat(
        [frame_of([{}]).with_columns(version=pl.lit(v, pl.Int64), indberetning_id=pl.lit(i)) for v, i in rows]
    )
    content = record_files(frame)["661", "2026-03"].content
    assert [line.split(b";")[:2] for line in content.splitlines()[1:]] == [[b"a", b"9"], [b"a", b"10"], [b"b", b"2"]]


def test_a_file_without_rows_is_its_header() -> None:
    assert empty_records().content == (";".join(COLUMNS) + "\r\n").encode()
    assert NEWEST.read(empty_records().content).is_empty()
