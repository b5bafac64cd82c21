"""What every test shares: one Hypothesis profile, and that nobody draws from a generator that others share."""

import sys
import threading
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, settings

# No deadline: a busy machine is no fault of the code. The same examples every time: a red suite must mean a changed
# tree. New examples are looked for with `--hypothesis-profile=nye`, where a find is kept as an `@example`.
settings.register_profile("fast", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("nye", settings.get_profile("fast"), derandomize=False, max_examples=1000)
settings.load_profile("fast")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Shuffle only: seeding the shared generators anew before every test would hide who draws from them."""
    if hasattr(config.option, "randomly_reset_seed"):
        config.option.randomly_reset_seed = False
    if threading.gettrace() is not None:
        _trace_threads_of_duckdb()


def _trace_threads_of_duckdb() -> None:
    """Under a tracer: what DuckDB asks of us in threads of its own is traced too.

    An INSERT reads its rows from a generator of ours (`ingest.store.load`). The threads that ask for the next are not
    Python's, so that no tracer knows of them.
    """
    from dagster_project.ingest.store import load  # noqa: PLC0415 - only when coverage is measured

    stream = load._FileLoad._stream

    def traced(self: load._FileLoad, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        batches = stream(self, schema)
        while True:
            if sys.gettrace() is None:
                sys.settrace(threading.gettrace())
            try:
                batch = next(batches)
            except StopIteration:
                return
            yield batch

    load._FileLoad._stream = traced  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _nobody_draws_from_a_shared_generator() -> Iterator[None]:
    """A test, or code under it, that draws from NumPy's own generator depends on which tests ran before it.

    Python's own is not watched: Dagster draws its names from it. Ours may not (ruff, `banned-api`).
    """
    before = _state_of_shared_generator()
    yield
    assert _state_of_shared_generator() == before, "use a generator of your own: np.random.default_rng(seed)"


def _state_of_shared_generator() -> tuple[bytes, int]:
    state = np.random.get_state(legacy=False)["state"]  # noqa: NPY002 - to see that nobody else does
    return state["key"].tobytes(), state["pos"]
