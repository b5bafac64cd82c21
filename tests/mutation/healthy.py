"""A tiny healthy warehouse with every schema, on which every check of every gate passes.

Sixty persons, hand-made by arithmetic on their number; the tables of the report are filled by the recount, which has
an oracle of its own. Mutations spoil one thing at a time.
"""

from datetime import date, timedelta
from pathlib import Path

import duckdb
import polars as pl

from dagster_project.publication.forms import published_form
from dagster_project.recount import recount_chapter_7, recount_chapters_4_to_6, recount_others
from dagster_project.recount.cohort import find_cohort
from dagster_project.recount.rates import FIGURES
from dagster_project.recount.source import Source
from dagster_project.recount.states import quarter_states_of
from dagster_project.registers import REGISTERS
from dagster_project.registers.weeks import FIRST_WEEK
from dagster_project.words.tables import TABLES
from tests.lib.code_lists import load_code_lists

SCHEMAS = (
    "raa",
    "studie",
    "kode",
    "staging",
    "intermediate",
    "forloeb",
    "marts",
    "kvalitet",
    "frigivelse",
    "indberetning",
)
WEEKS = 930  # until May 2009
SQL = tuple(Path(__file__).with_name(f"healthy_{name}.sql") for name in ("persons", "events"))


def build(file: Path) -> None:
    """Write the healthy warehouse to ``file``."""
    with duckdb.connect(str(file)) as con:
        for schema in SCHEMAS:
            con.execute(f"CREATE SCHEMA {schema}")
        load_code_lists(con)
        for part in SQL:
            con.execute(part.read_text(encoding="utf-8"))
        _load_dream(con)
        _stage_and_account(con)
        _find_pathways(con)
        _fill_report(con)


def build_previous(warehouse: Path, file: Path) -> None:
    """The generation published before: the same content."""
    _copy(warehouse, file, ("marts", "forloeb", "kvalitet"))


def build_new(warehouse: Path, file: Path) -> None:
    """The generation to be published."""
    _copy(warehouse, file, ("marts", "forloeb", "kvalitet", "frigivelse", "kode"))


def _copy(warehouse: Path, file: Path, schemas: tuple[str, ...]) -> None:
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{warehouse}' AS lager (READ_ONLY)")
        con.execute(f"ATTACH '{file}' AS ny")
        for schema in schemas:
            con.execute(f"CREATE SCHEMA ny.{schema}")
            tables = con.execute(
                "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'lager' AND table_schema = ?",
                [schema],
            ).fetchall()
            for (table,) in tables:
                con.execute(f"CREATE TABLE ny.{schema}.{table} AS {published_form('lager', schema, table)}")


def _load_dream(con: duckdb.DuckDBPyConnection) -> None:
    """A row for everybody granted: early weeks blank, then a benefit that depends on the person."""
    late = (date(2007, 1, 1) - FIRST_WEEK) // timedelta(weeks=1)
    con.execute(
        f"""CREATE TABLE raa.dream_forloeb AS
            WITH stykker AS (
                SELECT *, {late} - 40 * (nr % 5) AS blanke,
                       list_extract(['890', '730', '730', '111'], nr % 4 + 1) AS kode
                FROM person WHERE nr < 40
            )
            SELECT person_id,
                   [{{'kode': '', 'uger': blanke}}, {{'kode': kode, 'uger': {WEEKS} - blanke}}] AS ydelsesforloeb,
                   DATE '2010-06-30' AS leverance, 'dream.csv' AS fil, nr + 1 AS linje, 'accepteret' AS status
            FROM stykker;
            CREATE VIEW raa.dream AS
            SELECT * EXCLUDE (ydelsesforloeb), flatten(list_transform(
                ydelsesforloeb, lambda stykke: repeat([stykke.kode], stykke.uger))) AS ydelser
            FROM raa.dream_forloeb"""
    )


