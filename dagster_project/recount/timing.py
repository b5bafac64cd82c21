"""Timing of measures counted anew (docs/contract/pathways.md): active quarters day by day, scenarios rule by rule."""

import polars as pl

from dagster_project.recount.cohort import Cohort
from dagster_project.recount.measures import merge_records
from dagster_project.recount.source import Source, monday_of

QUARTERS = 20
THRESHOLDS = (0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90)
SCENARIOS = ("ingen", "tidlig", "sen", "loebende")
DIVISIONS = {"grov": SCENARIOS, "fin": (*SCENARIOS, "begge_ender", "midt")}
WITHOUT_PATHWAY, ALL = "uden_forloeb", "alle"
CELLS = ("tabel", "noegle", "vaerdi", "antal", "grundlag")
PATHWAY = ["analyse", "kommune", "forloebstype"]


def recount_timing(source: Source, cohort: Cohort) -> pl.DataFrame:
    """Cells of the four ``marts.timing_*``; of each kind of measure the persons, and their mean first quarter, too."""
    persons = cohort.maalgruppe.join(source.municipalities, on="kommune", how="semi").select(
        "person_id", "kommune", "dag"
    )
    touching = _touched_quarters(source, persons)
    active = touching.filter("lab").select("person_id", "kvartal").unique()
    scenarios = {limit: _scenarios(persons, active, limit) for limit in THRESHOLDS}
    divided = pl.concat(
        [
            scenarios[0.75].select("person_id", "scenarie", inddeling=pl.lit("grov")),
            _divided(scenarios[0.75], active).select("person_id", "scenarie", inddeling=pl.lit("fin")),
        ]
    )
    pathways = _pathways(source, persons)
    return pl.concat(
        [
            _by_scenario(pathways.join(divided, on="person_id")),
            _by_quarter(source, pathways, touching),
            *_by_kind(pathways.join(divided, on="person_id").join(touching, on="person_id")),
            *(_sensitivity(frame, limit) for limit, frame in scenarios.items()),
        ]
    )


def _touched_quarters(source: Source, persons: pl.DataFrame) -> pl.DataFrame:
    """``person_id, maaling, foranstaltning, lab, kvartal``: every quarter that a measure touches, begun whenever."""
    records = source.register_of(persons, "amfora", "person_id, foranst, startdto, slutdto")
    known = source.meaning(merge_records(records), "foranst", "startdto", ["foranstaltning", "lab", "timing"])
    in_lab = source.codes("foranst").filter(_is("lab"))["foranstaltning"].implode()
    apart = _is("timing") & ~pl.col("foranstaltning").is_in(in_lab)
    timed = known.filter(_is("lab") | apart).with_columns(lab=_is("lab"))
    measures = timed.join(persons, on="person_id").with_row_index("maaling")
    days = 7 * int(source.study["uger_pr_kvartal"])
    quarters = pl.DataFrame({"kvartal": range(1, QUARTERS + 1)})
    first = monday_of(pl.col("dag")) - pl.duration(days=days * (QUARTERS + 1) - days * pl.col("kvartal"))
    placed = measures.join(quarters, how="cross").with_columns(foerste=first)
    touched = (pl.col("startdto") < pl.col("foerste") + pl.duration(days=days)) & (
        pl.col("slutdto") >= pl.col("foerste")
    )
    return placed.filter(touched).select("person_id", "maaling", "foranstaltning", "lab", "kvartal")


def _is(column: str) -> pl.Expr:
    return pl.col(column).eq_missing("J")


def _scenarios(persons: pl.DataFrame, active: pl.DataFrame, limit: float) -> pl.DataFrame:
    quarter = pl.col("kvartal")
    counted = active.group_by("person_id").agg(
        a=pl.len(), f=(quarter <= 10).sum(), s=(quarter >= 11).sum(), t=(quarter >= 14).sum(), b=(quarter <= 7).sum()
    )
    every = (
        persons.select("person_id")
        .join(counted, on="person_id", how="left")
        .with_columns(pl.col("a", "f", "s", "t", "b").fill_null(0).cast(pl.Int64))
    )
    # In whole hundredths: 0.6 · 5 is 3.
    share = round(100 * limit) * pl.col("a")
    rule = (
        pl.when(pl.col("a") == 0).then(pl.lit("ingen"))
        .when((100 * pl.col("f") >= share) & (pl.col("t") <= 1)).then(pl.lit("tidlig"))
        .when((100 * pl.col("s") >= share) & (pl.col("b") <= 1)).then(pl.lit("sen"))
        .otherwise(pl.lit("loebende"))
    )  # fmt: skip
    return every.select("person_id", scenarie=rule)


def _pathways(source: Source, persons: pl.DataFrame) -> pl.DataFrame:
    groups = source.read('SELECT person_id, "analyse" AS analyse, forloebstype FROM forloeb.gruppe')
    both = persons.join(pl.DataFrame({"analyse": ["samlet", "kommune"]}), how="cross")
    return both.join(groups, on=["person_id", "analyse"], how="left").with_columns(
        pl.col("forloebstype").fill_null(WITHOUT_PATHWAY)
    )


