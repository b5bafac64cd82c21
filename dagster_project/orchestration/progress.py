"""What a person sees while a run works: one line per step, as a Dagster logger.

``✓`` is a step with nothing to say, ``!`` one that is done and has warned, ``✗`` one that failed.
"""

import logging
import sys
import time
from collections.abc import Mapping
from typing import Any

import dagster as dg
from dagster import DagsterEventType


class ProgressHandler(logging.Handler):
    """Prints one line when a step is done, with its seconds; everything else stays in the event log."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self._begun: dict[str, float] = {}
        self._warned: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line of a step's event to standard output."""
        event = getattr(record, "dagster_event", None)
        if event is None and record.levelno >= logging.WARNING:
            self._warn(record.dagster_meta)  # type: ignore[attr-defined]
        if not isinstance(event, dg.DagsterEvent) or event.step_key is None:
            return
        step = event.step_key.replace("__", "/")
        if event.event_type == DagsterEventType.STEP_START:
            self._begun[step] = time.monotonic()
        elif event.event_type == DagsterEventType.STEP_SUCCESS:
            self._line("!" if event.step_key in self._warned else "✓", step)
        elif event.event_type == DagsterEventType.STEP_FAILURE:
            self._line("✗", step)

    def _warn(self, said: Mapping[str, Any]) -> None:
        # Dagster's own, for each step after one that failed: the failed one has its line, and that is enough.
        if str(said["orig_message"]).startswith("Dependencies for step "):
            return
        self._warned.add(str(said["step_key"]))
        sys.stdout.write(f"  ! {said['orig_message']}\n")

    def _line(self, mark: str, step: str) -> None:
        seconds = time.monotonic() - self._begun.pop(step, time.monotonic())
        sys.stdout.write(f"  {mark} {step:<44}{seconds:7.1f} s\n".replace(".", ","))
        sys.stdout.flush()


def _progress(_context: dg.InitLoggerContext) -> logging.Logger:
    """A logger of its own kind, not propagated, so that nothing is printed twice."""
    logger = logging.Logger("veje.fremdrift", logging.DEBUG)
    logger.addHandler(ProgressHandler())
    return logger


progress_logger = dg.LoggerDefinition(_progress, description="Én linje pr. trin")
