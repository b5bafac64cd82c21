"""Gates as blocking asset checks: one step per gate, one check per row of the limits, verdicts kept for later runs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import dagster as dg
import polars as pl

from dagster_project import clock
from dagster_project.errors import DeliveryRefused
from dagster_project.gates import Check, GateContext, GateReport, checks_of, require_passed, run_gate
from dagster_project.gates.stage_report import FAILED, NOT_APPLICABLE, WARNED, Verdict
from dagster_project.ingest import register_state
from dagster_project.orchestration.resources import VejeResource
from dagster_project.orchestration.shield import shielded
from dagster_project.publication.files import FILE, Places, published_generations
from dagster_project.publication.manifest import read_manifest
from dagster_project.registers import REGISTERS


@dataclass(frozen=True)
class GateStep:
    """Which stages a step judges, the asset that the checks are shown on, and what must be there first.

    ``frames`` are what its profiles read besides the warehouse, ``tags`` those of its op.
    """

    name: str
    stages: tuple[str, ...]
    anchor: dg.AssetKey
    after: tuple[dg.AssetKey, ...] = ()
    frames: Callable[[VejeResource], Mapping[str, pl.DataFrame]] = lambda _veje: {}
    tags: Mapping[str, str] = field(default_factory=dict)


def build_gate(step: GateStep) -> dg.AssetChecksDefinition:
    """The blocking checks of a step: whatever depends on the anchor waits for all of them."""
    specs = [spec for stage in step.stages for spec in check_specs(stage, step.anchor, step.after)]

    @dg.multi_asset_check(
        name=step.name, specs=specs, description=f"Gate efter {' og '.join(step.stages)}.", op_tags=dict(step.tags)
    )
    def gate(context: dg.AssetCheckExecutionContext, veje: VejeResource) -> Iterator[dg.AssetCheckResult]:
        with shielded(step.name, veje.settings.home):
            surroundings = replace(gate_context(veje, context.run.run_id), frames=step.frames(veje))
            reports = [_judge(veje, stage, surroundings) for stage in step.stages]
        for report in reports:
            yield from check_results(report, step.anchor)
        if "leverance" in step.stages and all(report.passed for report in reports):
            _require_deliveries(veje)

    return gate


def check_specs(stage: str, asset: dg.AssetKey, after: tuple[dg.AssetKey, ...] = ()) -> list[dg.AssetCheckSpec]:
    """One blocking check per row of the limits of ``stage``, shown on ``asset``."""
    return [
        dg.AssetCheckSpec(
            _check_name(check),
            asset=asset,
            blocking=True,
            additional_deps=[key for key in after if key != asset],
            description=f"{check.hvorfor} {check.handling}",
            metadata={"kahn": check.kahn, "taeller": check.taeller, "naevner": check.naevner or "-"},
        )
        for check in checks_of(stage)
    ]


def check_results(report: GateReport, asset: dg.AssetKey) -> Iterator[dg.AssetCheckResult]:
    """The report as results: a blocking verdict fails the check, a warning is shown and lets through."""
    for check in checks_of(report.trin):
        verdicts = report.of_check(check.navn)
        blocks = any(verdict.blocks for verdict in verdicts)
        warns = any(verdict.udfald in {WARNED, FAILED} for verdict in verdicts)
        yield dg.AssetCheckResult(
            passed=not (blocks or warns),
            asset_key=asset,
            check_name=_check_name(check),
            severity=dg.AssetCheckSeverity.ERROR if blocks else dg.AssetCheckSeverity.WARN,
            metadata={
                "udfald": dg.MetadataValue.md("\n".join(_line(verdict) for verdict in verdicts) or NOT_APPLICABLE)
            },
        )


def untouched_checks(stage: str, asset: dg.AssetKey) -> Iterator[dg.AssetCheckResult]:
    """The results of a stage that had nothing to judge."""
    for check in checks_of(stage):
        yield dg.AssetCheckResult(
            passed=True, asset_key=asset, check_name=_check_name(check), metadata={"udfald": NOT_APPLICABLE}
        )


def require_gate(veje: VejeResource, stage: str) -> None:
    """Let a step use its data only when ``stage`` and those before it stand passed, in whichever run that was.

    A blocking check stops the assets after it in its own run alone; this holds for an asset that is materialised later.
    """
    with veje.warehouse() as connection:
        require_passed(connection, stage)


def gate_context(veje: VejeResource, run_id: str) -> GateContext:
    """What every gate is told: the run, the time, and the published generation of the same study."""
    return GateContext(
        run_id, clock.now(), previous_file=_previous(veje), docs_folder=veje.settings.home / "log" / "gx"
    )


def _previous(veje: VejeResource) -> Path | None:
    """The last published generation of the same study, to compare with; none with ``--per``."""
    if veje.per:
        return None
    for name in reversed(published_generations(veje.settings)):
        folder = Places(veje.settings).folder(name)
        if read_manifest(folder).get("studie", {}).get("navn") == veje.study.navn:
            return folder / FILE
    return None


def _judge(veje: VejeResource, stage: str, surroundings: GateContext) -> GateReport:
    with veje.warehouse() as connection:
        return run_gate(connection, stage, surroundings)


def _require_deliveries(veje: VejeResource) -> None:
    with veje.warehouse() as connection:
        state = register_state(connection, tuple(REGISTERS))
    if not state.may_publish:
        raise DeliveryRefused(
            "mindst én god leverance af hvert register",
            f"ingen god leverance af {', '.join(state.without_good)}",
            str(veje.settings.landing),
            "se grunden i kvalitet.leverance ('veje status'), lever igen, og kør 'veje run'",
        )


def _check_name(check: Check) -> str:
    return f"{check.trin}_{check.navn}"


def _line(verdict: Verdict) -> str:
    return f"- {verdict.title}: **{verdict.udfald}**, {verdict.fundet} ({verdict.forventet})"
