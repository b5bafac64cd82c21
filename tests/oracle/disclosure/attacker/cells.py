"""What a reader of the released tables sees: every count by what it counts, read row by row as the tables are defined.

Written from the definitions of the tables alone. A key is (what, group, place, part): ``group`` is '' for everybody of
the målgruppe, else (analysis, pathway); the same key is the same persons, whatever table shows them.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import duckdb

Key = tuple[Any, ...]
Row = tuple[Key, int | None]
# Half of the last printed digit: one of a per cent, three of a share of one.
HALF, FINE = 0.05 + 1e-6, 0.0005 + 1e-6
OF_THE_LAW = {"5.1_lov", "5.4_hjemmel", "5.5", "5.6", "5.7"}
MEASURES_OF = {"7.3", "7.4", "7.5", "7.6", "7.7"}
CATEGORIES = {"kvinder": ("koen", "kvinder"), "partner": ("partner", "ja"), "indvandrere": ("indvandrer", "ja")}


class Line(NamedTuple):
    """What a row of a table shows: a count, the base that it is a part of, and the share, each None where hidden.

    ``half``: how far the share can be from what is printed, in the unit of a share of one.
    """

    key: Key | None
    antal: int | None
    of: Key | None = None
    base: int | None = None
    share: float | None = None
    half: float = 0.0


def lines(con: duckdb.DuckDBPyConnection, schema: str) -> Iterator[Line]:
    """Every row of a table of ``schema`` that shows a count."""
    for table, read in READERS.items():
        if _has(con, schema, table):
            yield from read(con, schema)


def counts(con: duckdb.DuckDBPyConnection, schema: str) -> Iterator[Row]:
    """(key, count or None where it is hidden) of every place where a table of ``schema`` has a count."""
    for line in lines(con, schema):
        if line.key:
            yield line.key, line.antal
        if line.of:
            yield line.of, line.base


def means(con: duckdb.DuckDBPyConnection, schema: str) -> Iterator[tuple[str, str, str, str, float]]:
    """(analysis, pathway, place, state, mean quarters) of every mean that is shown."""
    if _has(con, schema, "forloebstype_karakteristik"):
        yield from con.execute(
            f"""SELECT "analyse", forloebstype, kommune, kategori, vaerdi FROM {schema}.forloebstype_karakteristik
                WHERE statistik = 'mean' AND egenskab = 'kvartaler' AND vaerdi IS NOT NULL"""
        ).fetchall()
    if _has(con, schema, "rapporttabel"):
        yield from con.execute(
            f"""SELECT 'kommune', kolonne, tabel[9:], raekke, vaerdi FROM {schema}.rapporttabel
                WHERE tabel LIKE 'bilag_1_%' AND statistik = 'mean' AND raekke <> 'i_alt_kvartaler'
                  AND vaerdi IS NOT NULL"""
        ).fetchall()


def _report(con: duckdb.DuckDBPyConnection, schema: str) -> Iterator[Line]:
    rows = con.execute(f"SELECT tabel, raekke, kolonne, statistik, vaerdi, antal, grundlag FROM {schema}.rapporttabel")
    for table, row, column, statistic, value, count, base in rows.fetchall():
        key, of = report_keys(table, row, column, statistic)
        if statistic == "percent":
            yield Line(key, count, of, base, *_of_a_hundred(value))
        else:
            yield Line(key, count)


def _of_a_hundred(percent: float | None) -> tuple[float | None, float]:
    return (None, 0.0) if percent is None else (percent / 100, HALF / 100)


def report_keys(table: str, row: str, column: str, statistic: str) -> tuple[Key | None, Key | None]:  # noqa: PLR0911, PLR0912
    """What a cell of the report table counts, and what its base counts."""
    everybody = ("personer", "", column, "")
    match table:
        case "figur_2.2":
            return ("sager_T", "", row, column), None
        case "4.1":
            return _part("aar", row, column, ("personer", "", row, ""))
        case "5.1":
            return _part("grundlag", column, row, ("sager", "", column, ""))
        case "5.2":
            return _part("afgoerelse", row, column, ("sager", "", row, ""))
        case "5.3":
            return _part("diagnosegruppe", column, row, everybody)
        case _ if table in OF_THE_LAW:
            refused, cases = ("afgoerelse", "", column, "afslag"), ("sager", "", column, "")
            return _part(f"lov {table}", column, row, refused if table == "5.4_hjemmel" else cases)
        case "6.8_andre":
            return _part("andre_foranstaltninger", column, row, ("andre_i_alt", "", column, ""))
        case "5.4":
            return _part("afslagsgrund", column, row, ("afgoerelse", "", column, "afslag"))
        case "6.1" if row in CATEGORIES:
            return (CATEGORIES[row][0], "", column, CATEGORIES[row][1]), ("i_bef", "", column, "")
        case "6.1" | "6.3":
            return (everybody, None) if row == "alle" else (None, None)
        case "6.2":
            return _part("uddannelse_6_2", column, row, everybody)
        case "6.4" if statistic == "n":
            return everybody, None
        case "6.4":
            return _part("slut", column, row, ("med_sekvens", "", column, ""))
        case "6.5":
            return _part("medicin", column, row, ("alder_19_59", "", column, ""))
        case "figur_6.1":
            return _part("typer", column, row, ("alder_19_59", "", column, ""))
        case "6.6":
            return _parents(row, column, statistic)
        case "6.7" if row == "alle_individer":
            return everybody, None
        case "6.7":
            return _part("antal_foranstaltninger", column, row, ("med_foranstaltning", "", column, ""))
        case "6.8":
            return _part("foranstaltning", column, row, ("foranstaltninger", "", column, ""))
        case "7.2_kryds":
            town, _, own = column.partition(":")
            return ("kryds", ("samlet", row), town, own), None
        case "7.2_samlet" if row == "alle":
            return ("med_sekvens", "", column, ""), None
        case "7.2" | "7.2_kommune" | "7.2_samlet":
            return _sizes(table, row, column)
        case _ if table in MEASURES_OF:
            of = ("foranstaltninger", ("tabel", table), column, "")
            return (of, None) if row == "alle" else (("foranstaltning", ("tabel", table), column, row), of)
        case _ if table.startswith("bilag_1_") and statistic != "mean":
            return ("personer", ("kommune", column), table[8:], ""), ("med_sekvens", "", table[8:], "")
        case _ if table.startswith("bilag_2_"):
            group: Key | str = "" if column == "alle" else ("kommune", column)
            whole: Key = ("personer", group, table[8:], "")
            return (whole, None) if row == "antal_personer" else ((row, group, table[8:], "ja"), whole)
    return None, None


def _part(what: str, place: str, part: str, whole: Key) -> tuple[Key, Key]:
    return (whole, whole) if part == "alle" else ((what, "", place, part), whole)


def _parents(row: str, column: str, statistic: str) -> tuple[Key, Key]:
    place = row if column == "nytilkendte" else f"{column} {row}"
    if column == "oevrige_borgere" and row == "alle_fire_kommuner":
        place = "oevrige_borgere"
    of = ("alder_19_59", "", place, "")
    return (of, of) if statistic == "n" else (("foraelder_19_59", "", place, "ja"), of)


def _sizes(table: str, row: str, column: str) -> tuple[Key, Key | None]:
    if row == "alle":
        return ("personer", "", column, ""), None
    pooled = table == "7.2_samlet" or (table, column) == ("7.2", "alle_fire_kommuner")
    analysis = "samlet" if pooled else "kommune"
    return ("personer", (analysis, row), column, ""), ("med_sekvens", "", column, "")


def _traits(con: duckdb.DuckDBPyConnection, schema: str) -> Iterator[Line]:
    rows = con.execute(
        f"""SELECT "analyse", forloebstype, kommune, egenskab, kategori, statistik, vaerdi, antal, grundlag
            FROM {schema}.forloebstype_karakteristik WHERE statistik <> 'mean' AND forloebstype <> 'uden_forloeb'"""
    )
    for analysis, pathway, place, trait, category, statistic, value, count, base in rows.fetchall():
        size = ("personer", (analysis, pathway), place, "")
        if statistic == "n":
            yield Line(size, count)
        else:
            yield Line((trait, (analysis, pathway), place, category), count, size, base, *_of_a_hundred(value))


def _states(con: duckdb.DuckDBPyConnection, schema: str) -> Iterator[Line]:
    rows = con.execute(
        f"""SELECT "analyse", forloebstype, kommune, kvartal, tilstand, antal, grundlag, andel
            FROM {schema}.tilstandsfordeling WHERE forloebstype <> 'uden_forloeb'"""
    )
    for analysis, pathway, place, quarter, state, count, base, part in rows.fetchall():
        group = (analysis, pathway)
        yield Line(
            ("tilstand", group, place, (quarter, state)), count, ("personer", group, place, ""), base, part, FINE
        )


def typical(con: duckdb.DuckDBPyConnection, schema: str) -> Iterator[tuple[Key, int | None, str | None]]:
    """(persons in the state of most, their number, the medoid's state) of every quarter of a typical sequence."""
    if not _has(con, schema, "typisk_forloeb"):
        return
    rows = con.execute(
        f"""SELECT t."analyse", t.forloebstype, coalesce(k.noegle, 'alle_fire_kommuner'), t.kvartal, t.modal_tilstand,
                   t.antal, t.medoid_tilstand
            FROM {schema}.typisk_forloeb t
            LEFT JOIN (SELECT DISTINCT kom, noegle FROM kode.kommune) k ON k.kom = t.kommune"""
    )
    for analysis, pathway, place, quarter, state, count, medoid in rows.fetchall():
        group = (analysis, pathway)
        key = ("tilstand", group, place, (quarter, state))
        yield key, count, medoid


def _typical(con: duckdb.DuckDBPyConnection, schema: str) -> Iterator[Line]:
    return (Line(key, count) for key, count, _ in typical(con, schema) if key[3][1])


# Which class of the divided scenarios is not one of the four.
DIVIDED = "CASE WHEN inddeling = 'fin' AND scenarie NOT IN ('ingen', 'tidlig', 'sen') THEN 'scenarie_fin' END"


def _pathway_timing(table: str, what: str, part: str, where: str = "true", named: str = "NULL") -> Any:
    """``where``: the rows that have figures; ``named``: another name of what is counted, in SQL."""

    def read(con: duckdb.DuckDBPyConnection, schema: str) -> Iterator[Line]:
        rows = con.execute(
            f"""SELECT t."analyse", t.forloebstype, coalesce(k.noegle, t.kommune), t.{part}, t.antal,
                       t.grundlag, t.andel, {named}
                FROM {schema}.{table} t
                LEFT JOIN (SELECT DISTINCT kom, noegle FROM kode.kommune) k ON k.kom = t.kommune
                WHERE t.forloebstype <> 'uden_forloeb' AND {where}"""
        )
        for analysis, pathway, place, value, count, base, share, other in rows.fetchall():
            group = (analysis, pathway)
            yield Line((other or what, group, place, value), count, ("personer", group, place, ""), base, share, FINE)

    return read


def _two_columns(table: str, what: str, whole: str, columns: tuple[str, str], where: str = "true") -> Any:
    def read(con: duckdb.DuckDBPyConnection, schema: str) -> Iterator[Line]:
        first, second = columns
        rows = con.execute(f"SELECT {first}, {second}, antal, grundlag, andel FROM {schema}.{table} WHERE {where}")
        for one, other, count, base, share in rows.fetchall():
            group = ("graense", one)
            yield Line((what, group, "", other), count, (whole, group, "", ""), base, share, FINE)

    return read


def _new_pensions(con: duckdb.DuckDBPyConnection, schema: str) -> Iterator[Line]:
    for place, year, count in con.execute(f"SELECT kommune, aar, antal FROM {schema}.aarlig").fetchall():
        yield Line(("nye", "", place, str(year)), count)


READERS = {
    "rapporttabel": _report,
    "aarlig": _new_pensions,
    "forloebstype_karakteristik": _traits,
    "tilstandsfordeling": _states,
    "typisk_forloeb": _typical,
    "timing_scenarie": _pathway_timing("timing_scenarie", "scenarie", "scenarie", named=DIVIDED),
    "timing_kvartal": _pathway_timing("timing_kvartal", "aktiv", "kvartal", "t.foranstaltning = 'alle'"),
    "timing_foranstaltning": _two_columns(
        "timing_foranstaltning",
        "scenariets_foranstaltning",
        "scenariets_alle",
        ("scenarie", "foranstaltning"),
        """"analyse" = 'samlet' AND kommune = 'alle' AND forloebstype = 'alle' AND inddeling = 'grov'
           AND foranstaltning IN (SELECT foranstaltning FROM kode.foranst WHERE lab = 'J')""",
    ),
    "timing_foelsomhed": _two_columns("timing_foelsomhed", "foelsomhed", "foelsomhed_alle", ("graense", "scenarie")),
}


def _has(con: duckdb.DuckDBPyConnection, schema: str, table: str) -> bool:
    query = "SELECT count(*) FROM duckdb_tables() WHERE schema_name = ? AND table_name = ?"
    return con.execute(query, [schema, table]).fetchone() != (0,)
