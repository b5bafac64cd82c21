"""Whatever did not get through is named in the last lines of a run and by `veje status`."""

import duckdb
import pytest

from dagster_project.cli.losses import loss_lines

QUALITY = """
CREATE SCHEMA kvalitet;
CREATE TABLE kvalitet.leverance AS SELECT * FROM (VALUES
    ('udda', DATE '2012-01-01', 'afvist', 'tom fil'), ('bef', DATE '2012-01-01', 'godtaget', '')
) v(register, leverance, status, grund);
CREATE TABLE kvalitet.karantaene AS SELECT * FROM (VALUES
    ('bef', 'dato_umulig', 'FOED_DAG'), ('bef', 'dato_umulig', 'FOED_DAG'), ('bef', 'antal_felter', ''),
    ('lmdb', 'kode_ukendt', 'ATC')
) v(register, regel, kolonne);
CREATE TABLE kvalitet.raekkeregnskab AS SELECT * FROM (VALUES
    ('amfora', 4000), ('amfora', 500), ('bef', 0)
) v(register, udeladt);
CREATE TABLE kvalitet.diskretion AS SELECT * FROM (VALUES
    ('tabel_5_1', true, 'for dyrt', 0), ('tabel_4_1', true, 'for dyrt', 0), ('tabel_6_1', false, 'familien', 3),
    ('tabel_6_2', false, '', 1), ('udleveret 2026', false, 'væk', 0)
) v(tabel, tilbageholdt, grund, tidligere);
"""


def test_each_loss_is_named_with_its_reason() -> None:
    with duckdb.connect() as con:
        con.execute(QUALITY)
        assert loss_lines(con) == [
            "Afvist leverance: udda/2012-01-01: tom fil",
            "Karantæne: bef: antal_felter 1, dato_umulig (FOED_DAG) 2",
            "Karantæne: lmdb: kode_ukendt (ATC) 1",
            "Udeladt af amfora: 4.500 rækker, som ikke hører til registret (uden_for)",
            "Tilbageholdt: tabel_4_1, tabel_5_1 (for dyrt)",
            "Skjult mere end ellers: tabel_6_1 (familien)",
            "Ikke efterprøvet: udleveret 2026 (væk)",
            "Skjult af hensyn til det, der er udleveret før: tabel_6_1 (3 tal), tabel_6_2 (1 tal)",
        ]


@pytest.mark.parametrize(
    "made", ["", "CREATE SCHEMA kvalitet; CREATE TABLE kvalitet.raekkeregnskab (register VARCHAR)"]
)
def test_what_has_not_been_made_yet_has_lost_nothing(made: str) -> None:
    with duckdb.connect() as con:
        con.execute(made)
        assert loss_lines(con) == []
