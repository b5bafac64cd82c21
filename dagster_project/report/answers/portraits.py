"""A sentence about each pathway: how many, where the quarters went, who they are."""

from dataclasses import dataclass

import polars as pl

from dagster_project.report.answers.names import listed, pathway_names, state_parts
from dagster_project.report.answers.pathways import lengths, portrait, sizes
from dagster_project.report.numbers import danish, percent
from dagster_project.report.source import Source
from dagster_project.words.tables import FOUR

MOST = 3


@dataclass(frozen=True)
class Portrait:
    """One pathway: its name, its persons (None where suppressed), its share in percent, and the sentence."""

    name: str
    persons: int | None
    share: float | None
    text: str


def described(source: Source) -> list[Portrait]:
    """Every pathway of the pooled analysis in the order of the list of names."""
    size = {row["del"]: row for row in sizes(source).filter(pl.col("sted") == FOUR).iter_rows(named=True)}
    length, who = lengths(source), portrait(source)
    labels = {state: text for state, (text, _) in state_parts(source, length["kategori"].unique().to_list()).items()}
    return [
        Portrait(
            text,
            size[name]["antal"],
            None if size[name]["andel"] is None else 100 * size[name]["andel"],
            " ".join(filter(None, [_quarters(length, name, labels), _persons(who, text)])),
        )
        for name, text in pathway_names(source).items()
        if name in size
    ]


def _quarters(length: pl.DataFrame, name: str, labels: dict[str, str]) -> str:
    """The states that fill most of the quarters."""
    rows = length.filter((pl.col("forloebstype") == name) & (pl.col("vaerdi") >= 1)).sort("vaerdi", descending=True)
    told = [f"{labels[state].lower()} {danish(mean, 1)}" for _, state, mean in rows.head(MOST).iter_rows()]
    return f"Kvartaler i gennemsnit: {listed(told)}." if told else ""


def _persons(who: pl.DataFrame, text: str) -> str:
    """What is most unlike the other pathways: the characteristics farthest from the mean of all pathways."""
    rows = who.with_columns(fra=pl.col("andel") - pl.col("andel").mean().over("linje"))
    mine = rows.filter(pl.col("kolonne") == text).drop_nulls("andel").sort(pl.col("fra").abs(), descending=True)
    told = [
        f"{line.lower()} {percent(100 * share)}" for line, share in mine.head(MOST).select("linje", "andel").iter_rows()
    ]
    return f"Mest særligt: {listed(told)}." if told else ""
