"""Charts of single values: dots with intervals, lines, and grids of cells."""

import altair as alt
import polars as pl

from dagster_project.report.charts.chart import DATA, Chart, finished
from dagster_project.report.charts.colours import CHOSEN, FAINT, HATCH, INK, OTHERS, SERIES


def strip(name: str, rows: pl.DataFrame, text: str, *, order: list[str], against: str) -> Chart:
    """How far a municipality and the others are from what they are compared with, a line for each characteristic.

    Args:
        name: as `Chart`.
        rows: ``linje``, ``hvem`` (``valgt``, ``andre``, ``landet``), ``kommune`` (name), and in percentage points
            ``forskel``, ``nedre``, ``oevre``.
        text: as `Chart`.
        order: the lines from the top.
        against: what they are compared with, in words.
    """
    base = alt.Chart(alt.NamedData(DATA))
    y = alt.Y("linje:N", sort=order, axis=alt.Axis(title=None, grid=True, domain=False, ticks=False))
    ticks = alt.Axis(
        title=f"procentpoint fra {against}", grid=False, labelExpr="datum.value > 0 ? '+' + datum.label : datum.label"
    )
    x = alt.X("forskel:Q", axis=ticks)
    told = ["kommune:N", "linje:N", alt.Tooltip("forskel:Q", format="+.1f", title="forskel (procentpoint)")]
    own = base.transform_filter("datum.hvem == 'valgt'")
    look = {"andre": (OTHERS, "circle", 45), "landet": (INK, "diamond", 70), "valgt": (CHOSEN, "circle", 110)}
    marks = [
        base.transform_filter(f"datum.hvem == '{who}'")
        .mark_point(color=colour, shape=shape, size=size, filled=True, opacity=0.85)
        .encode(x=x, y=y, tooltip=told)
        for who, (colour, shape, size) in look.items()
    ]
    span = own.mark_rule(color=CHOSEN, strokeWidth=3).encode(x="nedre:Q", x2="oevre:Q", y=y)
    zero = base.mark_rule(color=INK, aria=False).encode(x=alt.datum(0))
    layers = alt.layer(zero, *marks[:2], span, marks[2]).properties(width=430, height={"step": 22})
    return finished(name, layers, rows, text)


def heat(  # noqa: PLR0913 - what the axes are, and in what order
    name: str,
    rows: pl.DataFrame,
    text: str,
    *,
    order: list[str],
    columns: list[str],
    facets: list[str] | None = None,
    words: bool = False,
    axis: str = "",
) -> Chart:
    """A grid of shares, darker is more; what is suppressed is hatched.

    Args:
        name: as `Chart`.
        rows: ``linje``, ``kolonne`` (text), ``andel`` (0-1, null is suppressed), with ``facets`` ``felt``.
        text: as `Chart`.
        order: the lines from the top.
        columns: the columns from the left.
        facets: the panels in their order; None for a single one.
        words: write the share into each cell.
        axis: what the columns are.
    """
    base = alt.Chart(alt.NamedData(DATA))
    turned = 0 if axis else -30
    x = alt.X(
        "kolonne:N",
        sort=columns,
        axis=alt.Axis(
            title=axis or None,
            labelAngle=turned,
            orient="bottom",
            domain=False,
            ticks=False,
            values=[c for c in columns if not axis or c == "1" or int(c) % 5 == 0],
        ),
    )
    y = alt.Y("linje:N", sort=order, axis=alt.Axis(title=None, domain=False, ticks=False))
    most = max([0.01, *rows["andel"].drop_nulls().to_list()])
    shade = alt.Color(
        "andel:Q", scale=alt.Scale(scheme="blues", domain=[0, most]), legend=alt.Legend(format=".0%", title=None)
    )
    cells = (
        base.transform_filter("datum.andel != null").mark_rect(aria=False, stroke="#fff").encode(x=x, y=y, color=shade)
    )
    hidden = (
        base.transform_filter("datum.andel == null").mark_rect(aria=False, stroke="#fff", fill=HATCH).encode(x=x, y=y)
    )
    layers = [cells, hidden]
    if words:
        layers.append(
            base.transform_calculate(tekst="datum.andel == null ? ':' : format(datum.andel, '.0%')")
            .mark_text(aria=False, fontSize=11)
            .encode(
                x=x,
                y=y,
                text="tekst:N",
                color=alt.condition(f"datum.andel > {0.55 * most}", alt.value("#fff"), alt.value(INK)),
            )
        )
    width = {"step": 58} if words else {"step": 15}
    drawn = alt.layer(*layers).properties(width=width, height={"step": 24})
    if facets is None:
        return finished(name, drawn, rows, text, facet_width=-1)
    panels = drawn.facet(facet=alt.Facet("felt:N", sort=facets, title=None), columns=2)
    return finished(name, panels, rows, text, facet_width=15 * len(columns) + 250)


