"""Timing of measures counted anew (docs/contract/pathways.md): active quarters day by day, scenarios rule by rule."""

import polars as pl

from dagster_project.recount.cohort import Cohort
from dagster_project.recount.measures import merge_records
from dagster_project.recount.source import Source, monday_of

QUARTERS = 20
THRESHOLDS = (0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90)
SCENARIOS = ("ingen", "tidlig", "sen", "loebende")
WITHOUT_PATHWAY = "uden_forloeb"
CELLS = ("tabel", "noegle", "vaerdi", "antal", "grundlag")


def recount_timing(source: Source, cohort: Cohort) -> pl.DataFrame:
    """Cells of the four ``marts.timing_*``."""
    persons = cohort.maalgruppe.join(source.municipalities, on="kommune", how="semi").select(
        "person_id", "kommune", "dag"
    )
    touching = _touched_quarters(source, persons)
    active = touching.select("person_id", "kvartal").unique()
    scenarios = {limit: _scenarios(persons, active, limit) for limit in THRESHOLDS}
    own = scenarios[0.75]
    pathways = _pathways(source, persons)
    return pl.concat(
        [
            _by_scenario(pathways.join(own, on="person_id")),
            _by_quarter(pathways, active),
            _by_kind(touching.join(own, on="person_id")),
            *(_sensitivity(frame, limit) for limit, frame in scenarios.items()),
        ]
    )


def _touched_quarters(source: Source, persons: pl.DataFrame) -> pl.DataFrame:
    """``person_id, maaling, foranstaltning, kvartal``: every quarter whose days a measure touches, begun whenever."""
    records = source.register_of(persons, "amfora", "person_id, foranst, startdto, slutdto")
    known = source.meaning(merge_records(records), "foranst", "startdto", ["foranstaltning", "lab"])
    measures = known.filter(pl.col("lab") == "J").join(persons, on="person_id").with_row_index("maaling")
    days = 7 * int(source.study["uger_pr_kvartal"])
    quarters = pl.DataFrame({"kvartal": range(1, QUARTERS + 1)})
    first = monday_of(pl.col("dag")) - pl.duration(days=days * (QUARTERS + 1) - days * pl.col("kvartal"))
    placed = measures.join(quarters, how="cross").with_columns(foerste=first)
    touched = (pl.col("startdto") < pl.col("foerste") + pl.duration(days=days)) & (
        pl.col("slutdto") >= pl.col("foerste")
    )
    return placed.filter(touched).select("person_id", "maaling", "foranstaltning", "kvartal")


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


def _by_scenario(members: pl.DataFrame) -> pl.DataFrame:
    key = ["analyse", "kommune", "forloebstype"]
    base = members.group_by(key).agg(grundlag=pl.len())
    tally = members.group_by(*key, "scenarie").agg(antal=pl.len())
    grid = base.join(pl.DataFrame({"scenarie": SCENARIOS}), how="cross").join(tally, on=[*key, "scenarie"], how="left")
    return cells_of("timing_scenarie", grid, [*key, "scenarie"])


def _by_quarter(pathways: pl.DataFrame, active: pl.DataFrame) -> pl.DataFrame:
    key = ["analyse", "kommune", "forloebstype"]
    base = pathways.group_by(key).agg(grundlag=pl.len())
    tally = pathways.join(active, on="person_id").group_by(*key, "kvartal").agg(antal=pl.len())
    grid = base.join(pl.DataFrame({"kvartal": range(1, QUARTERS + 1)}), how="cross")
    return cells_of("timing_kvartal", grid.join(tally, on=[*key, "kvartal"], how="left"), [*key, "kvartal"])


def _by_kind(touching: pl.DataFrame) -> pl.DataFrame:
    measures = touching.unique("maaling")
    tally = measures.group_by("scenarie", "foranstaltning").agg(antal=pl.len())
    whole = tally.with_columns(grundlag=pl.col("antal").sum().over("scenarie"))
    return cells_of("timing_foranstaltning", whole, ["scenarie", "foranstaltning"])


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
    noegle = pl.concat_str([pl.col(name).cast(pl.String) for name in key], separator="/")
    return counted.with_columns(tabel=pl.lit(tabel), noegle=noegle, vaerdi=share.cast(pl.Float64)).select(CELLS)
