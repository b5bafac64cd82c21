"""A published file of any small study, made of a few rows a table: what is suppressed in it is a number to search for.

Every base is 1,000, so that the digits of a count are those of its share, its percent and its ratio too. A suppressed
cell holds, in `marts` alone, a count from `POISON` on, which no other number of the file or of the pages comes near.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import product
from pathlib import Path

import duckdb
import polars as pl

from dagster_project.publication.files import Places
from dagster_project.settings import Settings, load_settings
from dagster_project.study import load_study
from tests.lib.code_lists import load_code_lists
from tests.lib.labels import write_labels

POISON, BASE = 7_310_001, 1000
NAME = "20261123T190000Z"
PATHWAYS = ("langvarig_kontanthjaelp", "loenmodtager_syg")
_QUALITY = """
CREATE TABLE kvalitet.generation AS SELECT '{name}' AS generation, TIMESTAMPTZ '2026-11-23 20:00:00+01' AS dannet,
    'lille' AS studie, 'Et <lille> studie' AS titel, DATE '2022-01-01' AS periode_fra, DATE '2023-12-31' AS periode_til;
CREATE TABLE kvalitet.gate AS SELECT 'staging' AS trin, 'koder' AS navn, 'dream' AS emne, 'conformance' AS kahn,
    'advarsel' AS alvor, 0.0 AS graense, 0.0 AS maalt, 'advarsel' AS udfald, '{poison} ukendte' AS fundet,
    'ingen' AS forventet, 'Se <efter>.' AS handling;
CREATE TABLE kvalitet.leverance AS SELECT 'bef' AS register, DATE '2024-01-31' AS leverance, 'godtaget' AS status,
    '{poison} rækker' AS grund;
CREATE TABLE kvalitet.diskretion AS SELECT '5.3' AS tabel, 10 AS tal, 2 AS skjult, false AS tilbageholdt, '' AS grund;
CREATE TABLE kvalitet.raekkeregnskab AS SELECT 'bef' AS register, {poison} AS raekker_i_fil, 1 AS accepteret,
    0 AS dubletter, 0 AS erstattet, 0 AS karantaene;
CREATE TABLE kvalitet.karantaene AS SELECT 'bef' AS register, 'pnr_format' AS regel;
"""
_EMPTY_AFSTEMNING = """
CREATE TABLE {schema}.afstemning (tabel VARCHAR, raekke VARCHAR, kolonne VARCHAR, statistik VARCHAR, trykt DOUBLE,
    gaeldende DOUBLE, beregnet DOUBLE, afvigelse DOUBLE, status VARCHAR)