def lines(  # noqa: PLR0913 - what the axes are
    name: str,
    rows: pl.DataFrame,
    text: str,
    *,
    series: list[str],
    colours: list[str] | None = None,
    x_title: str,
    y_title: str,
    form: str = "d",
    breaks: pl.DataFrame | None = None,
) -> Chart:
    """Lines with their names at their ends; what is suppressed is a gap.

    Args:
        name: as `Chart`.
        rows: ``serie``, ``x``, ``y`` (null is suppressed: the line breaks).
        text: as `Chart`.
        series: in their order.
        colours: one for each; by default those of `SERIES`, in turn.
        x_title: of the axis.
        y_title: of the axis.
        form: of ``y``, in the words of d3-format.
        breaks: ``x``, ``tekst``: upright lines where something changed.
    """
    colours = colours or [SERIES[at % len(SERIES)] for at in range(len(series))]
    base = alt.Chart(alt.NamedData(DATA))
    x = alt.X(
        "x:Q",
        axis=alt.Axis(
            format="d" if rows["x"].dtype.is_integer() else ".2f",
            tickMinStep=1 if rows["x"].dtype.is_integer() else 0.05,
            title=x_title,
            grid=False,
        ),
        scale=alt.Scale(zero=False, nice=False),
    )
    y = alt.Y("y:Q", axis=alt.Axis(title=y_title, format=form, grid=True))
    colour = alt.Color("serie:N", scale=alt.Scale(domain=series, range=colours), legend=None)
    drawn = (
        base.transform_filter("isValid(datum.serie)")
        .mark_line(point={"size": 28}, aria=False)
        .encode(x=x, y=y, color=colour, tooltip=["serie:N", "x:Q", alt.Tooltip("y:Q", format=form)])
    )
    ends = rows.filter(pl.col("y").is_not_null()).sort("x").group_by("serie", maintain_order=True).last()
    named = (
        base.transform_filter("isValid(datum.ende)")
        .mark_text(align="left", dx=7, aria=False)
        .encode(x=x, y="y:Q", text="ende:N", color=colour)
    )
    placed = _apart(ends).with_columns(ende=pl.col("serie"))
    parts = [rows, placed.select("x", "y", "ende", "serie")]
    layers = [drawn.transform_filter("!isValid(datum.ende)"), named]
    if breaks is not None and not breaks.is_empty():
        parts.append(breaks.select(pl.col("x").alias("brud"), "tekst"))
        rule = base.transform_filter("isValid(datum.brud)")
        layers.append(rule.mark_rule(strokeDash=[4, 3], color=FAINT, aria=False).encode(x="brud:Q"))
        layers.append(
            rule.mark_text(align="left", dx=4, fontSize=11, color=FAINT, aria=False).encode(
                x="brud:Q", y=alt.value(8), text="tekst:N"
            )
        )
    layered = alt.layer(*layers).properties(width=520, height=240)
    return finished(name, layered, pl.concat(parts, how="diagonal_relaxed"), text, right=110)


def _apart(ends: pl.DataFrame) -> pl.DataFrame:
    """The ends of lines, moved up so far that their names do not lie upon each other."""
    if ends.height < 2:
        return ends
    ends = ends.sort("y").with_columns(pl.col("y").cast(pl.Float64))
    least = 0.06 * float(str(ends["y"].max()))
    at = pl.int_range(pl.len()) * least
    return ends.with_columns(y=(pl.col("y") - at).cum_max() + at)


def dots(  # noqa: PLR0913 - what the axis is
    name: str, rows: pl.DataFrame, text: str, *, order: list[str], title: str, limit: float | None = None
) -> Chart:
    """Dots from 0 to 1, a line for each claim, with a limit below which the claim is doubtful.

    Args:
        name: as `Chart`.
        rows: ``linje``, ``vaerdi`` and ``nedre`` (0-1).
        text: as `Chart`.
        order: the lines from the top.
        title: of the axis.
        limit: drawn upright.
    """
    base = alt.Chart(alt.NamedData(DATA))
    x = alt.X("vaerdi:Q", scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(title=title, format=".2f"))
    y = alt.Y("linje:N", sort=order, axis=alt.Axis(title=None, domain=False, ticks=False))
    span = base.mark_rule(color=SERIES[0], strokeWidth=2).encode(x=alt.X("nedre:Q"), x2="vaerdi:Q", y=y)
    point = base.mark_point(color=SERIES[0], filled=True, size=80, opacity=1).encode(
        x=x, y=y, tooltip=["linje:N", alt.Tooltip("vaerdi:Q", format=".2f")]
    )
    layers = [span, point]
    if limit is not None:
        layers.insert(0, base.mark_rule(strokeDash=[4, 3], color=FAINT, aria=False).encode(x=alt.datum(limit)))
    return finished(name, alt.layer(*layers).properties(width=360, height={"step": 22}), rows, text)
