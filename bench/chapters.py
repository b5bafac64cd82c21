"""The models of chapters 4-6 at national size, beside one hand-written script (`chapters.sql`) with the same cells.

    .venv/bin/python -m bench.chapters [share of the national size, default 1]

Target: the models take at most three times the script. The time of the models is the sum over dbt's nodes, as dbt
measures them; starting dbt is printed apart. Raw tables are made in DuckDB: 5.5 million inhabitants in two snapshots.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from dagster_project.ingest import write_study
from dagster_project.settings import PROJECT_ROOT, Settings, load_settings
from dagster_project.study import load_study
from dagster_project.transform import STAGES, build_env
from dagster_project.warehouse import open_warehouse

CHAPTERS = ("staging", "intermediate", "marts_4_6")
HERE = Path(__file__).parent
PERSON = "md5(CAST({} AS VARCHAR))"
DONE = "DATE '2010-06-30' AS leverance, 'bench' AS fil, 1 AS linje, 'accepteret' AS status"


def main() -> None:
    """Make the raw tables, run both, compare cells and times."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    with tempfile.TemporaryDirectory() as home:
        settings = load_settings({"VEJE_HOME": home})
        with open_warehouse(settings) as con:
            write_study(con, load_study(settings.study_file), settings)
            make_raw_tables(con, int(5_500_000 * share))
        models, started = run_models(settings)
        with open_warehouse(settings) as con:
            begun = time.perf_counter()
            con.execute((HERE / "chapters.sql").read_text(encoding="utf-8"))
            script = time.perf_counter() - begun
            different = count_different_cells(con)
    print(f"models {models:.1f} s (starting dbt three times: {started:.1f} s), script {script:.1f} s")
    print(f"ratio {models / script:.2f} (target: at most 3), cells that differ: {different}")


def make_raw_tables(con: duckdb.DuckDBPyConnection, people: int) -> None:
    """Every register for ``people`` inhabitants, without meaning beyond keys, dates and shares."""
    pnr, cases = PERSON.format("i"), people // 172
    kom = "(SELECT list(kom ORDER BY kom) FROM read_csv(" + _code_list() + "))"
    con.execute("CREATE OR REPLACE TABLE forloeb.kvartal (person_id VARCHAR, kvartal INTEGER, tilstand VARCHAR)")
    con.execute("CREATE OR REPLACE TEMP MACRO tal(i, j) AS CAST(hash(i, j) >> 1 AS BIGINT)")
    con.execute(f"SET VARIABLE kom = {kom}")
    tables = {
        "bef": f"""SELECT {pnr} AS person_id, {PERSON.format("i // 3")} AS mor_id, {PERSON.format("i // 5")} AS far_id,
            CASE WHEN i % 2 = 0 THEN {PERSON.format("i + 1")} END AS e_faelle_id, CAST(1 + i % 2 AS VARCHAR) AS koen,
            getvariable('kom')[1 + tal(i, 0) % 99] AS kom, CAST(1 + i % 3 AS VARCHAR) AS ie_type, 'G' AS civst,
            aar AS referencetid, DATE '1920-01-01' + CAST(tal(i, 1) % 30000 AS INTEGER) AS foed_dag, {DONE}
            FROM range({people}) t(i), (VALUES (DATE '2007-01-01'), (DATE '2008-01-01')) r(aar)""",
        "tilkendelsesregister": f"""SELECT 'S' || i AS sagsid, {PERSON.format(f"tal(i, 2) % {people}")} AS person_id,
            getvariable('kom')[1 + tal(i, 0) % 99] AS bopkom, ['T', 'T', 'T', 'T', 'A', 'I'][1 + i % 6] AS afgoerelse,
            CAST(1 + i % 6 AS VARCHAR) AS grundlag, chr(CAST(65 + i % 26 AS INTEGER)) || '10' AS diag1,
            '' AS diag2, '' AS diag3, CASE WHEN i % 6 = 4 THEN CAST(1 + i % 8 AS VARCHAR) END AS afslagsgrund,
            {_empty()}, DATE '2007-01-01' + CAST(i % 900 AS INTEGER) AS ansdato,
            DATE '2007-02-01' + CAST(i % 900 AS INTEGER) AS afgdato, NULL::DATE AS paabdato, {DONE}
            FROM range({cases}) t(i)""",
        "udda": f"""SELECT {pnr} AS person_id, ['1009', '2011', '3110', '5110', NULL][1 + tal(i, 0) % 5] AS hfaudd,
            DATE '1990-01-01' + CAST(j * 4000 + tal(i, j) % 4000 AS INTEGER) AS hf_vfra, {DONE}
            FROM range({people}) t(i), range(2) u(j)""",
        "ind": f"SELECT {pnr} AS person_id, CAST(aar AS INTEGER) AS aar, CAST(tal(i, 0) % 400000 AS DOUBLE) AS brutto, "
        f"{DONE} FROM range({people}) t(i), range(2006, 2010) a(aar)",
        "idap": f"SELECT {pnr} AS person_id, CAST(aar AS INTEGER) AS aar, CAST(tal(i, 0) % 1001 AS DOUBLE) AS arledgr, "
        f"{DONE} FROM range({people}) t(i), range(2006, 2010) a(aar)",
        "lmdb": f"""SELECT {PERSON.format(f"tal(i, 3) % {people}")} AS person_id,
            ['N06AB04', 'C07AB02', 'A02BC01', 'J01CA04', 'N02BE01'][1 + tal(i, 4) % 5] AS atc,
            CAST(CASE WHEN i % 20 = 0 THEN -1 ELSE 1 END AS DOUBLE) AS apk,
            DATE '2006-07-01' + CAST(tal(i, 5) % 1000 AS INTEGER) AS eksd, {DONE} FROM range({people * 5}) t(i)""",
        "amfora": f"""SELECT DISTINCT ON (1, 2, 6) {PERSON.format(f"tal(i, 6) % {people}")} AS person_id,
            CAST(1 + tal(i, 7) % 11 AS VARCHAR) AS foranst, '' AS stedtype, '' AS ydtype1, '' AS koragrad,
            DATE '2002-01-01' + CAST(tal(i, 8) % 2600 AS INTEGER) AS startdto, startdto + 30 AS slutdto,
            '' AS indber, 37.0 AS timerpu, {DONE} FROM range({people // 2}) t(i)""",
        "foertidspension": f"SELECT {pnr} AS person_id, DATE '1985-01-01' + CAST(tal(i, 0) % 9000 AS INTEGER) AS fra, "
        f"NULL::DATE AS til, {DONE} FROM range(0, {people}, 12) t(i)",
        "dream": f"SELECT {pnr} AS person_id, list_transform(range(900), lambda u: '890') AS ydelser, {DONE} "
        f"FROM range(0, {people}, 60) t(i)",
    }
    for name, query in tables.items():
        con.execute(f"CREATE OR REPLACE TABLE raa.{name} AS {query}")


