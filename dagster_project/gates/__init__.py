"""Gates: after each stage a Great Expectations suite judges counts against reviewed limits; verdicts bind later runs.

What a check measures is SQL in `profiles/`, what it may measure is a row of `limits.csv`; no limit stands in code.
Nothing here imports dagster, and Great Expectations is imported only where it judges (it takes four seconds).
"""

from dagster_project.gates.context import GateContext
from dagster_project.gates.limits import STAGES, Check, checks_of, load_checks
from dagster_project.gates.runner import run_gate
from dagster_project.gates.stage_report import GateReport, Verdict
from dagster_project.gates.verdicts import first_stop, require_passed, standing_verdicts

__all__ = [
    "STAGES",
    "Check",
    "GateContext",
    "GateReport",
    "Verdict",
    "checks_of",
    "first_stop",
    "load_checks",
    "require_passed",
    "run_gate",
    "standing_verdicts",
]
