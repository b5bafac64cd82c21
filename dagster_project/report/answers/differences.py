"""How far each municipality is from the others of the study and from the country, for every share that is shown."""

from dataclasses import dataclass

import polars as pl

from dagster_project.report.answers.intervals import newcombe
from dagster_project.report.source import Source
from dagster_project.words.tables import FOUR

COUNTRY = "alle_regioner"


@dataclass(frozen=True)
class Theme:
    """A table whose shares describe persons or cases: ``across`` has the places in its rows."""

    table: str
    name: str
    across: bool = False
    parts: tuple[str, ...] = ()
    """Only these columns of a table that has the places in its rows; empty: all."""
    phrase: str = "{}"
    """How a line is said in a sentence."""


# Not 6.8: its unit is the measure, and the measures of one person are not independent.
THEMES = (
    Theme("5.2", "Afgørelser", across=True, parts=("tilkendelse", "afslag", "ikke_afgjort"), phrase="afgørelsen {}"),
    Theme("5.3", "Diagnose", phrase="diagnosen {}"),
    Theme("6.1", "Personer"),
    Theme("6.2", "Uddannelse", phrase="uddannelsen {}"),
    Theme("6.4", "Ydelse før", phrase="{} lige før tilkendelsen"),
    Theme("6.5", "Medicin", phrase="{} i året før"),
    Theme(
        "6.6", "Forælder på førtidspension", across=True, parts=("nytilkendte",), phrase="en forælder på førtidspension"
    ),
    Theme("7.2_samlet", "Vej", phrase="vejen “{}”"),
)
_EMPTY = dict.fromkeys(("tema", "linje", "sagt", "sted"), pl.String) | dict.fromkeys(
    ("plads", "antal", "grundlag"), pl.Int64
)


def differences(source: Source) -> pl.DataFrame:
    """One row a municipality and characteristic.

    Returns:
        ``plads, tema, linje, sagt, sted`` (key), ``andel, de_oevrige, landet`` (percent), ``forskel, nedre, oevre``
        (percentage points from the others, or from the country where there are no others), ``mod`` (``oevrige`` or
        ``landet``); null where a part is suppressed.
    """
    cells = _shares(source)
    own = cells.filter(pl.col("sted").is_in([one.key for one in source.municipalities]))
    whole = cells.filter(pl.col("sted") == FOUR).select("tema", "linje", hele="antal", hele_af="grundlag")
    country = cells.filter(pl.col("sted") == COUNTRY).select("tema", "linje", land="antal", land_af="grundlag")
    added = own.group_by("tema", "linje").agg(
        # A sum over places of which one is suppressed is unknown.
        sum_=pl.when(pl.col("antal").is_not_null().all()).then(pl.col("antal").sum()),
        sum_af=pl.when(pl.col("grundlag").is_not_null().all()).then(pl.col("grundlag").sum()),
        steder=pl.len(),
    )
    joined = own.join(whole, ["tema", "linje"], "left").join(country, ["tema", "linje"], "left")
    joined = joined.join(added, ["tema", "linje"], "left")
    return _compared(joined).sort("plads", "sted")


def _compared(rows: pl.DataFrame) -> pl.DataFrame:
    others = pl.coalesce("hele", "sum_") - pl.col("antal"), pl.coalesce("hele_af", "sum_af") - pl.col("grundlag")
    rows = rows.with_columns(andre=others[0], andre_af=others[1])
    alone = pl.col("steder") < 2
    # The country holds the municipality itself: it is taken out before the two are compared.
    rest = pl.col("land") - pl.col("antal"), pl.col("land_af") - pl.col("grundlag")
    count = pl.when(alone).then(rest[0]).otherwise("andre")
    total = pl.when(alone).then(rest[1]).otherwise("andre_af")
    rows = rows.with_columns(mod_antal=count, mod_af=pl.when(total > 0).then(total))
    lower, upper = newcombe((pl.col("antal"), pl.col("grundlag")), (pl.col("mod_antal"), pl.col("mod_af")))
    return rows.select(
        "plads", "tema", "linje", "sagt", "sted", "antal", "grundlag",
        andel=100 * pl.col("antal") / pl.col("grundlag"),
        de_oevrige=pl.when(pl.col("andre_af") > 0).then(100 * pl.col("andre") / pl.col("andre_af")),
        landet=100 * pl.col("land") / pl.col("land_af"),
        forskel=100 * (pl.col("antal") / pl.col("grundlag") - pl.col("mod_antal") / pl.col("mod_af")),
        nedre=100 * lower,
        oevre=100 * upper,
        mod=pl.when(alone).then(pl.lit("landet")).otherwise(pl.lit("oevrige")),
    )  # fmt: skip


def _shares(source: Source) -> pl.DataFrame:
    """Every share of `THEMES` with its counts: ``plads, tema, linje, sagt, sted, antal, grundlag``."""
    cells = source.table("rapporttabel")
    if cells.is_empty():
        return pl.DataFrame(schema=_EMPTY)
    found = [_theme(cells, theme, at, source) for at, theme in enumerate(THEMES)]
    return pl.concat([one for one in found if not one.is_empty()] or [pl.DataFrame(schema=_EMPTY)])


def _theme(cells: pl.DataFrame, theme: Theme, at: int, source: Source) -> pl.DataFrame:
    place, part = ("raekke", "kolonne") if theme.across else ("kolonne", "raekke")
    rows = cells.filter(
        (pl.col("tabel") == theme.table) & (pl.col("statistik") == "percent") & (pl.col("grundlag") > 0)
        & (pl.col("raekke") != "alle") & (pl.col("kolonne") != "alle")
    )  # fmt: skip
    if theme.parts:
        rows = rows.filter(pl.col(part).is_in(theme.parts))
    keys = rows[part].unique().to_list()
    labels = {key: source.labels.text(key) for key in keys}
    said = {key: theme.phrase.format(_inside(label, theme)) for key, label in labels.items()}
    order = {key: 1000 * at + place for place, key in enumerate(sorted(keys, key=source.labels.place))}
    lone = len(keys) == 1
    return rows.select(
        plads=pl.col(part).replace_strict(order, return_dtype=pl.Int64),
        tema=pl.lit(theme.name),
        linje=pl.lit(theme.name) if lone else pl.col(part).replace_strict(labels, return_dtype=pl.String),
        sagt=pl.col(part).replace_strict(said, return_dtype=pl.String),
        sted=pl.col(place),
        antal=pl.col("antal").cast(pl.Int64),
        grundlag=pl.col("grundlag").cast(pl.Int64),
    )


def _inside(label: str, theme: Theme) -> str:
    """A label inside a sentence: names of pathways keep their capital, and so do abbreviations."""
    own = "“" in theme.phrase or label[1:2].isupper()
    return label if own else f"{label[:1].lower()}{label[1:]}"
