"""Registers about everyone: bef, udda, ind, idap, as frames with the columns of the deliveries."""

import numpy as np
import polars as pl

from dagster_project.study import Study
from synthetic.educations import RESEARCHER, SCHOOL, code_of
from synthetic.municipalities import codes_of_the_time
from synthetic.population import Population
from synthetic.streams import stream

# Snapshots: one a year around the period; those granted before it are only in an old one.
OLD_SNAPSHOT = pl.date(2003, 1, 1)
# Gaps are planted where three persons more or less move no printed cell.
FAR_AWAY = ("region_syddanmark",)
WITHOUT_ROW, FOUND_LATER, OLDEST_ONLY_LATER = 3, 5, pl.date(2008, 1, 1)
BEF_COLUMNS = {
    "KOEN": "koen", "FOED_DAG": "foed_dag", "KOM": "kommune", "IE_TYPE": "ie_type", "CIVST": "civst",
    "MOR_ID": "mor_id", "FAR_ID": "far_id", "E_FAELLE_ID": "e_faelle_id",
}  # fmt: skip
"""Columns of BEF, by what the generator calls them, after the number and the day."""


def bef(population: Population, study: Study, seed: int) -> pl.DataFrame:
    """Snapshots: the målgruppe in every year of the period, the rest on the reference date."""
    people = bef_columns(population.people, "gruppe", "place", "afgdato")
    years = range(study.periode[0].year, study.periode[1].year + 1)
    cohort = people.filter(pl.col("gruppe") == "maalgruppe")
    snapshots = [_snapshot(cohort, year, study, seed) for year in years]
    rest = people.filter(pl.col("gruppe").is_in(["oevrig", "uden_for_alder"]))
    snapshots.append(rest.with_columns(REFERENCETID=pl.lit(study.oevrig_referencedato)))
    snapshots.append(people.filter(pl.col("gruppe") == "historik").with_columns(REFERENCETID=OLD_SNAPSHOT))
    whole = (
        _with_gaps(pl.concat(snapshots), seed).select("PNR", "REFERENCETID", *BEF_COLUMNS).sort("REFERENCETID", "PNR")
    )
    return codes_of_the_time(whole, "KOM", pl.col("REFERENCETID"))


