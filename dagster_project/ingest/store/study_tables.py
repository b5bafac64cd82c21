"""The study file as tables of schema `studie`, which models join instead of asking for variables."""

from collections.abc import Collection, Iterable, Mapping

import duckdb

from dagster_project.errors import ConfigurationError
from dagster_project.registers.codelists import read_list
from dagster_project.settings import Settings
from dagster_project.study import Study

_STUDIE = """
CREATE OR REPLACE TABLE studie.studie (
    navn VARCHAR, titel VARCHAR, periode_fra DATE, periode_til DATE, region VARCHAR, kvartaler INTEGER,
    uger_pr_kvartal INTEGER, alfabet VARCHAR, oevrig_alder_fra INTEGER, oevrig_alder_til INTEGER,
    oevrig_referencedato DATE, medicin_alder_fra INTEGER, medicin_alder_til INTEGER, medicin_dage INTEGER,
    foraelder_fra INTEGER, foraelder_til INTEGER, min_celle INTEGER)
"""
_KOMMUNE = """
CREATE OR REPLACE TABLE studie.kommune (kommune VARCHAR, raekkefoelge INTEGER, noegle VARCHAR, navn VARCHAR)
"""
_KEY_SIGNS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", " ": "_", "-": "_"})


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
    con.execute(_STUDIE)
    con.execute(f"INSERT INTO studie.studie VALUES ({', '.join('?' * 17)})", _values(study))
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


def municipality_key(name: str) -> str:
    """The key of a municipality in the tables: lower case, ASCII, `_` for blank and hyphen."""
    return name.lower().translate(_KEY_SIGNS)


def _values(study: Study) -> list[object]:
    return [
        study.navn,
        study.titel,
        *study.periode,
        study.region,
        study.kvartaler,
        study.uger_pr_kvartal,
        study.alfabet,
        *study.oevrig_alder,
        study.oevrig_referencedato,
        *study.medicin_alder,
        study.medicin_dage,
        *study.foraelder_periode,
        study.min_celle,
    ]
