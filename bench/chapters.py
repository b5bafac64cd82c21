"""The models of chapters 4-6 at national size, beside one hand-written script (`chapters.sql`) with the same cells.

    .venv/bin/python -m bench.chapters [share of the national size, default 1]

Target: the models take at most three times the script, under 4 GB. The time of the models is from the begin of the
first to the end of the last (what chapters 4-6 are built from, tests apart); starting dbt is printed beside it. Raw
tables are made in DuckDB: 3.65 million inhabitants with a row in BEF, UDDA, IND and IDAP, 190,000 with prescriptions.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

import duckdb

from dagster_project.ingest import write_study
from dagster_project.settings import PROJECT_ROOT, Settings, load_settings
from dagster_project.study import load_study
from dagster_project.transform import build_env
from dagster_project.warehouse import open_warehouse

ENDS = ("started_at", "completed_at")
PEOPLE, BUYERS = 3_651_000, 190_000
HERE = Path(__file__).parent
ROUNDS = 3  # the best of them counts: other work of the machine only adds
DBT = [str(Path(sys.executable).with_name("dbt")), "--quiet"]
PROJECT = ["--project-dir", str(PROJECT_ROOT / "dbt"), "--profiles-dir", str(PROJECT_ROOT / "dbt")]
PERSON = "md5(CAST({} AS VARCHAR))"
DONE = "DATE '2010-06-30' AS leverance, 'bench' AS fil, 1 AS linje, 'accepteret' AS status"


def main() -> None:
    """Make the raw tables, run both, compare cells and times."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    with tempfile.TemporaryDirectory() as home:
        settings = load_settings({"VEJE_HOME": home})
        with open_warehouse(settings) as con:
            write_study(con, load_study(settings.study_file), settings)
            make_raw_tables(con, int(PEOPLE * share), int(BUYERS * share))
        env = prepare_dbt(settings)
        rounds = [(run_models(env), run_script(settings)) for _ in range(ROUNDS)]
    models, started = min(inside for inside, _ in rounds)
    script, different = min(found for _, found in rounds)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6
    print(f"models {models:.1f} s (dbt besides: {started:.1f} s), peak {peak:.2f} GB; script {script:.1f} s")
    print(f"ratio {models / script:.2f} (target: at most 3), cells that differ: {different}")