"""


def write_small_report(
    home: Path, municipalities: Sequence[str] = ("657", "661"), *, without: Sequence[str] = (), empty: bool = False
) -> Settings:
    """Write a published file below ``home``.

    Args:
        home: the installation's.
        municipalities: numbers of the study's municipalities.
        without: tables that the run does not have.
        empty: tables have no rows.
    """
    settings = load_settings({"VEJE_HOME": str(home)})
    settings.published_file.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(settings.published_file)) as con:
        for schema in ("marts", "frigivelse", "forloeb", "kvalitet", "kode"):
            con.execute(f"CREATE SCHEMA {schema}")
        load_code_lists(con)
        con.execute("ALTER TABLE kode.lovaendring ALTER dato TYPE DATE")  # as dbt loads it
        write_labels(con, municipalities)
        con.execute(_QUALITY.format(name=NAME, poison=POISON))
        for name, rows in tables(con, municipalities).items():
            if name not in without:
                _write(con, name, rows.head(0) if empty else rows)
        for schema in ("marts", "frigivelse"):
            con.execute(_EMPTY_AFSTEMNING.format(schema=schema))
    study = asdict(load_study(settings.study_file)) | {"kommuner": list(municipalities), "navn": "lille"}
    folder = Places(settings).folder(NAME)
    folder.mkdir(parents=True)
    told = {"generation": NAME, "forrige": None, "dannet": "2026-11-23T20:00:00+01:00", "syntetisk": True}
    manifest = told | {"studie": study, "kode": "ab" * 8, "indhold": "cd" * 8, "forskel": {}}
    (folder / "manifest.json").write_text(json.dumps(manifest, default=str), encoding="utf-8")
    return settings


def tables(con: duckdb.DuckDBPyConnection, municipalities: Sequence[str]) -> dict[str, pl.DataFrame]:
    """Rows of `marts` by table; a column ``skjult`` says what `frigivelse` hides."""
    keys = dict(
        con.execute(
            "SELECT kom, noegle FROM kode.kommune WHERE list_contains(?, kom)", [list(municipalities)]
        ).fetchall()
    )
    places = [keys[code] for code in municipalities]
    return {
        "rapporttabel": _cells(places),
        "figur_2_2": _grants(places),
        "tilstandsfordeling": _counted(
            "analyse kommune forloebstype kvartal tilstand",
            [
                (analysis, place, pathway, quarter, state)
                for analysis, all_ in (("samlet", ["alle_fire_kommuner"]), ("kommune", places))
                for place, pathway in product(all_, PATHWAYS)
                for quarter, state in product((1, 2, 20), ("kontanthjaelp", "loenmodtager"))
            ],
        ),
        "forloebstype_karakteristik": _counted(
            "analyse kommune forloebstype egenskab kategori statistik",
            [
                ("samlet", "alle_fire_kommuner", pathway, *what, "percent")
                for pathway, what in product(PATHWAYS, (("koen", "kvinder"), ("civilstand", "gift")))
            ],
        ).with_columns(vaerdi=pl.col("andel") * 100),
        "timing_scenarie": _counted(
            "analyse kommune forloebstype inddeling scenarie",
            [
                ("samlet", code, pathway, division, scenario)
                for code, pathway in product(municipalities, PATHWAYS)
                for division, all_ in (("grov", ("tidlig", "sen")), ("fin", ("tidlig", "midt", "sen")))
                for scenario in all_
            ],
        ),
        "timing_kvartal": _counted(
            "analyse kommune forloebstype foranstaltning kvartal",
            list(product(("samlet", "kommune"), municipalities, PATHWAYS, ("alle", "fleksjob"), (1, 20))),
        ),
        "timing_foranstaltning": _counted(
            "analyse kommune forloebstype inddeling scenarie foranstaltning",
            list(product(["samlet"], ["alle"], ["alle"], ["grov"], ("tidlig", "sen"), ("fleksjob", "vejledning"))),
        ),
        "timing_foelsomhed": _counted(
            "graense scenarie", list(product((0.6, 0.75, 0.9), ("tidlig", "sen", "ingen"))), hidden=0
        ),
        **_sureness(),
    }


def _sureness() -> dict[str, pl.DataFrame]:
    group = {"analyse": ["samlet"], "kommune": ["alle"], "klynge": [1], "forloebstype": [PATHWAYS[0]]}
    return {
        "klyngeusikkerhed": pl.DataFrame(
            group | {"jaccard_middel": [0.7], "jaccard_p5": [0.5], "k_fordeling": ["2: 100"]}
        ),
        "metodefoelsomhed": pl.DataFrame({"analyse": ["samlet"], "metode": ["om_ward"], "ari": [0.9]}),
        "navnefoelsomhed": pl.DataFrame({"analyse": ["samlet"], "forloebstype": [PATHWAYS[0]], "andel": [0.1]}),
    }


def _grants(places: list[str]) -> pl.DataFrame:
    rows = [
        (place, place, year, 10 * (year - 2000) + at) for at, place in enumerate(places) for year in range(2020, 2024)
    ]
    return _rows(["noegle", "kommune", "aar", "tilkendelser"], rows, "tilkendelser")


def _cells(places: list[str]) -> pl.DataFrame:
    """Tables with places in columns and one with places in rows; the first share of each table is hidden."""
    parts = {"5.3": ("psykiske_lidelser", "kraeft"), "6.1": ("kvinder", "partner"), "7.2_samlet": PATHWAYS}
    everywhere = [*places, "alle_regioner"]
    keys = [(t, r, k, "percent") for t, rows in parts.items() for r in rows for k in everywhere]
    keys += [("5.2", k, part, "percent") for k in everywhere for part in ("tilkendelse", "afslag")]
    cells = _counted("tabel raekke kolonne statistik", keys)
    # The country holds the municipalities: its counts are larger.
    larger = pl.when(pl.any_horizontal(pl.col("kolonne", "raekke") == "alle_regioner")).then(10).otherwise(1)
    counts = [(pl.col(one) * larger).cast(pl.Int64).alias(one) for one in ("antal", "grundlag")]
    return cells.with_columns(*counts, vaerdi=100 * pl.col("andel")).drop("andel")


def _counted(names: str, keys: Sequence[tuple[object, ...]], hidden: int = 5) -> pl.DataFrame:
    """A count, its base and its share for every key of the columns ``names``; every fifth is hidden."""
    rows = [(*key, 200 + 7 * at % 300) for at, key in enumerate(keys)]
    counted = _rows([*names.split(), "antal"], rows, "antal", hidden)
    return counted.with_columns(grundlag=pl.lit(BASE), andel=pl.col("antal") / BASE)


def _rows(names: list[str], rows: Sequence[tuple[object, ...]], figure: str, hidden: int = 5) -> pl.DataFrame:
    frame = pl.DataFrame(rows, schema=names, orient="row").with_row_index("nr")
    hide = pl.col("nr") % hidden == 0 if hidden else pl.lit(value=False)
    poisoned = pl.when(hide).then(POISON + pl.col("nr").cast(pl.Int64)).otherwise(figure)
    return frame.with_columns(hide.alias("skjult"), poisoned.alias(figure)).drop("nr")


def _write(con: duckdb.DuckDBPyConnection, name: str, rows: pl.DataFrame) -> None:
    """The table, and its released form: what is hidden is NULL."""
    known = rows.drop("skjult", strict=False)
    hidden = pl.col("skjult") if "skjult" in rows.columns else pl.lit(value=False)
    figures = [one for one in ("antal", "andel", "vaerdi", "tilkendelser") if one in rows.columns]
    released = rows.with_columns(
        *[pl.when(~hidden).then(figure).alias(figure) for figure in figures],
        status=pl.when(hidden).then(pl.lit("diskretion")).otherwise(pl.lit("vist")),
    ).drop("skjult", strict=False)
    for schema, frame in (("marts", known), ("frigivelse", released)):
        con.register("nye", frame.to_arrow())
        con.execute(f'CREATE TABLE {schema}."{name}" AS SELECT * FROM nye')
        con.unregister("nye")
    if name == "rapporttabel":
        for schema in ("marts", "frigivelse"):
            con.execute(f"CREATE TABLE {schema}.tabel_5_3 AS SELECT * FROM {schema}.rapporttabel WHERE tabel = '5.3'")
