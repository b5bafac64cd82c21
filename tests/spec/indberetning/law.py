"""The circumstances of the decisions in `test_the_law`, and what a register holds beside them."""

from typing import Any

from tests.lib.reporting import EARLIER_GRANT, GRANT, Values

ALONE: Values = {"rehabteam_dato": None, "rehabteam_indstilling": None}
OBVIOUS = GRANT | ALONE | {"lovgrundlag": "18_AAB", "sundkoord_dato": "2024-02-01", "sundkoord_vurdering": "T"}
UDK: Values = {"myndighed": "UDK", "bopkom": "000", "lovgrundlag": "62", "ansdato": "2024-02-01"}
AST: Values = {"myndighed": "AST"}
AT_WORK: Values = {"person_id": "p1", "fra": "2024-04-01", "til": "2024-04-22"}
IN_2018: Values = {"afgdato": "2018-03-15", "paabdato": "2018-02-01", "ansdato": "2018-01-15"}
IN_2018 |= {"rehabteam_dato": "2018-01-25", "moedetilbud_dato": "2018-02-10"}
IN_2016: Values = {"afgdato": "2016-06-15", "paabdato": "2016-05-20", "ansdato": "2016-05-10"}
IN_2016 |= {"moedetilbud_dato": "2016-06-01", "sundkoord_dato": "2016-05-15"}
BOUGHT: Values = {"afgdato": "2026-03-15", "paabdato": "2026-02-01", "ansdato": "2026-01-15"}
BOUGHT |= {"rehabteam_dato": "2026-01-25", "moedetilbud_dato": "2026-02-10"}
NAMELESS: Values = {"arbejdsfunktioner": None}
LATE: Values = {"rehabteam_dato": "2024-02-10"}
REVIEW: Values = {"anledning": "revision", "havde_ftp": "J"}
FIXED = EARLIER_GRANT | {"revisionsdato": "2024-02-01"}
OFF = EARLIER_GRANT | {"revisionsdato": "2020-02-01"}
OVERDUE: Values = {"paabdato": "2023-08-31", "rehabteam_dato": "2023-08-25", "moedetilbud_dato": "2023-09-10"}
OVERDUE |= {"ansdato": "2023-08-20"}
POOR = {"incomes": [{"person_id": "p1", "aar": 2026, "erhvervsindk": 0.0}]}
SPELLS = [AT_WORK | {"art": "leveret"}, AT_WORK | {"art": "771"}]
Line = tuple[str, Values, dict[str, str], dict[str, Any]]


def after(*decisions: Values) -> dict[str, Any]:
    return {"earlier": [one | {"sagsid": f"FOER{n}"} for n, one in enumerate(decisions)]}
