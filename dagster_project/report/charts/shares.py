"""Charts of shares: parts of a whole beside each other, and through the quarters."""

import json
from collections.abc import Mapping

import altair as alt
import polars as pl

from dagster_project.report.charts.chart import DATA, SMALLEST, Chart, finished
from dagster_project.report.charts.colours import HATCH, HIDDEN, INK

Parts = Mapping[str, tuple[str, str]]
"""Danish label and colour of each part, in the order they are stacked."""


def with_hidden(rows: pl.DataFrame, whole: list[str], part: str) -> pl.DataFrame:
    """What is suppressed of a whole as one part of its own, `HIDDEN`: a bar that only lacked it would look wrong.

    Args:
        rows: ``whole``, ``part``, ``andel`` (0-1, null where suppressed).
        whole: columns that name a whole.
        part: column that names a part.
    """
    shown = rows.filter(pl.col("andel").is_not_null()).select(*whole, part, "andel")
    missing = (
        rows.group_by(whole)
        .agg(skjulte=pl.col("andel").is_null().any(), andel=1 - pl.col("andel").sum())
        .filter(pl.col("skjulte") & (pl.col("andel") > 0))
        .select(*whole, pl.lit(HIDDEN).alias(part), "andel")
    )
    return pl.concat([shown, missing.cast({"andel": shown.schema["andel"]})])


def bars(  # noqa: PLR0913 - what the axes are, and in what order
    name: str,
    rows: pl.DataFrame,
    parts: Parts,
    text: str,
    *,
    order: list[str],
    facet: str = "",
    facets: list[str] | None = None,
) -> Chart:
    """One bar of parts a row (``linje``), hidden parts hatched, shares of 8 % and more written inside.

    Args:
        name: as `Chart`.
        rows: ``linje``, ``del``, ``andel`` (0-1) and, with ``facet``, that column; null is suppressed.
        parts: as `Parts`.
        text: as `Chart`.
        order: the lines from the top.
        facet: column that gives a panel of its own.
        facets: the panels in their order.
    """
    keys = [facet, "linje"] if facet else ["linje"]
    shown = _placed(with_hidden(rows, keys, "del"), parts, keys)
    base = alt.Chart(alt.NamedData(DATA))
    x = alt.X(
        "fra:Q", axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], title=None), scale=alt.Scale(domain=[0, 1])
    )
    y = alt.Y("linje:N", sort=order, axis=alt.Axis(title=None, domain=False, ticks=False))
    drawn = base.mark_bar(aria=False).encode(x=x, x2="til:Q", y=y, color=colours_of(parts, shown))
    inside = (
        base.transform_filter(f"datum.til - datum.fra >= {SMALLEST}")
        .transform_calculate(
            midt="(datum.fra + datum.til) / 2",
            tekst=f"datum.del == '{HIDDEN}' ? ':' : format(datum.til - datum.fra, '.0%')",
        )
        .mark_text(aria=False)
        .encode(x="midt:Q", y=y, text="tekst:N", color=alt.Color("skrift:N", scale=None))
    )
    layers = alt.layer(drawn, inside).properties(width=460 if not facet else 250, height={"step": 30})
    if facet:
        layers = layers.facet(facet=alt.Facet(f"{facet}:N", sort=facets or [], title=None), columns=2)
    return finished(name, layers, shown, text, facet_width=430 if facet else 0, legend=_columns(parts))


def areas(  # noqa: PLR0913 - what the panels are
    name: str, rows: pl.DataFrame, parts: Parts, text: str, *, facets: list[str], quarters: int
) -> Chart:
    """States quarter by quarter, a panel for each pathway; what is suppressed is hatched.

    Args:
        name: as `Chart`.
        rows: ``felt`` (panel), ``kvartal``, ``del``, ``andel`` (0-1); null is suppressed.
        parts: as `Parts`.
        text: as `Chart`.
        facets: the panels in their order.
        quarters: of the sequences.
    """
    keys = ["felt", "kvartal"]
    shown = _placed(with_hidden(rows, keys, "del"), parts, keys).with_columns(
        x0=pl.col("kvartal") - 0.5, x1=pl.col("kvartal") + 0.5
    )
    step = max(1, quarters // 4)
    ticks = sorted({1, *range(step, quarters + 1, step)})
    drawn = (
        alt.Chart(alt.NamedData(DATA))
        .mark_rect(aria=False, strokeWidth=0)
        .encode(
            x=alt.X(
                "x0:Q",
                axis=alt.Axis(values=ticks, format="d", title="kvartal"),
                scale=alt.Scale(domain=[0.5, quarters + 0.5], nice=False),
            ),
            x2="x1:Q",
            y=alt.Y(
                "fra:Q", axis=alt.Axis(format=".0%", title=None, values=[0, 0.5, 1]), scale=alt.Scale(domain=[0, 1])
            ),
            y2="til:Q",
            color=colours_of(parts, shown),
        )
        .properties(width=230, height=150)
        .facet(facet=alt.Facet("felt:N", sort=facets, title=None), columns=3)
    )
    return finished(name, drawn, shown, text, facet_width=300)


def _placed(rows: pl.DataFrame, parts: Parts, keys: list[str]) -> pl.DataFrame:
    """Where each part begins and ends in its whole, by the order of ``parts``; what is hidden comes last."""
    places = {part: at for at, part in enumerate(parts)} | {HIDDEN: len(parts)}
    dark = {part for part, (_, colour) in parts.items() if _is_dark(colour)}
    return (
        rows.with_columns(plads=pl.col("del").replace_strict(places, default=len(parts) + 1))
        .sort(*keys, "plads")
        .with_columns(til=pl.col("andel").cum_sum().over(keys))
        .with_columns(fra=pl.col("til") - pl.col("andel"))
        .with_columns(skrift=pl.when(pl.col("del").is_in(list(dark))).then(pl.lit("#ffffff")).otherwise(pl.lit(INK)))
        .filter(pl.col("andel") > 0)
        .drop("plads", "andel")
    )


def colours_of(parts: Parts, shown: pl.DataFrame) -> alt.Color:
    """Colour and legend of the parts that occur in ``shown["del"]``, hidden ones hatched."""
    there = set(shown["del"].to_list())
    named = {part: look for part, look in ({**parts, HIDDEN: ("Skjult", HATCH)}).items() if part in there}
    # Names come from code lists that users may write: JSON is how they become words of an expression.
    words = " : ".join(f"datum.value == {json.dumps(part)} ? {json.dumps(named[part][0])}" for part in named)
    return alt.Color(
        "del:N",
        scale=alt.Scale(domain=list(named), range=[colour for _, colour in named.values()]),
        legend=alt.Legend(labelExpr=f"{words} : datum.value" if words else "datum.value"),
    )


def _columns(parts: Parts) -> int:
    """Of the legend: long names need more room."""
    return 2 if max(len(label) for label, _ in parts.values()) > 24 else 4


def _is_dark(colour: str) -> bool:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 140
