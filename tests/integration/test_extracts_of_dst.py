"""Danmarks Statistik's extracts of the same registers: other names, files, types and numbers, the same tables."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dagster_project.settings import PROJECT_ROOT
from synthetic.dst import write_dst
from tests.lib.home import Home

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("integration")]

SEED = 2012
STUDY = PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml"
MAPPING = PROJECT_ROOT / "data" / "seed" / "kilder" / "dst.toml"
BY_DELIVERY = ("forsinket_indberetning", "indberetning_status")
"""What hangs on how the rows came: how long after a decision its delivery did (an extract comes at once), and what can
be reported (a number of twelve digits is no CPR number: R19 holds every decision of an extract)."""


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home where `veje run` has published the landing of `veje syntese --form dst`."""
    root = tmp_path_factory.mktemp("dst")
    write_dst(root / "landing", SEED)
    study = root / "studie.toml"
    study.write_text(f'pnr_format = "dst"\n{STUDY.read_text(encoding="utf-8")}', encoding="utf-8")
    home = Home(root / "hjem")
    done = home.veje("run", VEJE_LANDING=str(root / "landing"), VEJE_KILDER=str(MAPPING), VEJE_STUDIE=str(study))
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return home


@pytest.fixture
def both(published: Home, extracted: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for name, home in (("egne", published), ("dst", extracted)):
            connection.execute(f"ATTACH '{home.settings.published_file}' AS {name} (READ_ONLY)")
        yield connection


def tables(connection: duckdb.DuckDBPyConnection, *schemas: str) -> list[str]:
    query = "SELECT schema_name, table_name FROM duckdb_tables() WHERE database_name = 'egne' ORDER BY ALL"
    return [f"{schema}.{name}" for schema, name in connection.execute(query).fetchall() if schema in schemas]


def different(connection: duckdb.DuckDBPyConnection, table: str, left_out: str = "") -> int:
    """Rows that only one of them has; a model of the same persons in another order may differ in its last bit."""
    described = connection.execute(f"SELECT column_name, column_type FROM (DESCRIBE egne.{table})").fetchall()
    cells = [f'round("{name}", 9)' if kind == "DOUBLE" else f'"{name}"' for name, kind in described if name != left_out]
    one, other = (f"SELECT {', '.join(cells)} FROM {name}.{table}" for name in ("egne", "dst"))
    query = f"SELECT count(*) FROM (({one} EXCEPT ALL {other}) UNION ALL ({other} EXCEPT ALL {one}))"
    return int(connection.execute(query).fetchall()[0][0])


def test_every_published_table_is_the_same_cell_for_cell(both: duckdb.DuckDBPyConnection) -> None:
    compared = [name for name in tables(both, "marts", "frigivelse") if name.split(".")[1] not in BY_DELIVERY]
    assert len(compared) > 80
    assert {name: count for name in compared if (count := different(both, name))} == {}


def test_every_pathway_is_the_same_whatever_the_persons_are_called(both: duckdb.DuckDBPyConnection) -> None:
    compared = tables(both, "forloeb")
    assert {"forloeb.maalgruppe", "forloeb.kvartal", "forloeb.gruppe", "forloeb.timing"} <= set(compared)
    assert {name: count for name in compared if (count := different(both, name, "person_id"))} == {}


def test_nothing_is_lost_on_the_way(extracted: Home, published: Home) -> None:
    assert extracted.rows("SELECT count(*) FROM kvalitet.karantaene") == [(0,)]
    in_force = (
        "SELECT register, sum(accepteret) FROM kvalitet.raekkeregnskab WHERE register NOT IN ('foertidspension') "
    )
    grouped = in_force + "GROUP BY ALL ORDER BY ALL"
    assert extracted.rows(grouped) == published.rows(grouped)


def test_files_are_of_every_form_that_a_researcher_has(extracted: Home) -> None:
    files = [str(name) for (name,) in extracted.rows("SELECT fil FROM kvalitet.raekkeregnskab")]
    assert {Path(name).suffix for name in files} == {".txt", ".csv", ".gz", ".parquet", ".sas7bdat"}
    assert {"year=2008/bef2008.csv", "year=2009/part-0000.parquet"} <= set(files)


def test_each_file_says_where_its_columns_came_from(extracted: Home) -> None:
    query = "SELECT kolonne, kilde FROM kvalitet.kilde WHERE register = 'ind' AND fil = 'ind2008.parquet' ORDER BY ALL"
    assert extracted.rows(query) == [("AAR", "fra_navn aar"), ("BRUTTO", "PERINDKIALT_13"), ("PNR", "PNR")]


def test_no_manifest_is_a_warning_and_nothing_else_is_said(extracted: Home) -> None:
    said = set(extracted.rows("SELECT status, grund FROM kvalitet.leverance"))
    assert said == {
        ("advarsel", "uden manifest.json"),
        ("advarsel", "uden manifest.json; ekstra kolonner: BEMAERKNING"),
    }
