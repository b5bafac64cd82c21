"""The independent recount: every published table of counts from the raw rows in force, in Polars.

Written from the contract's definitions without regard to the dbt models, so that a disagreement means that one of the
two is wrong. Nothing here reads a table that dbt has made; the pathway groups are taken as they are.
"""

from dagster_project.recount.others import published_others, recount_others
from dagster_project.recount.recount import Recount, recount_chapter_7, recount_chapters_4_to_6

__all__ = ["Recount", "published_others", "recount_chapter_7", "recount_chapters_4_to_6", "recount_others"]
