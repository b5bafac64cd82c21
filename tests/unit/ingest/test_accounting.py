"""Whatever bytes lie in a file, every row ends in exactly one place."""

from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dagster_project.ingest.readers.text_file import inspect_text
from dagster_project.ingest.readers.text_rows import read_text
from tests.lib.landing import MAN, WOMAN, Landing

PIECES = [
    b";",
    b'"',
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    b"\x81",
    b"\xc3\xa6",
    b"\xe6",
    MAN.encode(),
    WOMAN.encode(),
    b"2007",
]
ROW = f"{MAN};2007;5\n".encode()
GARBAGE = st.lists(st.one_of(st.sampled_from([*PIECES, ROW]), st.binary(max_size=3)), max_size=25)
HEADER = b"PNR;AAR;BRUTTO\n"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=GARBAGE)
def test_the_reader_yields_as_many_rows_as_are_counted_without_it(tmp_path: Path, pieces: list[bytes]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(HEADER + b"".join(pieces))
    file = inspect_text(path, lambda name: name in {"PNR", "AAR", "BRUTTO"})
    batches = [batch.frame for batch in read_text(file, {"PNR": 0, "AAR": 1, "BRUTTO": 2}, None)]
    assert sum(len(frame) for frame in batches) == file.rows


def test_the_four_counts_sum_to_the_rows_of_each_of_forty_garbage_files(tmp_path: Path) -> None:
    rng = np.random.default_rng(20)
    landing = Landing(tmp_path)
    choices = [*PIECES, ROW, ROW, ROW.replace(b"5", b"6")]
    contents = {
        f"{at:02d}.csv": HEADER + b"".join(choices[k] for k in rng.integers(0, len(choices), 30)) for at in range(40)
    }
    landing.deliver("ind", "2010-06-30", contents, manifest=False)
    report = landing.ingest("ind")
    assert [one.status.is_good for one in report.verdicts] == [True]
    accounts = landing.account("ind")
    assert len(accounts) == len(contents)
    assert all(rows == sum(places) for rows, *places in accounts)
    assert min(sum(counts) for counts in zip(*accounts, strict=True)) > 0