def _with_gaps(snapshots: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Relatives' numbers that are none, a few grantees without any row, and some found only after their grant."""
    drawn = pl.Series(stream(seed, "bef", "mangler").random(snapshots.height))
    for column, share in (("E_FAELLE_ID", 0.002), ("MOR_ID", 0.004)):
        nothing = (pl.col(column) == "") & (drawn < share)
        odd = pl.when(drawn < share / 2).then(pl.lit("0000000000")).otherwise(pl.lit("12345"))
        snapshots = snapshots.with_columns(pl.when(nothing).then(odd).otherwise(column).alias(column))
    granted = snapshots.filter(pl.col("place").is_in(FAR_AWAY))
    missing = granted["PNR"].unique().sort().head(WITHOUT_ROW)
    early = granted.filter(pl.col("afgdato") < OLDEST_ONLY_LATER)["PNR"].unique().sort().head(FOUND_LATER)
    only_later = pl.col("PNR").is_in(early.implode()) & (pl.col("REFERENCETID") < pl.col("afgdato"))
    return snapshots.filter(~pl.col("PNR").is_in(missing.implode()) & ~only_later)


def bef_columns(people: pl.DataFrame, *more: str | pl.Expr) -> pl.DataFrame:
    """What BEF says of ``people`` (columns as the generator calls them), after what is asked for besides."""
    return people.select(*more, PNR="pnr", **BEF_COLUMNS)


def _snapshot(cohort: pl.DataFrame, year: int, study: Study, seed: int) -> pl.DataFrame:
    """1 January of ``year`` for the målgruppe: as planted in the year of the grant, a little different in other years.

    The difference is what a wrong choice of snapshot would count: another partner status, another municipality.
    Snapshots after the reference date hold only those whose grant they are needed for.
    """
    own = pl.col("afgdato").dt.year() == year
    frame = cohort if year <= study.oevrig_referencedato.year else cohort.filter(own)
    other = pl.Series(stream(seed, "andet aar", year).random(frame.height))
    alone = ~own & (other < 0.04)
    moved = ~own & (other > 0.98)
    return frame.with_columns(
        REFERENCETID=pl.date(year, 1, 1),
        E_FAELLE_ID=pl.when(alone).then(pl.lit("")).otherwise("E_FAELLE_ID"),
        CIVST=pl.when(alone).then(pl.lit("U")).otherwise("CIVST"),
        KOM=pl.when(moved).then(pl.lit(study.kommuner[0])).otherwise("KOM"),
    )


def udda(people: pl.DataFrame, seed: int, block: int) -> pl.DataFrame:
    """PNR, HFAUDD, HF_VFRA: the level in force on the index date, earlier schooling, a few later educations.

    Of those without an education after school some have no row at all, or an empty code (uoplyst).
    """
    rng = stream(seed, "udda", block)
    n = people.height
    index, born = people["indeksdato"].to_numpy(), people["foed_dag"].to_numpy()
    room = np.maximum((index - born).astype(int) - 5_500, 10)
    gained = index - (1 + rng.random(n) * room).astype("timedelta64[D]")
    # One in a hundred finished on the very index date, which counts.
    gained = np.where(rng.random(n) < 0.01, index, gained)
    level = people["uddannelse"].to_numpy()
    pick = rng.integers(0, 840, n)
    code = np.array([code_of(key, int(i)) for key, i in zip(level, pick, strict=True)], dtype=object)
    school = level == "grundskole"
    code[school & (rng.random(n) < 0.08)] = ""
    missing = school & (rng.random(n) < 0.05)
    main = pl.DataFrame({"PNR": people["pnr"], "HFAUDD": code.astype(str), "HF_VFRA": gained}).filter(
        pl.Series(~missing)
    )
    earlier = np.flatnonzero(~school & (rng.random(n) < 0.15))
    later = np.flatnonzero(rng.random(n) < 0.02)
    return pl.concat(
        [
            main,
            _extra(people, earlier, gained[earlier] - np.timedelta64(1_200, "D"), SCHOOL),
            _extra(
                people,
                later,
                index[later] + rng.integers(1, 700, len(later)).astype("timedelta64[D]"),
                RESEARCHER,
            ),
        ]
    ).sort("PNR", "HF_VFRA")


def _extra(people: pl.DataFrame, rows: np.ndarray, day: np.ndarray, code: str) -> pl.DataFrame:
    return pl.DataFrame({"PNR": people["pnr"].gather(rows), "HFAUDD": [code] * len(rows), "HF_VFRA": day})


def income(people: pl.DataFrame, seed: int, block: int) -> pl.DataFrame:
    """PNR, AAR, BRUTTO: the year of the index date as planted, for one in eight also the year before."""
    return _yearly(people, "brutto", "BRUTTO", 0.93, stream(seed, "ind", block))


def unemployment(people: pl.DataFrame, seed: int, block: int) -> pl.DataFrame:
    """PNR, AAR, ARLEDGR: as `income`."""
    return _yearly(people, "arledgr", "ARLEDGR", 0.5, stream(seed, "idap", block))


def _yearly(people: pl.DataFrame, source: str, target: str, before: float, rng: np.random.Generator) -> pl.DataFrame:
    year = people.select(
        PNR="pnr", AAR=pl.col("indeksdato").dt.year().cast(pl.Int64), value=pl.col(source).cast(pl.Int64)
    )
    earlier = year.filter(pl.Series(rng.random(people.height) < 0.125)).with_columns(
        AAR=pl.col("AAR") - 1, value=(pl.col("value") * before).cast(pl.Int64)
    )
    return pl.concat([year, earlier]).rename({"value": target}).sort("PNR", "AAR")
