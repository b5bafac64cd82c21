"""What each pathway is like, counted anew: shares of its members with a property, and means of their sequences."""

import polars as pl

from dagster_project.recount.cohort import FOUR, Cohort
from dagster_project.recount.decisions import diagnosis_group
from dagster_project.recount.described import described_maalgruppe, education_of
from dagster_project.recount.medicine import parents_on_pension, psychotropics
from dagster_project.recount.source import Source
from dagster_project.recount.states import quarter_states_of
from dagster_project.recount.timing import CELLS, cells_of

TABLE = "forloebstype_karakteristik"
PATHWAY = ["analyse", "sted", "type"]
MARRIED = ("G", "P")


def recount_characteristics(source: Source, cohort: Cohort) -> pl.DataFrame:
    """Cells of ``marts.forloebstype_karakteristik``."""
    groups = source.read('SELECT person_id, "analyse" AS analyse, kommune, forloebstype AS type FROM forloeb.gruppe')
    placed = groups.join(source.municipalities.rename({"noegle": "sted"}), on="kommune").drop("kommune")
    members = pl.concat([placed, placed.with_columns(sted=pl.lit(FOUR)).select(placed.columns)])
    return pl.concat([_sizes(members), _properties(source, cohort, members), *_sequences(source, cohort, members)])


def _sizes(members: pl.DataFrame) -> pl.DataFrame:
    tally = members.group_by(PATHWAY).agg(antal=pl.len().cast(pl.Int64))
    words = [pl.lit(word) for word in ("alle", "alle", "n")]
    noegle = pl.concat_str([*PATHWAY, *words], separator="/")
    return tally.with_columns(
        tabel=pl.lit(TABLE), noegle=noegle, vaerdi=pl.col("antal").cast(pl.Float64), grundlag=pl.lit(None, pl.Int64)
    ).select(CELLS)


def _properties(source: Source, cohort: Cohort, members: pl.DataFrame) -> pl.DataFrame:
    """Each property over those with a row in the register that tells it; uoplyst is a category of its own."""
    persons = members.select("person_id").unique()
    facts, categories = _facts(source, cohort, persons), _categories(source)
    known = members.join(facts, on="person_id")
    base = known.group_by(*PATHWAY, "egenskab").agg(grundlag=pl.len())
    tally = known.group_by(*PATHWAY, "egenskab", "kategori").agg(antal=pl.len())
    grid = base.join(categories, on="egenskab").join(tally, on=[*PATHWAY, "egenskab", "kategori"], how="left")
    words = grid.with_columns(statistik=pl.lit("percent"))
    return cells_of(TABLE, words, [*PATHWAY, "egenskab", "kategori", "statistik"], times=100.0)


def _facts(source: Source, cohort: Cohort, persons: pl.DataFrame) -> pl.DataFrame:
    """``person_id, egenskab, kategori``: a row for each property that is known of a person."""
    described = described_maalgruppe(source, cohort).join(persons, on="person_id", how="semi")
    in_bef = described.filter(pl.col("foed_dag").is_not_null())
    psyk = psychotropics(source, described)["person_id"].unique()
    pensioned = parents_on_pension(source)
    parent = pl.col("mor_id").is_in(pensioned.implode()) | pl.col("far_id").is_in(pensioned.implode())
    facts = {
        "koen": (
            in_bef,
            pl.when(pl.col("koen").is_null())
            .then(pl.lit("uoplyst"))
            .otherwise(_either(pl.col("koen") == "2", "kvinder", "maend")),
        ),
        "civilstand": (
            in_bef,
            pl.when(pl.col("civst").is_null())
            .then(pl.lit("uoplyst"))
            .otherwise(_either(pl.col("civst").is_in(MARRIED), "gift", "ikke_gift")),
        ),
        "foraelder_foertidspension": (in_bef, _either(parent, "ja", "nej")),
        "psykofarmaka": (described, _either(pl.col("person_id").is_in(psyk.implode()), "ja", "nej")),
        "diagnosegruppe": (described, diagnosis_group(pl.col("diag1"), source.codes("icd10_diagnosegruppe"))),
    }
    frames = [frame.select("person_id", egenskab=pl.lit(name), kategori=kind) for name, (frame, kind) in facts.items()]
    levels = education_of(source, described, "karakteristik").select("person_id", kategori="raekke")
    frames.append(levels.select("person_id", egenskab=pl.lit("uddannelse"), kategori="kategori"))
    return pl.concat([*frames, _age_bands(source, in_bef)])


