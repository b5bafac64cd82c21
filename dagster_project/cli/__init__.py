"""The command `veje`: thin verbs over the Dagster jobs, exit codes, and the last lines that a user reads."""
