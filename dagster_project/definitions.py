"""The Dagster code location `veje`, as workspace.yaml names it. What is in it: `orchestration.build`."""

from dagster_project.orchestration.build import build_definitions

defs = build_definitions()