def _stage_and_account(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        """CREATE TABLE kvalitet.leverance (register VARCHAR, leverance DATE, status VARCHAR, grund VARCHAR,
               filer VARCHAR);
           CREATE TABLE kvalitet.raekkeregnskab (register VARCHAR, leverance DATE, fil VARCHAR, raekker_i_fil BIGINT,
               accepteret BIGINT, dubletter BIGINT, erstattet BIGINT, karantaene BIGINT, udeladt BIGINT);
           CREATE TABLE kvalitet.karantaene (register VARCHAR, leverance DATE, fil VARCHAR, linje BIGINT,
               regel VARCHAR, kolonne VARCHAR);
           CREATE TABLE kvalitet.slaegtning (register VARCHAR, leverance DATE, kolonne VARCHAR, tomme BIGINT,
               misdannede BIGINT, velformede BIGINT, kendte BIGINT);
           INSERT INTO kvalitet.slaegtning
           SELECT 'bef', DATE '2010-06-30', unnest(['MOR_ID', 'FAR_ID', 'E_FAELLE_ID']), 10, 0, 50, 30"""
    )
    for name in REGISTERS:
        # Of a decision staging knows the delivery that brought it.
        provenance = ("fil", "linje", "status") + (("leverance",) if name != "tilkendelsesregister" else ())
        con.execute(
            f"""CREATE VIEW staging.stg_{name} AS
                SELECT * EXCLUDE ({", ".join(provenance)}) FROM raa.{name} WHERE status = 'accepteret';
                INSERT INTO kvalitet.leverance VALUES ('{name}', DATE '2010-06-30', 'godtaget', '', '{name}.csv');
                INSERT INTO kvalitet.raekkeregnskab
                SELECT '{name}', DATE '2010-06-30', '{name}.csv', count(*), count(*), 0, 0, 0, 0 FROM raa.{name}"""
        )
    con.execute(
        """CREATE VIEW staging.stg_dream_forloeb AS
           SELECT person_id, ydelsesforloeb FROM raa.dream_forloeb WHERE status = 'accepteret';
           CREATE TABLE indberetning.afgoerelse AS FROM staging.stg_tilkendelsesregister;
           CREATE TABLE indberetning.indkomst AS SELECT person_id, aar, brutto FROM staging.stg_ind;
           CREATE TABLE indberetning.pension AS
           SELECT DISTINCT person_id, afgdato AS fra FROM indberetning.afgoerelse;
           CREATE TABLE indberetning.dream_uger AS SELECT person_id, 'leveret' AS art, fra FROM indberetning.pension;
           CREATE TABLE indberetning.ressourceforloeb AS
           SELECT DISTINCT person_id, afgdato AS startdto FROM indberetning.afgoerelse;
           UPDATE kvalitet.raekkeregnskab SET raekker_i_fil = raekker_i_fil + 1, karantaene = 1 WHERE register = 'ind';
           INSERT INTO kvalitet.karantaene VALUES ('ind', DATE '2010-06-30', 'ind.csv', 500, 'tal_format', 'BRUTTO')"""
    )


def _find_pathways(con: duckdb.DuckDBPyConnection) -> None:
    source = Source(con)
    cohort = find_cohort(source)
    persons = cohort.maalgruppe.sort("person_id")
    states = quarter_states_of(source, persons.select("person_id", "dag")).sort("person_id", "kvartal")
    con.register("personer", persons)
    con.register("tilstande", states)
    con.execute(
        """CREATE TABLE forloeb.maalgruppe AS
           SELECT person_id, kommune, '1082' AS region, dag AS afgoerelsesdato, 40.0 AS alder FROM personer;
           CREATE TABLE forloeb.kvartal AS SELECT person_id, kvartal::INTEGER AS kvartal, tilstand FROM tilstande;
           CREATE TABLE forloeb.gruppe AS
           SELECT person_id, a AS "analyse", kommune, 1 + (ascii(person_id) % 2) AS klynge,
                  list_extract(['loenmodtager_syg', 'langvarig_kontanthjaelp'], 1 + (ascii(person_id) % 2))
                      AS forloebstype
           FROM forloeb.maalgruppe, (SELECT unnest(['samlet', 'kommune']) AS a)
           WHERE kommune IN (SELECT kommune FROM studie.kommune);
           CREATE TABLE forloeb.timing AS
           SELECT person_id, 0 AS a, 0 AS f, 0 AS s, 0 AS t, 'ingen' AS scenarie FROM forloeb.maalgruppe
           WHERE kommune IN (SELECT kommune FROM studie.kommune);
           CREATE TABLE marts.klyngekvalitet AS
           SELECT DISTINCT "analyse", CASE "analyse" WHEN 'samlet' THEN 'alle' ELSE kommune END AS kommune, 2 AS k,
                  0.5 AS asw, true AS valgt FROM forloeb.gruppe;
           CREATE TABLE marts.klyngestabilitet AS
           SELECT "analyse", kommune, k, 20 AS gentagelser, 1.0 AS ari_middel FROM marts.klyngekvalitet;
           CREATE TABLE marts.klyngeusikkerhed AS
           SELECT "analyse", kommune, 1 AS klynge, 'pendler' AS forloebstype, 100 AS gentagelser, 0.9 AS jaccard_middel
           FROM marts.klyngekvalitet"""
    )


