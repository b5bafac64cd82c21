"""What is kept: rows of every delivery in force, versions, row accounting, the study as tables."""
