"""Figures of section 7.3: who has which scenario, what kinds of measures lie in it, and in which quarters."""

import duckdb

from dagster_project.reconciliation.text.measures import FOUR, Figure, Key

ALL = "alle"

# The fine scenarios, of the pooled pathways together and of each municipality's own.
_SCENARIES = f"""
WITH celle AS (
    SELECT t.*, k.noegle FROM marts.timing_scenarie t JOIN studie.kommune k USING (kommune) WHERE inddeling = 'fin'
)
SELECT scenarie, coalesce(forloebstype, '{ALL}') || '@' || coalesce(noegle, '{FOUR}'), sum(antal), sum(grundlag)
FROM celle WHERE "analyse" = 'samlet'
GROUP BY GROUPING SETS ((scenarie, forloebstype), (scenarie, noegle), (scenarie))
UNION ALL
SELECT scenarie, forloebstype || '@' || noegle, antal, grundlag FROM celle WHERE "analyse" = 'kommune'
"""
_MEASURES = f"""
SELECT foranstaltning, scenarie || '@' || coalesce(noegle, '{FOUR}'), antal, grundlag
FROM marts.timing_foranstaltning LEFT JOIN studie.kommune USING (kommune)
WHERE "analyse" = 'samlet' AND forloebstype = '{ALL}' AND inddeling = 'fin' AND grundlag IS NOT NULL
"""
_MEAN_QUARTERS = f"""
SELECT foranstaltning, forloebstype || '@' || noegle, sum(kvartal * antal) / sum(antal)
FROM marts.timing_kvartal JOIN studie.kommune USING (kommune)
WHERE "analyse" = 'kommune' AND foranstaltning <> '{ALL}' GROUP BY ALL HAVING sum(antal) > 0
"""
# Continuous use: from which quarter to which, over everybody. Late use: the first quarter, by pooled pathway.
_ALL_ALONG = "SELECT avg(foerste), avg(sidste) FROM forloeb.timing WHERE scenarie_fin = 'loebende'"
_LATE = """
SELECT forloebstype, avg(foerste) FROM forloeb.timing JOIN forloeb.gruppe USING (person_id)
WHERE "analyse" = 'samlet' AND scenarie = 'sen' GROUP BY ALL
"""


def scenario_facts(con: duckdb.DuckDBPyConnection) -> dict[Key, Figure]:
    """Persons by scenario and measures by scenario and kind, of the tables of timing."""
    persons = con.execute(_SCENARIES).fetchall()
    measures = con.execute(_MEASURES).fetchall()
    means = con.execute(_MEAN_QUARTERS).fetchall()
    found: dict[Key, Figure] = {("scenarie", s, group, "percent"): _share(n, base) for s, group, n, base in persons}
    found |= {("scenariemaal", kind, group, "percent"): _share(n, base) for kind, group, n, base in measures}
    found |= {("scenariemaal", ALL, group, "n"): Figure(float(base), base, None) for _, group, _, base in measures}
    return found | {("kvartalsmiddel", kind, group, "kvartal"): Figure(mean, None, None) for kind, group, mean in means}


def span_facts(con: duckdb.DuckDBPyConnection) -> dict[Key, Figure]:
    """Mean first and last quarters of persons with continuous use, and the first of those who begin late."""
    first, last = con.execute(_ALL_ALONG).fetchall()[0]
    late = con.execute(_LATE).fetchall()
    found: dict[Key, Figure] = {
        ("aktivitet", "sen", f"{g}@{FOUR}", "kvartal"): Figure(mean, None, None) for g, mean in late
    }
    spans = {"foerste": first, "sidste": last}
    return found | {("loebende", end, "", "kvartal"): Figure(mean, None, None) for end, mean in spans.items()}


def _share(part: int, whole: int) -> Figure:
    return Figure(100 * part / whole if whole else None, int(part), int(whole))
