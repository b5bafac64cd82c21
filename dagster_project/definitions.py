"""The Dagster code location `veje`, as workspace.yaml names it. What is in it: `orchestration.build`."""

from dagster_project.process import keep_to_itself

# Before anything else is imported: `dagster dev` and the daemon start this process, not the command `veje`.
keep_to_itself()

from dagster_project.orchestration.build import build_definitions  # noqa: E402

defs = build_definitions()
