"""Chapter 7 and the appendices counted anew, from the pathway groups as they are and the weeks and measures again."""

import polars as pl

from dagster_project.recount.cells import ALL, counts, distribute, finish, means, shares, totals
from dagster_project.recount.cohort import FOUR, Cohort
from dagster_project.recount.measures import measures_before_grant
from dagster_project.recount.medicine import bought_types, psychotropics
from dagster_project.recount.source import Source
from dagster_project.recount.states import quarter_states_of


def recount_pathways(source: Source, cohort: Cohort) -> pl.DataFrame:
    """Tables 7.1-7.7, those of both analyses, bilag 1 and bilag 2."""
    groups = source.read('SELECT person_id, "analyse" AS analyse, kommune, forloebstype AS type FROM forloeb.gruppe')
    groups = groups.join(source.municipalities, on="kommune").rename({"noegle": "kolonne"})
    separate = groups.filter(pl.col("analyse") == "kommune")
    types = source.codes("forloebstype")
    return pl.concat(
        [
            *_sizes(groups.filter(pl.col("analyse") == "samlet"), separate, cohort),
            *_both_analyses(groups.filter(pl.col("analyse") == "samlet"), separate, cohort),
            *_measures(source, cohort, separate, types.filter(pl.col("tabel").is_not_null())),
            *_mean_quarters(source, cohort, separate),
            *_medicine(source, cohort, separate),
        ]
    )


def _sizes(pooled: pl.DataFrame, separate: pl.DataFrame, cohort: Cohort) -> list[pl.DataFrame]:
    """Tables 7.1 and 7.2: which pathways there are, and how many follow them."""
    types = pl.concat([pooled, separate])["type"].unique().sort().to_list()
    found = distribute(separate.with_columns(raekke="type"), types, cohort.studied).filter(pl.col("antal") > 0)
    marks = found.with_columns(statistik=pl.lit("mark"), vaerdi=pl.lit(1.0), antal=pl.lit(None), grundlag=pl.lit(None))
    cells = [finish(marks, "7.1", True), shares("7.2", found),
             counts("7.2", totals(separate, cohort.studied)), counts("7.2", found, required=False)]  # fmt: skip
    for tabel, groups in (("7.2", pooled), ("7.2_kommune", separate)):
        whole = groups.with_columns(raekke="type", kolonne=pl.lit(FOUR))
        numbers = distribute(whole, types, [FOUR]).filter(pl.col("antal") > 0)
        cells.append(counts(tabel, numbers))
        cells.append(shares(tabel, numbers, required=False))
        cells.append(counts(tabel, totals(whole, [FOUR]), required=tabel == "7.2"))
    return cells


def _both_analyses(pooled: pl.DataFrame, separate: pl.DataFrame, cohort: Cohort) -> list[pl.DataFrame]:
    """Table 7.2_samlet, zeros included, and 7.2_kryds: every pair of pathways that a municipality has."""
    everywhere = pl.concat([pooled, pooled.with_columns(kolonne=pl.lit(FOUR))])
    types = pooled["type"].unique().sort().to_list()
    sizes = distribute(everywhere.with_columns(raekke="type"), types, cohort.four_columns)
    both = pooled.join(separate.select("person_id", egen="type"), on="person_id")
    cells = [shares("7.2_samlet", sizes), counts("7.2_samlet", sizes),
             counts("7.2_samlet", totals(everywhere, cohort.four_columns))]  # fmt: skip
    for place in cohort.studied:
        here = both.filter(pl.col("kolonne") == place)
        paired = here.select(raekke="type", kolonne=pl.concat_str([pl.lit(place), "egen"], separator=":"))
        own = [paired[name].unique().sort().to_list() for name in ("raekke", "kolonne")]
        cells.append(counts("7.2_kryds", distribute(paired, *own)))
    return cells


