"""The answers in one sentence each, computed from the tables."""

import polars as pl

from dagster_project.report.answers.names import listed
from dagster_project.report.numbers import percent


def most_different(mine: pl.DataFrame, name: str, most: int = 3) -> str:
    """Where a municipality is farthest from the others: characteristics whose interval does not hold zero.

    Args:
        mine: its rows of `answers.differences.differences`.
        name: of the municipality.
        most: characteristics that are named.
    """
    clear = mine.drop_nulls("forskel").filter((pl.col("nedre") > 0) | (pl.col("oevre") < 0))
    if mine.drop_nulls("forskel").is_empty():
        return f"{name} kan ikke holdes op mod andre: der er ingen andele, hvor begge sider er vist."
    against = "landet" if (mine["mod"] == "landet").all() else "de øvrige"
    if clear.is_empty():
        return f"{name} er ikke til at skelne fra {against}: hvert interval rummer nul."
    named = clear.sort(pl.col("forskel").abs(), descending=True).head(most)
    told = [_told(row) for row in named.iter_rows(named=True)]
    return f"{name} skiller sig mest ud fra {against} ved {listed(told)}."


def _told(row: dict[str, object]) -> str:
    own, difference = float(str(row["andel"])), float(str(row["forskel"]))
    return f"{row['sagt']} ({percent(own, 1)} mod {percent(own - difference, 1)})"


def who_differs(found: pl.DataFrame, names: dict[str, str]) -> str:
    """The answer to "how are we different?" in one sentence: the differences farthest from zero, one a municipality.

    Args:
        found: as `answers.differences.differences`.
        names: of the municipalities by key.
    """
    clear = found.drop_nulls("forskel").filter((pl.col("nedre") > 0) | (pl.col("oevre") < 0))
    if found.drop_nulls("forskel").is_empty():
        return "Det kan ikke siges: der er ingen andele, hvor begge sider af en sammenligning er vist."
    if clear.is_empty():
        return "Kommunerne er ikke til at skelne fra hinanden: hvert interval for en forskel rummer nul."
    ordered = clear.sort(pl.col("forskel").abs(), "plads", descending=[True, False])
    first = ordered.unique("sted", keep="first", maintain_order=True).head(2)
    told = [f"{names[str(row['sted'])]} ved {_told(row)}" for row in first.iter_rows(named=True)]
    against = "landet" if (found["mod"] == "landet").all() else "de andre"
    number = f"{clear.height} af {found.drop_nulls('forskel').height}"
    return f"Længst fra {against} er {listed(told)}. {number} forskelle er større, end et tilfælde let giver."
