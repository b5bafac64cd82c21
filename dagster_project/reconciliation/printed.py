"""The printed report as temporary tables: cells, corrections and the rules for comparing them."""

import re
import tomllib
from functools import cache
from pathlib import Path

import duckdb

from dagster_project.settings import PUBLISHED_TABLES
from dagster_project.study import Study

DATA = Path(__file__).parent / "data"
CELL_FILES = ("tabel_*.csv", "bilag_*.csv")

# `value` keeps the printed decimals ("57.0"), with Danish signs already taken away. An empty one is a sign: "-" is an
# absent group, "," and "." a zero that was observed, unless a rule of the table says otherwise (D04).
_CELLS = """
CREATE OR REPLACE TEMP TABLE trykt_celle AS
SELECT "table" AS tabel, row_key AS raekke, column_key AS kolonne, statistic AS statistik,
       row_label_da AS raekke_navn, column_label_da AS kolonne_navn, printed AS trykt_tekst,
       CASE WHEN value IS NOT NULL THEN value::DECIMAL(18, 3)
            WHEN printed <> '-' AND NOT EXISTS (
                SELECT 1 FROM regel r WHERE r.regel = 'tomt_er_fravaer' AND "table" GLOB r.tabel) THEN 0
       END AS trykt,
       coalesce(length(nullif(split_part(value, '.', 2), '')), 0)::INTEGER AS decimaler,
       row_number() OVER () AS orden
FROM read_csv(?, header = true, all_varchar = true, delim = ',', quote = '"', null_padding = true)
"""
_CORRECTIONS = """
CREATE OR REPLACE TEMP TABLE rettelse AS
SELECT "table" AS tabel, row_key AS raekke, column_key AS kolonne, statistic AS statistik,
       authoritative_value::DECIMAL(18, 3) AS rettet, kind AS art, code AS kode
FROM read_csv(?, header = true, all_varchar = true)
"""
_RULES = """
CREATE OR REPLACE TEMP TABLE regel AS
SELECT * REPLACE (vaerdi::DOUBLE AS vaerdi) FROM read_csv(?, header = true, all_varchar = true)
"""


def load_printed(con: duckdb.DuckDBPyConnection, folder: Path = PUBLISHED_TABLES) -> None:
    """Create the temporary tables ``trykt_celle``, ``rettelse`` and ``regel`` from the CSV files of ``folder``."""
    files = sorted((str(file) for pattern in CELL_FILES for file in folder.glob(pattern)), key=_table_order)
    con.execute(_RULES, [str(DATA / "afstemningsregler.csv")])
    con.execute(_CELLS, [files])
    con.execute(_CORRECTIONS, [str(folder / "authoritative.csv")])


def is_printed_study(study: Study) -> bool:
    """True when the study is the report's own: same period, same municipalities."""
    own = _own_study()
    return study.periode == tuple(own["periode"]) and set(study.kommuner) == set(own["kommuner"])


@cache
def _own_study() -> dict[str, list[object]]:
    return tomllib.loads((DATA / "rapportens_studie.toml").read_text(encoding="utf-8"))


def _table_order(file: str) -> tuple[bool, list[int]]:
    name = Path(file).stem
    return name.startswith("bilag"), [int(number) for number in re.findall(r"\d+", name)]
