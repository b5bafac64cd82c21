"""What `kvalitet` says of a register's deliveries: verdicts, and where every row of every file ended."""

import duckdb

from dagster_project.ingest.door.delivery import JudgedDelivery
from dagster_project.ingest.errors import IngestFailed
from dagster_project.ingest.store.store import table_of
from dagster_project.registers.spec import RegisterSpec

_ACCOUNT = """
INSERT INTO kvalitet.raekkeregnskab BY POSITION
SELECT
    f.register, f.leverance, f.fil, f.raekker_i_fil,
    coalesce(r.accepteret, 0), coalesce(r.dubletter, 0), coalesce(r.erstattet, 0), coalesce(k.karantaene, 0), f.udeladt
FROM raa.indlaest_fil AS f
LEFT JOIN (
    SELECT
        leverance, fil,
        count(*) FILTER (status = 'accepteret') AS accepteret,
        count(*) FILTER (status = 'dublet') AS dubletter,
        count(*) FILTER (status = 'erstattet') AS erstattet
    FROM {table} GROUP BY ALL
) AS r USING (leverance, fil)
LEFT JOIN (
    SELECT leverance, fil, count(*) AS karantaene FROM kvalitet.karantaene WHERE register = $register GROUP BY ALL
) AS k USING (leverance, fil)
WHERE f.register = $register
ORDER BY f.leverance, encode(f.fil)
"""


def write_account(con: duckdb.DuckDBPyConnection, spec: RegisterSpec) -> None:
    """Write `kvalitet.raekkeregnskab` of a register anew.

    Raises:
        IngestFailed: when the five counts of a file do not sum to its rows.
    """
    con.execute("DELETE FROM kvalitet.raekkeregnskab WHERE register = ?", [spec.name])
    con.execute(_ACCOUNT.format(table=table_of(spec)), {"register": spec.name})
    wrong = con.execute(
        "SELECT leverance, fil FROM kvalitet.raekkeregnskab WHERE register = ? "
        "AND accepteret + dubletter + erstattet + karantaene + udeladt <> raekker_i_fil",
        [spec.name],
    ).fetchall()
    if wrong:
        raise IngestFailed(
            "at accepterede, dubletter, erstattede, karantæne og udeladte tilsammen er filens rækker",
            f"{len(wrong)} filer, hvor de ikke er det, den første er {wrong[0][1]} i {wrong[0][0]}",
            f"kvalitet.raekkeregnskab, {spec.name}",
            "slet lageret og indlæs igen; sker det igen, er det en fejl i indlæsningen",
        )


def write_verdicts(
    con: duckdb.DuckDBPyConnection, register: str, verdicts: list[JudgedDelivery], quarantined: dict[object, int]
) -> None:
    """Write `kvalitet.leverance` of a register anew.

    Args:
        con: the warehouse.
        register: its name.
        verdicts: one per delivery.
        quarantined: rows in quarantine by date of delivery.
    """
    con.execute("DELETE FROM kvalitet.leverance WHERE register = ?", [register])
    for verdict in verdicts:
        count = quarantined.get(verdict.leverance, 0) if verdict.status.is_good else 0
        reasons = [*verdict.reasons, *([f"{count} {'række' if count == 1 else 'rækker'} i karantæne"] if count else [])]
        con.execute(
            "INSERT INTO kvalitet.leverance VALUES (?, ?, ?, ?, ?)",
            [register, verdict.leverance, verdict.status, "; ".join(reasons), ", ".join(verdict.files)],
        )
