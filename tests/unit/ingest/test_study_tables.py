"""The study as tables: municipalities by their latest name, and codes that nobody knows."""

from pathlib import Path

import duckdb
import pytest

from dagster_project.errors import ConfigurationError
from dagster_project.ingest import write_study
from tests.lib.dbt_world import settings_for, small_study

KOMMUNE = """kom,navn,region_kode,region_navn,gyldig_fra,gyldig_til
101,København,1084,Region Hovedstaden,2007-01-01,9999-12-31
101,Kjøbenhavn,1084,Region Hovedstaden,1970-04-01,2006-12-31
"""


def test_a_municipality_has_the_name_that_holds_last(tmp_path: Path) -> None:
    (tmp_path / "kommune.csv").write_text(KOMMUNE, encoding="utf-8")
    settings = settings_for(tmp_path / "hjem", VEJE_KODELISTER=str(tmp_path))
    with duckdb.connect() as con:
        write_study(con, small_study(kommuner=("101",)), settings)
        assert con.execute("FROM studie.kommune").fetchall() == [("101", 1, "koebenhavn", "København")]


@pytest.mark.parametrize(("changes", "code"), [({"kommuner": ("657", "998")}, "998"), ({"region": "1099"}, "1099")])
def test_a_code_that_no_list_knows_is_an_error_that_names_it(
    tmp_path: Path, changes: dict[str, object], code: str
) -> None:
    with duckdb.connect() as con, pytest.raises(ConfigurationError, match=code):
        write_study(con, small_study(**changes), settings_for(tmp_path))