def _empty() -> str:
    texts = "myndighed sagsbehandler lovgrundlag anledning havde_ftp rehabteam_indstilling sundkoord_vurdering terminal"
    texts += " ressourceforloeb arbejdsfunktioner saerlige_omstaendigheder samtykke"
    dates = "rehabteam_dato sundkoord_dato moedetilbud_dato fristbrev_dato revisionsdato"
    declared = [f"NULL::VARCHAR AS {name}" for name in texts.split()] + [
        f"NULL::DATE AS {name}" for name in dates.split()
    ]
    return ", ".join(declared)


def _code_list() -> str:
    return f"'{PROJECT_ROOT / 'data' / 'seed' / 'kodelister' / 'kommune.csv'}', header = true, all_varchar = true"


def run_models(settings: Settings) -> tuple[float, float]:
    """Seconds in models (tests and code lists apart), and seconds that dbt took besides, over the stages."""
    inside = outside = 0.0
    env = {**os.environ, **build_env(settings)}
    for stage in (stage for stage in STAGES if stage.name in CHAPTERS):
        command = [str(Path(sys.executable).with_name("dbt")), "--quiet", "run", "--select", *stage.select.split()]
        if stage.name == "staging":
            command[2] = "build"
        command += ["--project-dir", str(PROJECT_ROOT / "dbt"), "--profiles-dir", str(PROJECT_ROOT / "dbt")]
        begun = time.perf_counter()
        subprocess.run(command, env=env, check=True)  # noqa: S603
        results = json.loads((Path(env["DBT_TARGET_PATH"]) / "run_results.json").read_text(encoding="utf-8"))
        seconds = sum(row["execution_time"] for row in results["results"] if row["unique_id"].startswith("model."))
        inside += seconds
        outside += time.perf_counter() - begun - seconds
    return inside, outside


def count_different_cells(con: duckdb.DuckDBPyConnection) -> int:
    """Cells of the script that a model does not have with the same count or (to 1e-6) the same mean."""
    names = ["4_1", "5_1", "5_2", "5_3", "5_4", "6_1", "6_2", "6_5", "6_6", "6_8"]
    union = " UNION ALL ".join(f"SELECT * FROM intermediate.int_tabel_{name} WHERE antal IS NOT NULL" for name in names)
    counts = f"""SELECT count(*) FROM celle LEFT JOIN (
        SELECT DISTINCT tabel, raekke, kolonne, antal FROM ({union}) WHERE statistik = 'percent') m
        USING (tabel, raekke, kolonne) WHERE m.antal IS DISTINCT FROM celle.antal"""
    means = """SELECT count(*) FROM middel JOIN intermediate.int_tabel_6_3 AS m USING (kolonne)
        WHERE m.statistik <> 'n'
        AND abs(m.vaerdi - CASE m.raekke WHEN 'bruttoindkomst' THEN brutto ELSE ledighed END) > 1e-6 * m.vaerdi"""
    return sum(int(con.execute(query).fetchall()[0][0]) for query in (counts, means))


if __name__ == "__main__":
    main()
