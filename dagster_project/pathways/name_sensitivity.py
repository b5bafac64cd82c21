"""How far names hang on the limits of their rules: every limit moved up and down, and how many persons that renames."""

from dataclasses import replace

import polars as pl

from dagster_project.pathways.analyses import NamedAnalysis
from dagster_project.pathways.names import QUARTERS_OF_THE_RULES, SHIFTS, NameRule, name_partition

SCHEMA: dict[str, type[pl.DataType]] = {
    "forloebstype": pl.String,
    "maal": pl.String,
    "graense": pl.Float64,
    "forskydning": pl.Float64,
    "antal": pl.Int64,
    "grundlag": pl.Int64,
    "andel": pl.Float64,
}
# Twentieths of the sequence (nineteenths of the possible shifts).
STEPS = (-2, -1, 1, 2)


def name_sensitivity(one: NamedAnalysis, rules: list[NameRule]) -> list[dict[str, object]]:
    """Persons who are called otherwise when one limit moves by 1/20 or 2/20 of the sequence, rule by rule.

    Returns:
        Rows of ``analyse, kommune`` and `SCHEMA`; ``forloebstype`` is the rule's name, ``graense`` its limit as the
        list has it, ``forskydning`` the move as a share of the sequence, ``grundlag`` everybody in the analysis.
    """
    rows: list[dict[str, object]] = []
    everybody = len(one.sequences.person_ids)
    for at, rule in enumerate(rules):
        if rule.mindst is None:
            continue
        for step in STEPS:
            moved = [*rules[:at], replace(rule, mindst=rule.mindst + step), *rules[at + 1 :]]
            named = name_partition(one.sequences.states, one.groups, one.sequences.alphabet, moved)
            renamed = int((named[one.groups] != one.pathways).sum())
            whole = QUARTERS_OF_THE_RULES - (rule.maal == SHIFTS)
            rows.append(
                {
                    "analyse": one.analyse,
                    "kommune": one.kommune,
                    "forloebstype": rule.navn,
                    "maal": rule.maal,
                    "graense": rule.mindst,
                    "forskydning": step / whole,
                    "antal": renamed,
                    "grundlag": everybody,
                    "andel": renamed / everybody,
                }
            )
    return rows
