"""A settings object and a small encrypted warehouse with one table of every published schema."""

from datetime import datetime
from pathlib import Path

from dagster_project.clock import COPENHAGEN
from dagster_project.operations.inputs import MadeFrom
from dagster_project.publication.content import open_published, read_content
from dagster_project.publication.manifest import RunInfo
from dagster_project.settings import Settings, load_settings
from dagster_project.study import Study, load_study
from dagster_project.warehouse import open_warehouse

TABLES = """
CREATE SCHEMA IF NOT EXISTS frigivelse;
CREATE OR REPLACE TABLE marts.rapporttabel AS
    SELECT '5.1' AS tabel, i::VARCHAR AS raekke, 'herning' AS kolonne, 'n' AS statistik,
           (i + {extra})::DOUBLE AS vaerdi, i::BIGINT + {extra} AS antal, NULL::BIGINT AS grundlag
    FROM range(100) r(i) ORDER BY hash(i);
CREATE OR REPLACE TABLE marts.tabel_5_1 AS SELECT * FROM (VALUES ('Øverst', 2), ('Alle', 1)) v(raekke, herning);
CREATE OR REPLACE VIEW frigivelse.rapporttabel AS SELECT *, 'vist' AS status FROM marts.rapporttabel;
CREATE OR REPLACE TABLE forloeb.maalgruppe AS
SELECT md5(i::VARCHAR) AS person_id, '657' AS kommune, '1082' AS region, DATE '2008-01-01' AS afgoerelsesdato,
       40.5 AS alder FROM range(50) r(i);
CREATE OR REPLACE TABLE kvalitet.gate AS SELECT 'marts' AS trin, 'bestaaet' AS udfald, now() AS tidspunkt;
CREATE OR REPLACE TABLE kode.kommune AS SELECT '657' AS kommune, 'Herning' AS navn;
"""


def small_settings(home: Path) -> Settings:
    """Settings below ``home``, with a short wait for the lock."""
    return load_settings({"VEJE_HOME": str(home)})


def fill_warehouse(settings: Settings, extra: int = 0) -> None:
    """Write the tables; another ``extra`` is another content."""
    with open_warehouse(settings) as con:
        con.execute(TABLES.format(extra=extra))


def small_study() -> Study:
    """The study of the report."""
    return load_study(load_settings({}).study_file)


def run_at(minute: int) -> RunInfo:
    """A run of a fixed evening; the inputs are made up."""
    inputs = MadeFrom({"BEF/2026-01-01/bef.csv": "ab" * 32}, "cd" * 32, {}, "ef" * 8, "01" * 32, "udvikling", "")
    return RunInfo(datetime(2026, 11, 23, 20, minute, tzinfo=COPENHAGEN), inputs)


def content_digest(file: Path) -> str:
    """The digest of a published file's content."""
    with open_published(file) as con:
        return read_content(con).digest


def read_published(settings: Settings, query: str) -> list[tuple[object, ...]]:
    """Rows of a query over what is published."""
    with open_published(settings.published_file) as con:
        return con.execute(query).fetchall()
