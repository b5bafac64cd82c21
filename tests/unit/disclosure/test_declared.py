"""The names of counts as SQL, as tables declare them: the first that fits a cell holds, else it is bound to none."""

import duckdb
import pytest

from dagster_project.disclosure.declared import name_of_cells

CASES = [
    ("antal", "5.3", "kraeft", "herning", "percent", ("egenskab:diagnosegruppe", "", "herning", "kraeft")),
    ("antal", "5.3", "alle", "herning", "n", ("egenskab:diagnosegruppe", "", "herning", "alle")),
    ("grundlag", "5.3", "kraeft", "herning", "percent", ("egenskab:diagnosegruppe", "", "herning", "alle")),
    ("antal", "4.1", "herning", "2007", "percent", ("aar", "", "herning", "2007")),
    ("antal", "6.1", "alle", "herning", "n", ("personer", "", "herning", "alle")),
    ("antal", "6.1", "kvinder", "herning", "percent", ("egenskab:koen", "", "herning", "kvinder")),
    ("antal", "6.1", "partner", "herning", "percent", ("egenskab:partner", "", "herning", "ja")),
    ("bag", "6.1", "alder", "herning", "years", ("personer", "", "herning", "alle")),
    ("antal", "6.4", "alle", "herning", "n", ("personer", "", "herning", "alle")),
    ("antal", "6.4", "alle", "herning", "percent", ("tilstand", "", "herning", "alle")),
    ("antal", "6.6", "alle_fire_kommuner", "oevrige_borgere", "n", ("borger", "", "oevrige_borgere", "alle")),
    ("antal", "6.6", "herning", "oevrige_borgere", "n", ("borger:oevrige_borgere", "", "herning", "alle")),
    ("antal", "7.2", "pendler", "alle_fire_kommuner", "n",
     ("stoerrelse", "samlet:pendler", "alle_fire_kommuner", "alle")),
    ("antal", "7.2", "pendler", "herning", "n", ("stoerrelse", "kommune:pendler", "herning", "alle")),
    ("grundlag", "7.2", "pendler", "herning", "percent", ("stoerrelse", "i_alt", "herning", "alle")),
    ("antal", "7.5", "vejledning", "herning", "percent", ("foranstaltning", "kommune:7.5", "herning", "vejledning")),
    ("antal", "bilag_1_herning", "andel", "pendler", "percent", ("stoerrelse", "kommune:pendler", "herning", "alle")),
    ("antal", "bilag_2_herning", "adhd_medicin", "pendler", "percent",
     ("egenskab:adhd_medicin", "kommune:pendler", "herning", "ja")),
    ("antal", "bilag_2_herning", "adhd_medicin", "alle", "percent", ("egenskab:adhd_medicin", "", "herning", "ja")),
    ("antal", "6.9", "kraeft", "herning", "percent", ("anden:6.9", "", "herning", "kraeft:percent")),
    ("antal", "bilag_1", "andel", "pendler", "percent", ("anden:bilag_1", "", "pendler", "andel:percent")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case[:5]))
def test_names_of_cells(case: tuple[str, str, str, str, str, tuple[str, ...]]) -> None:
    role, table, row, column, statistic, name = case
    with duckdb.connect() as con:
        con.execute("CREATE TABLE celle (tabel VARCHAR, raekke VARCHAR, kolonne VARCHAR, statistik VARCHAR)")
        con.execute("INSERT INTO celle VALUES (?, ?, ?, ?)", [table, row, column, statistic])
        ((found,),) = con.execute(f"SELECT {name_of_cells(role)} FROM celle").fetchall()
    assert tuple(found.values()) == name
