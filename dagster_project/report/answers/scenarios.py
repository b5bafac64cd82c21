"""When measures come, in sentences: the answer of the first page, and the scenarios with the report's words beside."""

from dataclasses import dataclass

import polars as pl

from dagster_project.report.answers import timing
from dagster_project.report.answers.names import listed
from dagster_project.report.numbers import percent
from dagster_project.report.source import Source

WORDS = {
    "tidlig": (
        "Først i forløbet",
        "Foranstaltningerne ligger i den første del af forløbet; derefter følger en lang passiv tid.",
    ),
    "loebende": (
        "Løbende",
        "Foranstaltningerne kommer gennem hele forløbet, fra de første kvartaler til de sidste, med enkelte pauser.",
    ),
    "sen": (
        "Sidst i forløbet",
        "Foranstaltningerne klumper sammen i den sidste del, op til tilkendelsen, efter en lang passiv tid.",
    ),
    "ingen": ("Ingen foranstaltning", "Personen fik ingen foranstaltning i forløbet."),
}
"""Name of each scenario, and the three of the report of 2012 in its own terms."""


@dataclass(frozen=True)
class Scenario:
    """One scenario: its words, its share in percent (None: hidden), how the share moves with the limit, who has it."""

    name: str
    words: str
    share: float | None
    lowest: float | None
    highest: float | None
    persons: int | None
    most: str


def when_they_come(source: Source) -> list[Scenario]:
    """Every scenario; none where the study has no timing."""
    moved = timing.sensitivity(source)
    if moved.is_empty():
        return []
    by_pathway = timing.bounded(timing.scenarios(source, timing.COARSE), "vej")
    return [_scenario(moved, by_pathway, name) for name in WORDS]


def timing_answer(source: Source) -> str:
    """The answer to "when do measures come?" in one sentence; empty where the study has no timing."""
    found = {key: one for key, one in zip(WORDS, when_they_come(source), strict=False) if one.share is not None}
    if not found:
        return ""
    active = sorted((key for key in found if key != "ingen"), key=lambda key: -float(str(found[key].share)))
    told = [f"{percent(found[key].share)} {_ADVERBS[key]}" for key in active]
    none = f"{percent(found['ingen'].share)} fik ingen. " if "ingen" in found else ""
    late = f"Sidst kommer de især på vejen {found['sen'].most}." if "sen" in found and found["sen"].most else ""
    return f"{listed(told).capitalize()} i årene op til tilkendelsen; {none}{late}".strip()


_ADVERBS = {"tidlig": "fik dem først", "loebende": "løbende", "sen": "fik dem sidst"}


def _scenario(moved: pl.DataFrame, by_pathway: pl.DataFrame, name: str) -> Scenario:
    rows = moved.filter(pl.col("scenarie") == name)
    chosen = rows.filter((pl.col("graense") - timing.THRESHOLD).abs() < 1e-9)
    share, persons = (chosen["andel"][0], chosen["antal"][0]) if chosen.height else (None, None)
    shares = rows.drop_nulls("andel")["andel"]
    lowest, highest = (100 * float(str(shares.min())), 100 * float(str(shares.max()))) if len(shares) else (None, None)
    percent = None if share is None else 100 * share
    return Scenario(*WORDS[name], percent, lowest, highest, persons, _most(by_pathway, name))


def _most(by_pathway: pl.DataFrame, name: str) -> str:
    """The pathway with the largest share, when what is hidden cannot make it another."""
    rows = by_pathway.filter(pl.col("del") == name).sort("mindst", "linje", descending=[True, False])
    if rows.height < 2 or rows["mindst"][0] <= float(str(rows["hoejst"][1:].max())):
        return ""
    least, most = rows["mindst"][0], rows["hoejst"][0]
    return f"{rows['linje'][0]} ({'mindst ' if most > least else ''}{percent(100 * least)})"
