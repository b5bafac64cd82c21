"""What each rule says about one event, as Polars expressions over the columns of `facts.add_facts`.

`PREDICATES` has one expression per row of the rule table, keyed (rule, severity); true means broken, or for an
exception (`undtagelse`) that it allows. When a rule holds, and for whom, stands in the rule table and not here.
"""

import polars as pl

from dagster_project.indberetning.rules.predicates import age, content, history, procedure, team

PREDICATES: dict[tuple[str, str], pl.Expr] = {
    **age.PREDICATES,
    **team.PREDICATES,
    **procedure.PREDICATES,
    **content.PREDICATES,
    **history.PREDICATES,
}
