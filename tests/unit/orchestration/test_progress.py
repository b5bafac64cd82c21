"""The line of a step says whether it had something to say: a step that warned has no tick."""

import dagster as dg
import pytest

from dagster_project.orchestration.progress import progress_logger


@dg.op
def quiet() -> None:
    pass


@dg.op
def warns(context: dg.OpExecutionContext) -> None:
    context.log.warning("udda 2012-01-01: afvist, tom fil")


@dg.op
def fails() -> int:
    raise ValueError


@dg.op
def waits(_made: int) -> None:
    pass


@dg.job(logger_defs={"fremdrift": progress_logger})
def steps() -> None:
    quiet()
    warns()
    waits(fails())


def test_a_step_is_marked_by_how_it_went(capsys: pytest.CaptureFixture[str]) -> None:
    steps.execute_in_process(run_config={"loggers": {"fremdrift": {}}}, raise_on_error=False)
    lines = [line.split()[:2] for line in capsys.readouterr().out.splitlines()]
    assert sorted(lines) == [["!", "udda"], ["!", "warns"], ["✓", "quiet"], ["✗", "fails"]]
