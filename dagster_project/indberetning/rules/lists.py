"""The code lists that the reporting reads: rules, allowed values, pension ages, income limits, municipalities.

Dated rows and plain values only; what a rule means stands in `predicates`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from dagster_project.errors import ConfigurationError
from dagster_project.registers.codelists import code_list_path, read_list
from dagster_project.settings import Settings

RULE_COLUMNS = {
    "regel": pl.String,
    "led": pl.String,
    "paragraf": pl.String,
    "gyldig_fra": pl.Date,
    "gyldig_til": pl.Date,
    "efter_dato": pl.String,
    "ordning": pl.String,
    "gaelder_for": pl.String,
    "alvor": pl.String,
    "felt": pl.String,
    "viser": pl.String,
    "tekst": pl.String,
    "handling": pl.String,
}
VALUE_COLUMNS = {
    "felt": pl.String,
    "vaerdi": pl.String,
    "gyldig_fra": pl.Date,
    "gyldig_til": pl.Date,
    "tekst": pl.String,
}
AGE_COLUMNS = {"foedt_fra": pl.Date, "foedt_til": pl.Date, "aar": pl.Int32, "maaneder": pl.Int32}
LIMIT_COLUMNS = {"gyldig_fra": pl.Date, "gyldig_til": pl.Date, "beloeb": pl.Int64}
MUNICIPALITY_COLUMNS = {"kom": pl.String, "navn": pl.String}
DECISION_COLUMNS = {"kode": pl.String, "tekst": pl.String}


@dataclass(frozen=True)
class CodeLists:
    """The lists in force for one export.

    ``rules``: one row per limb of a rule (regel, led) and severity (`RULE_COLUMNS`): for whom it holds, by which date
    and act, the field at fault and what to show beside it. ``values``: allowed values by register column;
    ``meanings``: what each of them means from when to when. ``pension_ages`` and ``income_limits``: dated, ascending.
    ``municipalities``: every code that was ever valid. ``names``: what municipalities (`MYNDIGHED`) and decisions
    (`AFGOERELSE`) are called, by code.
    """

    rules: pl.DataFrame
    values: dict[str, tuple[str, ...]]
    meanings: pl.DataFrame
    pension_ages: pl.DataFrame
    income_limits: pl.DataFrame
    municipalities: tuple[str, ...]
    names: Mapping[str, Mapping[str, str]]


def load_code_lists(settings: Settings) -> CodeLists:
    """Read the six lists that count for ``settings``.

    Raises:
        ConfigurationError: when a list lacks a column or holds a value of another type.
    """
    values = _read(settings, "indberetning_vaerdi", VALUE_COLUMNS)
    municipalities = _read(settings, "kommune", MUNICIPALITY_COLUMNS)
    decisions = _read(settings, "afgoerelsesart", DECISION_COLUMNS)
    return CodeLists(
        rules=_read(settings, "indberetning_regel", RULE_COLUMNS).sort("regel", maintain_order=True),
        values={
            str(column): tuple(rows["vaerdi"].unique(maintain_order=True))
            for (column,), rows in values.group_by("felt", maintain_order=True)
        },
        meanings=values,
        pension_ages=_read(settings, "folkepensionsalder", AGE_COLUMNS).sort("foedt_fra"),
        income_limits=_read(settings, "indkomstgraense_hvilende", LIMIT_COLUMNS).sort("gyldig_fra"),
        municipalities=tuple(municipalities["kom"].unique().sort()),
        names={"MYNDIGHED": dict(municipalities.iter_rows()), "AFGOERELSE": dict(decisions.iter_rows())},
    )


def _read(settings: Settings, name: str, columns: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    file = code_list_path(settings, name)
    found = pl.DataFrame(read_list(settings, name, tuple(columns)), schema=dict.fromkeys(columns, pl.String))
    try:
        return found.select(_parse(column, kind) for column, kind in columns.items())
    except pl.exceptions.InvalidOperationError:
        raise ConfigurationError(
            "datoer som ÅÅÅÅ-MM-DD og hele tal", "en værdi af en anden form", str(file), "ret filen"
        ) from None


def _parse(column: str, kind: type[pl.DataType]) -> pl.Expr:
    return pl.col(column).str.to_date("%Y-%m-%d") if kind is pl.Date else pl.col(column).cast(kind)
