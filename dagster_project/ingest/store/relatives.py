"""`kvalitet.slaegtning`: what became of the numbers of relatives, delivery by delivery.

A relative that cannot be read is stored as none, which looks like a person without one: a register whose relatives
have another width would say that nobody has a partner. So they are counted, and gate `raa` looks.
"""

import duckdb

from dagster_project.ingest.store.store import table_of
from dagster_project.registers.spec import Kind, RegisterSpec

# Known are those who are persons of bef themselves, in whatever delivery; bef is the register that has relatives.
_COUNT = """
INSERT INTO kvalitet.slaegtning
WITH talt AS (
    SELECT
        leverance,
        count(*) AS raekker,
        count({column}) AS velformede,
        count(*) FILTER ({column} IN (SELECT person_id FROM {table})) AS kendte
    FROM {table} GROUP BY leverance
),
misdannet AS (
    SELECT leverance, sum(misdannede)::BIGINT AS misdannede
    FROM raa.indlaest_slaegtning WHERE register = $register AND kolonne = $kolonne GROUP BY leverance
)
SELECT $register, leverance, $kolonne, raekker - velformede - misdannede, misdannede, velformede, kendte
FROM talt INNER JOIN misdannet USING (leverance) ORDER BY leverance
"""


def write_relatives(con: duckdb.DuckDBPyConnection, spec: RegisterSpec) -> None:
    """Write `kvalitet.slaegtning` of a register anew, over all rows that are not in quarantine."""
    con.execute("DELETE FROM kvalitet.slaegtning WHERE register = ?", [spec.name])
    for column in spec.columns:
        if column.kind is Kind.RELATIVE:
            query = _COUNT.format(column=column.stored_as, table=table_of(spec))
            con.execute(query, {"register": spec.name, "kolonne": column.name})
