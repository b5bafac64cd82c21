"""What a page is made of: the published file as its edition may see it, and what the study is."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dagster_project.clock import COPENHAGEN
from dagster_project.publication.content import open_published
from dagster_project.publication.files import Places
from dagster_project.publication.manifest import read_manifest
from dagster_project.report.labels import Labels, read_labels
from dagster_project.settings import Settings


class Edition(StrEnum):
    """Who a page is for: what may be mailed, made of `frigivelse` alone, or what stays where it is written."""

    RELEASED = "frigivelse"
    INTERNAL = "intern"


# Of the run, the released edition knows words and dates, never a count of rows or persons.
_WORDS = {
    "generation": "SELECT * FROM publiceret.kvalitet.generation",
    "leverance": "SELECT register, leverance, status FROM publiceret.kvalitet.leverance",
    "diskretion": "SELECT * FROM publiceret.kvalitet.diskretion",
    "gate": "SELECT trin, navn, emne, kahn, alvor, udfald, handling FROM publiceret.kvalitet.gate",
}
# What pages read of a table. A generation of before a column was added has no such table for them.
_READ = {
    "aarlig": "kommune aar standardiseret indeks indeks_nedre indeks_oevre",
    "figur_2_2": "noegle aar tilkendelser",
    "forloebstype_karakteristik": "analyse kommune forloebstype egenskab kategori vaerdi antal grundlag",
    "klyngekvalitet": "analyse metode valgt k asw pbc hg hc",
    "klyngeusikkerhed": "analyse kommune klynge forloebstype jaccard_middel jaccard_p5",
    "metodefoelsomhed": "analyse metode ari",
    "navnefoelsomhed": "analyse forloebstype andel",
    "rapporttabel": "tabel raekke kolonne statistik vaerdi antal grundlag",
    "sagstid": "kommune aar afgoerelse median",
    "tilstandsfordeling": "analyse kommune forloebstype kvartal tilstand andel",
    "typisk_forloeb": "analyse forloebstype kvartal modal_tilstand",
    "timing_foelsomhed": "graense scenarie antal grundlag",
    "timing_foranstaltning": "analyse kommune forloebstype inddeling scenarie foranstaltning andel",
    "timing_kvartal": "analyse kommune forloebstype foranstaltning kvartal antal grundlag",
    "timing_scenarie": "analyse kommune forloebstype inddeling scenarie antal grundlag",
}
_TABLES = """
SELECT schema_name, table_name FROM duckdb_tables()
WHERE database_name = 'publiceret' AND schema_name IN ('frigivelse', 'kode') ORDER BY ALL
"""


@dataclass(frozen=True)
class Municipality:
    """One municipality of the study: its number, its key in the tables, its name."""

    code: str
    key: str
    name: str


@dataclass(frozen=True)
class Source:
    """A published generation, seen as one edition.

    Attributes:
        con: the released edition's knows `frigivelse`, `kode` and the words of `kvalitet`, nothing else.
        edition: which edition is being made.
        generation: the name of the generation.
        title: of the study.
        period: first and last day of the decisions.
        made: when the generation was made, Danish time.
        municipalities: of the study, in its order.
        labels: Danish text and place of every key.
        manifest: of the generation; empty when it is gone.
        folder: where the pages are written.
    """

    con: duckdb.DuckDBPyConnection
    edition: Edition
    generation: str
    title: str
    period: tuple[date, date]
    made: datetime
    municipalities: tuple[Municipality, ...]
    labels: Labels
    manifest: dict[str, Any]
    folder: Path

    @property
    def synthetic(self) -> bool:
        """Are the deliveries those of the generator."""
        return bool(self.manifest.get("syntetisk", False))

    @property
    def study(self) -> dict[str, Any]:
        """The keys of the study file; empty when the manifest is gone."""
        return dict(self.manifest.get("studie", {}))

    def table(self, name: str) -> pl.DataFrame:
        """A table of `marts` in the form of the edition; without rows and columns where the run has none."""
        found = self.read("frigivelse" if self.edition is Edition.RELEASED else "marts", name)
        return found if set(_READ.get(name, "").split()) <= set(found.columns) else pl.DataFrame()

    def read(self, schema: str, name: str) -> pl.DataFrame:
        """Any table the edition knows; without rows and columns where there is none."""
        try:
            return self.con.execute(f'SELECT * FROM {schema}."{name}"').pl()
        except duckdb.CatalogException:
            return pl.DataFrame()


@contextmanager
def open_source(settings: Settings, edition: Edition) -> Iterator[Source]:
    """The published generation as ``edition`` sees it."""
    with open_published(settings.published_file) as con:
        if edition is Edition.RELEASED:
            _leave_only_released(con)
        yield _described(con, settings, edition)


def _leave_only_released(con: duckdb.DuckDBPyConnection) -> None:
    """A page that asks for more than it may show finds no such table."""
    con.execute("USE memory")
    tables = con.execute(_TABLES).fetchall()
    for schema in ("frigivelse", "kode", "kvalitet"):
        con.execute(f"CREATE SCHEMA {schema}")
    for schema, table in tables:
        con.execute(f'CREATE VIEW {schema}."{table}" AS SELECT * FROM publiceret.{schema}."{table}"')
    for name, query in _WORDS.items():
        try:
            con.execute(f"CREATE VIEW kvalitet.{name} AS {query}")
        except (duckdb.CatalogException, duckdb.BinderException):
            continue  # a generation of before the table, or the column, was there


def _described(con: duckdb.DuckDBPyConnection, settings: Settings, edition: Edition) -> Source:
    generation, made, title, begins, ends = con.execute(
        "SELECT generation, dannet::TIMESTAMPTZ, titel, periode_fra, periode_til FROM kvalitet.generation"
    ).fetchall()[0]
    manifest = read_manifest(Places(settings).folder(generation))
    codes = list(manifest.get("studie", {}).get("kommuner", []))
    return Source(
        con, edition, generation, title, (begins, ends), made.astimezone(COPENHAGEN), _municipalities(con, codes),
        read_labels(con), manifest, settings.report_dir,
    )  # fmt: skip


def _municipalities(con: duckdb.DuckDBPyConnection, codes: list[str]) -> tuple[Municipality, ...]:
    found = {
        code: Municipality(code, key, name)
        for code, key, name in con.execute(
            "SELECT kom, noegle, navn FROM kode.kommune "
            "QUALIFY row_number() OVER (PARTITION BY kom ORDER BY gyldig_til DESC) = 1"
        ).fetchall()
    }
    return tuple(found[code] for code in codes if code in found)
