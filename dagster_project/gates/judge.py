"""Judge measurements with Great Expectations: one wide row of measures, one expectation per limit.

Great Expectations has no DuckDB source, and its default results keep cell values: it gets the measures alone, as a
pandas frame, and answers with booleans. A maximum of nothing is no pass, so a lost measure fails.
"""

import math
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dagster_project.gates.data_docs import write_page
from dagster_project.gates.profile import Measurement
from dagster_project.gates.stage_report import FAILED, NOT_APPLICABLE, PASSED, STOPPED, WARNED, Verdict

# (column of the frame, severity) -> held, broken, or None when Great Expectations could not say.
Answers = dict[tuple[str, str], bool | None]


def judge(trin: str, measurements: Sequence[Measurement], docs_folder: Path | None = None) -> Iterator[Verdict]:
    """One verdict per measurement, in order; Great Expectations is asked about those that have a measure."""
    columns = {f"{m.check.navn}|{m.emne}": m for m in measurements if m.maalt is not None and not m.failure}
    answers = _ask(trin, columns, docs_folder) if columns else {}
    for measurement in measurements:
        yield _verdict(measurement, answers)


def _verdict(m: Measurement, answers: Answers) -> Verdict:
    if m.failure:
        return _make(m, FAILED, m.check.limits[0], m.failure)
    if not m.applies:
        return _make(m, NOT_APPLICABLE, m.check.limits[0], "intet at måle")
    column = f"{m.check.navn}|{m.emne}"
    for severity, limit in m.check.limits:
        held = answers.get((column, severity))
        if held is None:
            return _make(m, FAILED, (severity, limit), "kontrollen kunne ikke afgøres")
        if not held:
            return _make(m, STOPPED if severity == "stop" else WARNED, (severity, limit), _found(m))
    return _make(m, PASSED, m.check.limits[-1], _found(m))


def _make(m: Measurement, udfald: str, decided: tuple[str, float], found: str) -> Verdict:
    severity, limit = decided
    return Verdict(
        navn=m.check.navn,
        emne=m.emne,
        kahn=m.check.kahn,
        alvor=severity,
        graense=limit,
        maalt=m.maalt,
        taeller=m.taeller,
        naevner=m.naevner,
        udfald=udfald,
        forventet=m.check.allowed(limit),
        fundet=found,
        handling=m.remedy or m.check.handling,
    )


def _found(m: Measurement) -> str:
    found = f": {m.fund}" if m.fund else ""
    counted = f"{m.taeller} af {m.naevner}" if m.naevner else f"{m.taeller}"
    if m.check.enhed == "antal":
        return f"{counted}{found}"
    figure = f"{m.maalt:.4g}".replace(".", ",")
    return f"{figure} % ({counted}){found}" if m.check.enhed == "procent" else f"{figure}{found}"


def _ask(trin: str, columns: dict[str, Measurement], docs_folder: Path | None) -> Answers:
    """Ask about every limit of every column; an answer that came with an exception is None."""
    with _quiet():
        import great_expectations as gx  # noqa: PLC0415
        import pandas as pd  # noqa: PLC0415
        from great_expectations.data_context.types.base import ProgressBarsConfig  # noqa: PLC0415

        context = gx.get_context(mode="ephemeral")
        context.enable_analytics(False)
        context.variables.progress_bars = ProgressBarsConfig(globally=False)
        suite = context.suites.add(gx.ExpectationSuite(trin, expectations=list(_expectations(columns))))
        frame = pd.DataFrame({name: [_finite(m.maalt)] for name, m in columns.items()})
        asset = context.data_sources.add_pandas("profil").add_dataframe_asset(trin)
        definition = asset.add_batch_definition_whole_dataframe("hele")
        result = definition.get_batch({"dataframe": frame}).validate(suite, result_format="BOOLEAN_ONLY")
        if docs_folder:
            write_page(result, trin, docs_folder)
    return {_key(item): _answer(item) for item in result.results}


def _expectations(columns: dict[str, Measurement]) -> Iterator[Any]:
    from great_expectations.expectations.core import ExpectColumnMaxToBeBetween  # type: ignore[attr-defined]  # noqa: PLC0415

    for name, m in columns.items():
        for severity, limit in m.check.limits:
            at_most = m.check.retning == "hoejst"
            yield ExpectColumnMaxToBeBetween(
                column=name,
                min_value=None if at_most else limit,
                max_value=limit if at_most else None,
                meta={"kolonne": name, "alvor": severity},
            )


def _key(item: Any) -> tuple[str, str]:
    meta = item.expectation_config.meta
    return meta["kolonne"], meta["alvor"]


def _answer(item: Any) -> bool | None:
    info = item.exception_info or {}
    parts = info.values() if info and "raised_exception" not in info else [info]
    if any(part.get("raised_exception") for part in parts):
        return None
    return bool(item.success)


def _finite(value: float | None) -> float:
    """Infinity would hold against any one-sided limit; it is as good as no measure."""
    return value if value is not None and math.isfinite(value) else math.nan


@contextmanager
def _quiet() -> Iterator[None]:
    """Great Expectations warns about its own use of other libraries; that is no warning of ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
