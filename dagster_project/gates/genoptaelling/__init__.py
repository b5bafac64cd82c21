"""The independent recount: every table of chapters 4-7 and the appendices from the raw rows in force, in Polars.

Written from the contract's definitions without regard to the dbt models, so that a disagreement means that one of the
two is wrong. Nothing here reads a table that dbt has made; the pathway groups are taken as they are.
"""

from dagster_project.gates.genoptaelling.recount import Recount, recount_chapter_7, recount_chapters_4_to_6

__all__ = ["Recount", "recount_chapter_7", "recount_chapters_4_to_6"]
