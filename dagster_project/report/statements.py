"""The statements of the report's running text on the page: what is said, where, and whether it holds."""

from dataclasses import dataclass

import duckdb

from dagster_project.reconciliation.corrections import TextError, read_text_errors
from dagster_project.reconciliation.statements import Statement, listed_statements
from dagster_project.report.contents import rows_of
from dagster_project.report.labels import Labels
from dagster_project.report.sentences import computed_words, sentence

VERDICTS = {"afviger": "holder ikke", "mangler": "kan ikke beregnes", "ens": "holder"}
_JUDGED = "SELECT raekke, beregnet, status FROM marts.afstemning WHERE tabel = 'tekst'"


@dataclass(frozen=True)
class ShownStatement:
    """A statement as shown.

    Attributes:
        sentence: what the report says.
        section: where it says so.
        verdict: one of `VERDICTS`' words; empty where it is not judged.
        computed: our figure, with its unit.
        own_error: why it is the report that is wrong; empty where it is not.
    """

    sentence: str
    section: str
    verdict: str
    computed: str
    own_error: str


def read_judged(con: duckdb.DuckDBPyConnection, labels: Labels) -> list[ShownStatement]:
    """Every statement, those that do not hold first: for the house, since a figure mixes cells that may be hidden.

    Args:
        con: an open published file.
        labels: as `labels.read_labels`.

    Returns:
        The statements; none in a study that is not the report's.
    """
    judged = {number: (computed, status) for number, computed, status in rows_of(con, _JUDGED)}
    listed = [one for one in listed_statements() if one.number in judged]
    order, wrong = list(VERDICTS), read_text_errors()
    listed.sort(key=lambda one: order.index(judged[one.number][1]))
    return [_shown(one, labels, *judged[one.number], wrong.get(one.number)) for one in listed]


def read_own_errors(labels: Labels) -> list[ShownStatement]:
    """What the text says and the report's own tables contradict: no figure of ours, so anybody may read it."""
    wrong = read_text_errors()
    return [_shown(one, labels, None, "", wrong[one.number]) for one in listed_statements() if one.number in wrong]


def _shown(
    one: Statement, labels: Labels, computed: float | None, status: str, error: TextError | None
) -> ShownStatement:
    return ShownStatement(
        sentence(one, labels),
        _section(one.section),
        VERDICTS.get(status, ""),
        computed_words(one, computed) if status == "afviger" else "",
        f"{error.code}: {error.reason}" if error else "",
    )


def _section(section: str) -> str:
    plain = section.partition(" (")[0]
    if plain == "English summary":
        return "Engelsk sammenfatning"
    return f"Afsnit {plain}" if plain[0].isdigit() else plain
