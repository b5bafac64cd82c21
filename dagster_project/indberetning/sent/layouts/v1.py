"""Layout 1, until November 2026: read from the archive, never written again.

Its `ordning` was the paragraph; from layout 2 on that is `grundlag`, and `ordning` is the act.
"""

import polars as pl

from dagster_project.indberetning.sent.layouts.layout import Layout

_COLUMNS = (
    *("myndighed", "sagsbehandler", "cpr", "paabegyndt", "ordning", "havde_ftp", "anledning"),
    *("afgoerelse", "afgoerelsesdato", "fulgt_rehabteam", "fulgt_sundhedskoordinator", "skal_vurderes_paa_ny"),
    *("revisionsdato", "diagnose_1", "diagnose_2", "diagnose_3", "ressourceforloeb"),
)
LAYOUT = Layout(1, {column: pl.lit(None, pl.String) for column in _COLUMNS}, {"ordning": "grundlag"})