def _divided(scenarios: pl.DataFrame, active: pl.DataFrame) -> pl.DataFrame:
    """The residual class by first and last active quarter, and the most quarters in a row between them without any."""
    ordered = active.sort("person_id", "kvartal").with_columns(
        pause=(pl.col("kvartal") - pl.col("kvartal").shift(1).over("person_id") - 1).fill_null(0)
    )
    quarter = pl.col("kvartal")
    spans = ordered.group_by("person_id").agg(
        f=quarter.min(),
        l=quarter.max(),
        p=pl.col("pause").max(),
        b=(quarter <= 7).any(),
        t=(quarter >= 14).any(),
    )
    rule = (
        pl.when(pl.col("scenarie") != "loebende").then("scenarie")
        .when((pl.col("f") <= 5) & (pl.col("l") >= 16) & (pl.col("p") <= 4)).then(pl.lit("loebende"))
        .when(pl.col("b") & pl.col("t") & (pl.col("p") >= 5)).then(pl.lit("begge_ender"))
        .otherwise(pl.lit("midt"))
    )  # fmt: skip
    return scenarios.join(spans, on="person_id", how="left").select("person_id", scenarie=rule)


def _by_scenario(members: pl.DataFrame) -> pl.DataFrame:
    key = [*PATHWAY, "inddeling", "scenarie"]
    base = members.filter(pl.col("inddeling") == "grov").group_by(PATHWAY).agg(grundlag=pl.len())
    tally = members.group_by(key).agg(antal=pl.len())
    pairs = [(division, name) for division, names in DIVISIONS.items() for name in names]
    every = pl.DataFrame(pairs, schema=["inddeling", "scenarie"], orient="row")
    return cells_of("timing_scenarie", base.join(every, how="cross").join(tally, on=key, how="left"), key)


def _by_quarter(source: Source, pathways: pl.DataFrame, touching: pl.DataFrame) -> pl.DataFrame:
    """Persons of each pathway in a measure of each kind; of any kind in LAB (``alle``)."""
    key = [*PATHWAY, "foranstaltning", "kvartal"]
    listed = source.codes("foranst").filter(_is("lab") | _is("timing")).select("foranstaltning").unique()
    kinds = pl.concat([listed, pl.DataFrame({"foranstaltning": [ALL]})])
    columns = ["person_id", "foranstaltning", "kvartal"]
    of_any = touching.filter("lab").with_columns(foranstaltning=pl.lit(ALL)).select(columns)
    active = pl.concat([touching.select(columns), of_any]).unique()
    base = pathways.group_by(PATHWAY).agg(grundlag=pl.len())
    grid = base.join(kinds, how="cross").join(pl.DataFrame({"kvartal": range(1, QUARTERS + 1)}), how="cross")
    tally = pathways.join(active, on="person_id").group_by(key).agg(antal=pl.len())
    return cells_of("timing_kvartal", grid.join(tally, on=key, how="left"), key)


def _by_kind(touching: pl.DataFrame) -> list[pl.DataFrame]:
    """Measures of each kind, and its persons; of a pathway in a municipality, of either, and of everybody."""
    everywhere = [
        touching.with_columns(pl.lit(ALL).alias(name) for name in names)
        for names in ((), ("kommune",), ("forloebstype",), ("kommune", "forloebstype"))
    ]
    group = [*PATHWAY, "inddeling", "scenarie"]
    key = [*group, "foranstaltning"]
    rows = pl.concat(everywhere)
    measures = rows.unique([*key, "maaling"]).group_by(*key, "lab").agg(antal=pl.len())
    whole = pl.when("lab").then(pl.col("antal").sum().over(*group, "lab"))
    first = rows.group_by(*key, "person_id").agg(pl.col("kvartal").min())
    persons = first.group_by(key).agg(antal=pl.len(), vaerdi=pl.col("kvartal").mean())
    counted = cells_of("timing_foranstaltning", measures.with_columns(grundlag=whole), key)
    of_persons = persons.with_columns(
        pl.col("antal").cast(pl.Int64),
        tabel=pl.lit("timing_foranstaltning_personer"),
        noegle=_key(key),
        grundlag=pl.lit(None, pl.Int64),
    )
    return [counted, of_persons.select(CELLS)]


def _sensitivity(scenarios: pl.DataFrame, limit: float) -> pl.DataFrame:
    tally = pl.DataFrame({"scenarie": SCENARIOS}).join(
        scenarios.group_by("scenarie").agg(antal=pl.len()), on="scenarie", how="left"
    )
    whole = tally.with_columns(graense=pl.lit(f"{limit:.2f}"), grundlag=pl.lit(scenarios.height))
    return cells_of("timing_foelsomhed", whole, ["graense", "scenarie"])


def cells_of(tabel: str, tally: pl.DataFrame, key: list[str], times: float = 1.0) -> pl.DataFrame:
    """Cells from ``antal`` (NULL: 0) and ``grundlag``; the value is ``times`` the share, none of nobody."""
    counted = tally.with_columns(pl.col("antal").fill_null(0).cast(pl.Int64), pl.col("grundlag").cast(pl.Int64))
    share = pl.when(pl.col("grundlag") > 0).then(times * pl.col("antal") / pl.col("grundlag"))
    return counted.with_columns(tabel=pl.lit(tabel), noegle=_key(key), vaerdi=share.cast(pl.Float64)).select(CELLS)


def _key(columns: list[str]) -> pl.Expr:
    return pl.concat_str([pl.col(name).cast(pl.String) for name in columns], separator="/")
