"""What did not get through, named: deliveries refused, rows quarantined or left out, tables withheld."""

import duckdb

from dagster_project.publication.summary import danish_count

_REFUSED = """
SELECT 'Afvist leverance: ' || register || '/' || leverance || coalesce(': ' || nullif(grund, ''), '')
FROM kvalitet.leverance WHERE status = 'afvist' ORDER BY register, leverance
"""
_QUARANTINED = """
SELECT register, string_agg(
    regel || coalesce(' (' || nullif(kolonne, '') || ')', '') || ' ' || antal, ', ' ORDER BY regel, kolonne)
FROM (SELECT register, regel, kolonne, count(*) AS antal FROM kvalitet.karantaene GROUP BY ALL)
GROUP BY register ORDER BY register
"""
_LEFT_OUT = """
SELECT register, sum(udeladt)::BIGINT FROM kvalitet.raekkeregnskab
GROUP BY register HAVING sum(udeladt) > 0 ORDER BY register
"""
_WITHHELD = """
SELECT CASE WHEN tilbageholdt THEN 'Tilbageholdt' WHEN min(tabel) LIKE 'udleveret %' THEN 'Ikke efterprøvet'
    ELSE 'Skjult mere end ellers' END || ': '
    || string_agg(tabel, ', ' ORDER BY tabel) || ' (' || grund || ')'
FROM kvalitet.diskretion WHERE grund <> '' GROUP BY tilbageholdt, grund ORDER BY tilbageholdt DESC, grund
"""
_BESIDE_EARLIER = """
SELECT 'Skjult af hensyn til det, der er udleveret før: '
    || string_agg(tabel || ' (' || tidligere || ' tal)', ', ' ORDER BY tabel)
FROM kvalitet.diskretion WHERE tidligere > 0 HAVING count(*) > 0
"""


def loss_lines(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Lines on what is not in the figures, and why; none when everything got through.

    Args:
        connection: the warehouse, or a published file.
    """
    quarantined = [f"Karantæne: {register}: {rules}" for register, rules in rows_of(connection, _QUARANTINED)]
    left_out = [
        f"Udeladt af {register}: {danish_count(int(str(count)))} rækker, som ikke hører til registret (uden_for)"
        for register, count in rows_of(connection, _LEFT_OUT)
    ]
    refused, withheld, beside = (
        [str(line) for (line,) in rows_of(connection, query)] for query in (_REFUSED, _WITHHELD, _BESIDE_EARLIER)
    )
    return [*refused, *quarantined, *left_out, *withheld, *beside]


def rows_of(
    connection: duckdb.DuckDBPyConnection, query: str, values: list[object] | None = None
) -> list[tuple[object, ...]]:
    """The rows of a query; none when its table has not been made yet, or is of an earlier version."""
    try:
        return connection.execute(query, values or []).fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        return []
