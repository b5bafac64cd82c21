"""The study file as tables of schema `studie`, which models join instead of asking for variables."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import duckdb

from dagster_project.errors import ConfigurationError
from dagster_project.registers.codelists import read_list
from dagster_project.settings import Settings
from dagster_project.study import Study, kinds_of_keys
from dagster_project.words.municipalities import municipality_key

# What a key of the study is in the warehouse; municipalities are a table of their own, group counts are no column.
_SINGLE = {str: "VARCHAR", int: "INTEGER", date: "DATE"}
_PAIRS = {tuple[date, date]: "DATE", tuple[int, int]: "INTEGER"}
_KOMMUNE = """
CREATE OR REPLACE TABLE studie.kommune (kommune VARCHAR, raekkefoelge INTEGER, noegle VARCHAR, navn VARCHAR)
"""


def write_study(con: duckdb.DuckDBPyConnection, study: Study, settings: Settings) -> None:
    """Write `studie.studie` (one row) and `studie.kommune` (the case municipalities in the study's order).

    A municipality has the name that `kommune.csv` last gave it.

    Raises:
        ConfigurationError: when a code list is unusable, or does not know a municipality or the region of the study
            (nobody could be counted there: rows of unknown municipalities are in quarantine).
    """
    listed = sorted(read_list(settings, "kommune", ("kom", "navn")), key=lambda row: row.get("gyldig_til") or "9999")
    names = {row["kom"].strip(): row["navn"].strip() for row in listed}
    _check_known(settings, "kommuner", study.kommuner, names)
    _check_today(settings, study, {row["kom"].strip(): (row.get("ny_kode") or "").strip() for row in listed})
    regions = {row["region_kode"].strip() for row in read_list(settings, "region", ("region_kode",))}
    _check_known(settings, "region", (study.region,), regions)
    con.execute("CREATE SCHEMA IF NOT EXISTS studie")
    _write_row(con, study)
    con.execute(_KOMMUNE)
    for number, code in enumerate(study.kommuner, start=1):
        name = names[code]
        con.execute("INSERT INTO studie.kommune VALUES (?, ?, ?, ?)", [code, number, municipality_key(name), name])


def _check_known(settings: Settings, key: str, codes: Iterable[str], known: Collection[str]) -> None:
    if unknown := sorted(set(codes) - set(known)):
        expected = f"{key}: koder fra kodelisten {'region' if key == 'region' else 'kommune'}.csv"
        action = "ret koden i studiefilen (VEJE_STUDIE), eller læg den i kodelisten (VEJE_KODELISTER)"
        raise ConfigurationError(expected, f"ukendt kode: {', '.join(unknown)}", str(settings.study_file), action)


def _check_today(settings: Settings, study: Study, successors: Mapping[str, str]) -> None:
    """A merged municipality has no column: everybody in it is counted where it went."""
    gone = {code: new for code in study.kommuner if (new := successors[code]) not in ("", code)}
    if gone:
        raise ConfigurationError(
            "kommuner: kommuner, som de er nu",
            ", ".join(f"{code} blev til {new}" for code, new in gone.items()),
            str(settings.study_file),
            "skriv den kode, kommunen har nu, i studiefilen (VEJE_STUDIE)",
        )


def _write_row(con: duckdb.DuckDBPyConnection, study: Study) -> None:
    """`studie.studie`: a column for every key, two (``_fra``, ``_til``) for an interval."""
    columns, values = [], list[object]()
    for name, kind in kinds_of_keys().items():
        value = getattr(study, name)
        if kind in _SINGLE:
            columns.append(f"{name} {_SINGLE[kind]}")
            values.append(value)
        elif kind in _PAIRS:
            columns += [f"{name}_fra {_PAIRS[kind]}", f"{name}_til {_PAIRS[kind]}"]
            values += value or (None, None)
    con.execute(f"CREATE OR REPLACE TABLE studie.studie ({', '.join(columns)})")
    con.execute(f"INSERT INTO studie.studie VALUES ({', '.join('?' * len(values))})", values)