def _fill_report(con: duckdb.DuckDBPyConnection) -> None:
    """The tidy models from the recount, their union, and an empty table for everything else that is promised."""
    tables, _ = recount_chapters_4_to_6(con)
    pathways, _ = recount_chapter_7(con)
    tables, pathways = (frame.filter("kraevet").drop("kraevet") for frame in (tables, pathways))
    for name in tables["tabel"].unique().sort():
        model = f"int_figur_{name[6:]}" if name.startswith("figur") else f"int_tabel_{name}"
        cells = tables.filter(pl.col("tabel") == name)
        con.register("celler", cells)
        con.execute(f"CREATE TABLE intermediate.{model.replace('.', '_')} AS FROM celler")
    # What these decisions, of before the law of 2013, say nothing of.
    for model in ("int_tabel_5_lov", "int_tabel_6_8_andre"):
        con.execute(f"CREATE TABLE intermediate.{model} AS FROM celler WHERE false")
    con.register("alle_celler", pl.concat([tables, pathways]))
    con.execute("CREATE TABLE marts.rapporttabel AS FROM alle_celler")
    con.execute("CREATE TABLE marts.afstemning AS SELECT tabel, 'ens' AS status FROM alle_celler")
    con.execute("CREATE TABLE kvalitet.generation AS SELECT '20261123T200000Z' AS generation")
    con.execute(
        """CREATE TABLE kvalitet.diskretion AS
           SELECT '5.1' AS tabel, 20 AS tal, 3 AS skjult, false AS tilbageholdt, '' AS grund"""
    )
    for table in (one.name for one in TABLES):
        con.execute(f"CREATE TABLE marts.{table} AS SELECT 'Herning' AS etiket, 1 AS antal")
    _fill_others(con)
    for (table,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'marts'").fetchall():
        con.execute(f"CREATE TABLE frigivelse.{table} AS SELECT *, 'vist' AS status FROM marts.{table}")


def _fill_others(con: duckdb.DuckDBPyConnection) -> None:
    """The tables beside the report's own, from the recount: its keys taken apart."""
    pathway = ['"analyse"', "kommune", "forloebstype"]
    tables = {
        "timing_scenarie": [*pathway, "inddeling", "scenarie"],
        "timing_kvartal": [*pathway, "foranstaltning", "kvartal"],
        "timing_foranstaltning": [*pathway, "inddeling", "scenarie", "foranstaltning"],
        "timing_foelsomhed": ["graense", "scenarie"],
        "overgang": [*pathway, "slags", "fra", "til"],
        "forloebstype_karakteristik": [*pathway, "egenskab", "kategori", "statistik"],
    }
    con.register("oevrige", recount_others(con))
    for table, key in tables.items():
        words = ", ".join(f"split_part(noegle, '/', {n}) AS {name}" for n, name in enumerate(key, start=1))
        value = "vaerdi" if table == "forloebstype_karakteristik" else "vaerdi AS andel"
        columns = f"{words}, {value}, antal, grundlag"
        con.execute(f"CREATE TABLE marts.{table} AS SELECT {columns} FROM oevrige WHERE tabel = '{table}'")
    # Two counts of one row stand under two names: measures, and the persons who had them.
    con.execute(
        """CREATE OR REPLACE TABLE marts.timing_foranstaltning AS
           SELECT maal.*, p.antal AS personer, p.vaerdi AS foerste_kvartal FROM marts.timing_foranstaltning maal
           JOIN oevrige p ON p.tabel = 'timing_foranstaltning_personer' AND p.noegle = concat_ws('/',
                "analyse", kommune, forloebstype, inddeling, scenarie, foranstaltning)"""
    )
    _fill_yearly(con)
    con.unregister("oevrige")
    con.execute("ALTER TABLE marts.timing_foelsomhed ALTER graense TYPE DOUBLE")


def _fill_yearly(con: duckdb.DuckDBPyConnection) -> None:
    """The figures of a row side by side, which the recount has one below the other."""
    figures = ", ".join(f"max(vaerdi) FILTER (tabel = 'aarlig_{name}') AS {name}" for name in FIGURES)
    con.execute(
        f"""CREATE TABLE marts.aarlig AS
            SELECT split_part(noegle, '/', 1) AS kommune, split_part(noegle, '/', 2) AS aar, max(antal) AS antal,
                   max(grundlag) AS grundlag, {figures}
            FROM oevrige WHERE starts_with(tabel, 'aarlig') GROUP BY ALL"""
    )
    con.execute(
        """CREATE TABLE marts.sagstid AS
           SELECT split_part(noegle, '/', 1) AS kommune, split_part(noegle, '/', 2) AS aar,
                  split_part(noegle, '/', 3) AS afgoerelse, t.antal, t.grundlag AS uden_tid, t.vaerdi AS median,
                  p.vaerdi AS p90, s.grundlag AS personer, s.antal AS senere_tilkendte, s.vaerdi AS andel
           FROM oevrige t JOIN oevrige p USING (noegle) JOIN oevrige s USING (noegle)
           WHERE t.tabel = 'sagstid' AND p.tabel = 'sagstid_p90' AND s.tabel = 'sagstid_senere'"""
    )