def _measures(source: Source, cohort: Cohort, separate: pl.DataFrame, types: pl.DataFrame) -> list[pl.DataFrame]:
    """Tables 7.3-7.7: measures by type, one table per pathway; a municipality without the pathway has no column."""
    kinds = source.codes("foranst").filter(pl.col("lab") == "J")["foranstaltning"].unique(maintain_order=True)
    measures = measures_before_grant(source, cohort).join(separate, on="person_id")
    cells = []
    for name, tabel in types.select("forloebstype", "tabel").iter_rows():
        columns = separate.filter(pl.col("type") == name)["kolonne"].unique().sort().to_list()
        members = measures.filter(pl.col("type") == name)
        cells.append(shares(tabel, distribute(members, kinds.to_list(), columns)))
        cells.append(counts(tabel, totals(members, columns)))
        whole = [
            shares(tabel, distribute(members.with_columns(kolonne=pl.lit(FOUR)), kinds.to_list(), [FOUR])),
            counts(tabel, totals(members.with_columns(kolonne=pl.lit(FOUR)), [FOUR])),
        ]
        cells.extend(frame.with_columns(kraevet=pl.lit(False)) for frame in whole)
    return cells


def _mean_quarters(source: Source, cohort: Cohort, separate: pl.DataFrame) -> list[pl.DataFrame]:
    """Bilag 1: mean quarters per state, number and share of every pathway, one table per municipality."""
    alphabet = source.states["tilstand"].to_list()
    states = quarter_states_of(source, cohort.of_the_four.select("person_id", "dag").unique())
    quarters = separate.join(states, on="person_id").rename({"kolonne": "sted", "type": "kolonne"})
    sizes = separate.group_by(sted="kolonne", kolonne="type").agg(antal=pl.len().cast(pl.Int64))
    cells = []
    for place in cohort.studied:
        size = sizes.filter(pl.col("sted") == place)
        present = size["kolonne"].sort().to_list()
        spent = distribute(quarters.filter(pl.col("sted") == place).with_columns(raekke="tilstand"), alphabet, present)
        mean = pl.concat([spent.select("raekke", "kolonne", "antal"), _all_quarters(spent)]).join(
            size.select("kolonne", personer="antal"), on="kolonne"
        )
        tabel = f"bilag_1_{place}"
        cells.append(means(tabel, "mean", mean.with_columns(vaerdi=pl.col("antal") / pl.col("personer"))))
        cells.append(counts(tabel, size.with_columns(raekke=pl.lit("antal_sekvenser"))))
        share = size.with_columns(raekke=pl.lit("andel"), grundlag=pl.col("antal").sum())
        cells.append(shares(tabel, share))
    return cells


def _all_quarters(spent: pl.DataFrame) -> pl.DataFrame:
    whole = spent.group_by("kolonne").agg(pl.col("antal").sum()).with_columns(raekke=pl.lit("i_alt_kvartaler"))
    return whole.select("raekke", "kolonne", "antal")


def _medicine(source: Source, cohort: Cohort, separate: pl.DataFrame) -> list[pl.DataFrame]:
    """Bilag 2: users of ADHD medicine and of psykofarmaka, one table per municipality.

    The column for all is the målgruppe of the municipality, with or without a sequence.
    """
    everybody = cohort.in_columns(cohort.maalgruppe, cohort.studied).select("person_id", "dag", "kolonne")
    members = everybody.join(separate.select("person_id", "type"), on="person_id")
    adhd = bought_types(source, everybody).filter(pl.col("raekke") == "adhd_medicin")
    used = pl.concat([adhd, psychotropics(source, everybody)])
    both = pl.concat([everybody.with_columns(type=pl.lit(ALL)), members], how="vertical")
    cells = []
    for place in cohort.studied:
        here = both.filter(pl.col("kolonne") == place).select("person_id", kolonne="type")
        columns = sorted({ALL, *here["kolonne"]})
        base = totals(here, columns, "antal_personer")
        users = distribute(used.join(here, on="person_id"), ["adhd_medicin", "psykofarmaka"], columns)
        share = users.drop("grundlag").join(base.select("kolonne", grundlag="antal"), on="kolonne")
        cells.extend([counts(f"bilag_2_{place}", base), shares(f"bilag_2_{place}", share)])
    return cells
