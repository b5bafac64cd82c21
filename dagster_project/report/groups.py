"""What the page says of the groups: how many, how good, what was refused, and how sure they are."""

from dataclasses import dataclass

from dagster_project.pathways.tables import ALL
from dagster_project.report.contents import rows_of
from dagster_project.report.source import Edition, Source

_GROUPS = """
WITH navn AS (
    SELECT kom AS kommune, navn FROM kode.kommune
    QUALIFY row_number() OVER (PARTITION BY kom ORDER BY gyldig_til DESC) = 1
), kvalitet AS (
    SELECT "analyse", kommune,
        max(k) FILTER (valgt) AS k,
        max(k) FILTER (metode = 'navngivet') AS navne,
        string_agg(k::VARCHAR, ', ' ORDER BY k) FILTER (bedre_end_valgt AND NOT uden_smaa_grupper) AS afvist,
        coalesce(max(asw) FILTER (metode = 'navngivet'), max(asw) FILTER (valgt)) AS asw,
        coalesce(max(hc) FILTER (metode = 'navngivet'), max(hc) FILTER (valgt)) AS hc
    FROM {schema}.klyngekvalitet GROUP BY ALL
), sikkerhed AS (
    SELECT "analyse", kommune, min(jaccard_middel) AS jaccard, arg_min(forloebstype, jaccard_middel) AS svagest,
        any_value(k_fordeling) AS k_fordeling
    FROM {schema}.klyngeusikkerhed GROUP BY ALL
)
SELECT coalesce(navn.navn, kommune), k, navne, afvist, asw, hc, jaccard, svagest, k_fordeling, kommune = ?
FROM kvalitet LEFT JOIN sikkerhed USING ("analyse", kommune) LEFT JOIN navn USING (kommune)
ORDER BY kommune <> ?, navn.navn, kommune
"""


@dataclass(frozen=True)
class Groups:
    """One analysis: ``k`` groups under ``names`` names; None where the municipality has no analysis of its own.

    ``refused``: numbers of groups that were better by every measure, and have a group that is too small.
    """

    place: str
    k: int | None
    names: int | None
    refused: str
    asw: float | None
    hc: float | None
    jaccard: float | None
    weakest: str
    drawn: str
    pooled: bool


def read_groups(source: Source) -> list[Groups]:
    """Every analysis, the pooled one first; none before there are groups."""
    schema = "frigivelse" if source.edition is Edition.RELEASED else "marts"
    return [
        Groups(place, k, names, refused or "", asw, hc, jaccard, source.labels.text(weakest or ""), drawn or "", pooled)
        for place, k, names, refused, asw, hc, jaccard, weakest, drawn, pooled in rows_of(
            source.con, _GROUPS.format(schema=schema), [ALL, ALL]
        )
    ]