def _either(holds: pl.Expr, yes: str, no: str) -> pl.Expr:
    return pl.when(holds.fill_null(False)).then(pl.lit(yes)).otherwise(pl.lit(no))


def _age_bands(source: Source, in_bef: pl.DataFrame) -> pl.DataFrame:
    bands = source.codes("aldersbaand").with_columns(pl.col("alder_fra", "alder_til").cast(pl.Int64))
    placed = in_bef.join_where(bands, pl.col("aar") >= pl.col("alder_fra"), pl.col("aar") <= pl.col("alder_til"))
    return placed.select("person_id", egenskab=pl.lit("aldersgruppe"), kategori="noegle")


def _categories(source: Source) -> pl.DataFrame:
    lists = {
        "aldersgruppe": source.codes("aldersbaand")["noegle"],
        "uddannelse": source.codes("uddannelsesniveau")["karakteristik"],
        "diagnosegruppe": source.codes("icd10_diagnosegruppe")["diagnosegruppe"],
        "koen": pl.Series(["kvinder", "maend", "uoplyst"]),
        "civilstand": pl.Series(["gift", "ikke_gift", "uoplyst"]),
        "foraelder_foertidspension": pl.Series(["ja", "nej"]),
        "psykofarmaka": pl.Series(["ja", "nej"]),
    }
    return pl.concat(
        pl.DataFrame({"egenskab": name, "kategori": kinds.unique(maintain_order=True)}) for name, kinds in lists.items()
    )


def _sequences(source: Source, cohort: Cohort, members: pl.DataFrame) -> list[pl.DataFrame]:
    """Mean quarters per state, mean shifts, and the mean first quarter of the state with most quarters."""
    states = quarter_states_of(source, cohort.of_the_four.select("person_id", "dag").unique()).sort(
        "person_id", "kvartal"
    )
    before = pl.col("tilstand").shift(1).over("person_id")
    shifts = states.with_columns(skift=(pl.col("tilstand") != before).fill_null(False))
    per_person = shifts.group_by("person_id").agg(skift=pl.col("skift").sum().cast(pl.Float64))
    sizes = members.group_by(PATHWAY).agg(stoerrelse=pl.len())
    of_pathway = members.join(
        states.group_by("person_id", "tilstand").agg(antal=pl.len(), foerste=pl.col("kvartal").min()), on="person_id"
    )
    spent = of_pathway.group_by(*PATHWAY, "tilstand").agg(pl.col("antal").sum(), start=pl.col("foerste").mean())
    grid = sizes.join(source.states.select("tilstand"), how="cross").join(spent, on=[*PATHWAY, "tilstand"], how="left")
    main = spent.sort("antal", "tilstand", descending=[True, False]).unique(PATHWAY, keep="first")
    return [
        _means("kvartaler", grid.with_columns(vaerdi=pl.col("antal").fill_null(0) / pl.col("stoerrelse"))),
        _means("startkvartal", main.with_columns(vaerdi="start")),
        _means(
            "skift",
            members.join(per_person, on="person_id")
            .group_by(PATHWAY)
            .agg(vaerdi=pl.col("skift").mean())
            .with_columns(tilstand=pl.lit("alle")),
        ),
    ]


def _means(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    noegle = pl.concat_str([*PATHWAY, pl.lit(name), pl.col("tilstand"), pl.lit("mean")], separator="/")
    nobody = pl.lit(None, pl.Int64)
    return frame.with_columns(tabel=pl.lit(TABLE), noegle=noegle).select(
        "tabel", "noegle", pl.col("vaerdi").cast(pl.Float64), antal=nobody, grundlag=nobody
    )