def make_raw_tables(con: duckdb.DuckDBPyConnection, people: int, buyers: int) -> None:
    """Every register for ``people`` inhabitants, without meaning beyond keys, dates and shares."""
    pnr, cases = PERSON.format("i"), people // 114
    kom = "(SELECT list(kom ORDER BY kom) FROM read_csv(" + _code_list() + "))"
    con.execute("CREATE OR REPLACE TEMP MACRO tal(i, j) AS CAST(hash(i, j) >> 1 AS BIGINT)")
    con.execute(f"SET VARIABLE kom = {kom}")
    tables = {
        "bef": f"""SELECT {pnr} AS person_id, {PERSON.format("i // 3")} AS mor_id, {PERSON.format("i // 5")} AS far_id,
            CASE WHEN i % 2 = 0 THEN {PERSON.format("i + 1")} END AS e_faelle_id, CAST(1 + i % 2 AS VARCHAR) AS koen,
            getvariable('kom')[1 + tal(i, 0) % 99] AS kom, CAST(1 + i % 3 AS VARCHAR) AS ie_type, 'G' AS civst,
            aar AS referencetid, DATE '1920-01-01' + CAST(tal(i, 1) % 30000 AS INTEGER) AS foed_dag, {DONE}
            FROM range({people}) t(i), (VALUES (DATE '2008-01-01')) r(aar)""",
        "tilkendelsesregister": f"""SELECT 'S' || i AS sagsid, {PERSON.format(f"tal(i, 2) % {people}")} AS person_id,
            getvariable('kom')[1 + tal(i, 0) % 99] AS bopkom, ['T', 'T', 'T', 'T', 'A', 'I'][1 + i % 6] AS afgoerelse,
            CAST(1 + i % 6 AS VARCHAR) AS grundlag, chr(CAST(65 + i % 26 AS INTEGER)) || '10' AS diag1,
            '' AS diag2, '' AS diag3, CASE WHEN i % 6 = 4 THEN CAST(1 + i % 8 AS VARCHAR) END AS afslagsgrund,
            {_empty()}, DATE '2007-01-01' + CAST(i % 900 AS INTEGER) AS ansdato,
            DATE '2007-02-01' + CAST(i % 900 AS INTEGER) AS afgdato, NULL::DATE AS paabdato, {DONE}
            FROM range({cases}) t(i)""",
        "udda": f"""SELECT {pnr} AS person_id, ['1009', '2011', '3110', '5110', NULL][1 + tal(i, 0) % 5] AS hfaudd,
            DATE '1990-01-01' + CAST(j * 4000 + tal(i, j) % 4000 AS INTEGER) AS hf_vfra, {DONE}
            FROM range({people}) t(i), range(1) u(j)""",
        "ind": f"SELECT {pnr} AS person_id, CAST(aar AS INTEGER) AS aar, CAST(tal(i, 0) % 400000 AS DOUBLE) AS brutto, "
        f"{DONE} FROM range({people}) t(i), range(2008, 2009) a(aar)",
        "idap": f"SELECT {pnr} AS person_id, CAST(aar AS INTEGER) AS aar, CAST(tal(i, 0) % 1001 AS DOUBLE) AS arledgr, "
        f"{DONE} FROM range({people}) t(i), range(2008, 2009) a(aar)",
        "lmdb": f"""SELECT {PERSON.format(f"tal(i, 3) % {buyers} * 19")} AS person_id,
            ['N06AB04', 'C07AB02', 'A02BC01', 'J01CA04', 'N02BE01'][1 + tal(i, 4) % 5] AS atc,
            CAST(CASE WHEN i % 20 = 0 THEN -1 ELSE 1 END AS DOUBLE) AS apk,
            DATE '2006-07-01' + CAST(tal(i, 5) % 1000 AS INTEGER) AS eksd, {DONE} FROM range({buyers * 30}) t(i)""",
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
    con.execute(
        """CREATE OR REPLACE TABLE forloeb.kvartal AS SELECT DISTINCT person_id, 20 AS kvartal,
           ['sygedagpenge', 'kontanthjaelp', 'ingen_ydelse'][1 + tal(person_id, 9) % 3] AS tilstand
           FROM raa.tilkendelsesregister"""
    )


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


def prepare_dbt(settings: Settings) -> dict[str, str]:
    """The environment of dbt, with the code lists loaded."""
    env = {**os.environ, **build_env(settings)}
    subprocess.run([*DBT, "seed", *PROJECT], env=env, check=True)  # noqa: S603
    os.sync()  # what the raw tables left to write is no work of the models
    return env


def run_models(env: dict[str, str]) -> tuple[float, float]:
    """Seconds from the first model's begin to the last one's end, and seconds that dbt took besides."""
    begun = time.perf_counter()
    subprocess.run([*DBT, "run", "--select", "+fqn:veje.marts.kapitel_4_6", *PROJECT], env=env, check=True)  # noqa: S603
    whole = time.perf_counter() - begun
    results = json.loads((Path(env["DBT_TARGET_PATH"]) / "run_results.json").read_text(encoding="utf-8"))["results"]
    times = sorted(((row["execution_time"], row["unique_id"].rsplit(".", 1)[1]) for row in results), reverse=True)
    print("slowest:", ", ".join(f"{name} {seconds:.1f} s" for seconds, name in times[:8]))
    at = [datetime.fromisoformat(part[end]) for row in results for part in row["timing"] for end in ENDS]
    seconds = (max(at) - min(at)).total_seconds()
    return seconds, whole - seconds


def run_script(settings: Settings) -> tuple[float, int]:
    """Seconds of the script, and how many of its cells the models do not have."""
    with open_warehouse(settings) as con:
        begun = time.perf_counter()
        con.execute((HERE / "chapters.sql").read_text(encoding="utf-8"))
        return time.perf_counter() - begun, count_different_cells(con)


def count_different_cells(con: duckdb.DuckDBPyConnection) -> int:
    """Cells that script and models do not both have with the same count, and means that differ by more than 1e-6."""
    numbers = ["4_1", "5_1", "5_2", "5_3", "5_4", "6_1", "6_2", "6_4", "6_5", "6_6", "6_7", "6_8"]
    tables = [*(f"tabel_{number}" for number in numbers), "figur_2_2", "figur_6_1"]
    union = " UNION ALL ".join(f"SELECT * FROM intermediate.int_{name}" for name in tables)
    counts = f"""SELECT count(*) FROM celle FULL JOIN (
        SELECT tabel, raekke, kolonne, antal FROM ({union}) WHERE antal > 0 AND 'alle' NOT IN (raekke, kolonne)
        AND statistik = CASE tabel WHEN 'figur_2.2' THEN 'n' ELSE 'percent' END) m
        USING (tabel, raekke, kolonne) WHERE m.antal IS DISTINCT FROM celle.antal"""
    means = """SELECT count(*) FROM (UNPIVOT middel ON bruttoindkomst, ledighedsgrad, alder INTO NAME raekke VALUE v)
        FULL JOIN (SELECT * FROM intermediate.int_tabel_6_1 UNION ALL SELECT * FROM intermediate.int_tabel_6_3) AS m
        USING (kolonne, raekke)
        WHERE m.antal IS NULL AND (v IS NULL OR m.vaerdi IS NULL OR abs(m.vaerdi - v) > 1e-6 * m.vaerdi)"""
    return sum(int(con.execute(query).fetchall()[0][0]) for query in (counts, means))


if __name__ == "__main__":
    main()
