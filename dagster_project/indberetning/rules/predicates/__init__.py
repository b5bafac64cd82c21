"""What each rule says about one event, as Polars expressions over the columns of `facts.add_facts`.

`PREDICATES` has one expression per limb of a rule, keyed (rule, limb); true means broken, or for an exception
(`undtagelse`) that it allows. When a rule holds, for whom, and how severe it is stands in the rule table and not here.
"""

import polars as pl

from dagster_project.indberetning.rules.predicates import age, content, history, procedure, team, weeks

PREDICATES: dict[tuple[str, str], pl.Expr] = {
    **age.PREDICATES,
    **team.PREDICATES,
    **procedure.PREDICATES,
    **content.PREDICATES,
    **history.PREDICATES,
    **weeks.PREDICATES,
}
