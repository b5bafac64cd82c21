"""The nine registers as frames with the columns of their deliveries."""

import numpy as np
import polars as pl

from synthetic.benefits import Careers
from synthetic.careers import week_number
from synthetic.decisions import COLUMNS
from synthetic.educations import codes_by_level
from synthetic.recent.pathways import WEEKS, weekly_codes
from synthetic.recent.people import YEAR
from synthetic.streams import stream

DIAGNOSES = ("F32.1", "F43.1", "F20.0", "M54.5", "I25.9", "G35", "C50.9")
MEDICINES = ("N06AB04", "N06AX11", "N05AH04", "N05BA04", "N06BA04", "C09AA02")
FIRST_INCOME = YEAR - 6
# Kinds that go through a ressourceforløb, which is a measure of its own (outside LAB).
WITH_COURSE = ("ressourceforloeb", "ung")
COURSE, LAST_MEASURE, MOST_MEASURES = "11", 10, 4


def decisions(people: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Grants and refusals of the year."""
    rng = stream(seed, "nyere", "afgoerelser")
    cases = people.filter(pl.col("rolle") != "oevrig")
    n, refused = cases.height, pl.col("rolle") == "afslag"
    begun = pl.col("afgdato") - _days(20, 90, n, rng)
    number = pl.Series([f"{YEAR}-{number:06d}" for number in rng.permutation(n)])
    return cases.select(
        number.alias("SAGSID"),
        PNR="pnr",
        BOPKOM="kommune",
        ANSDATO=begun - _days(0, 60, n, rng),
        PAABDATO=begun,
        AFGDATO="afgdato",
        AFGOERELSE=pl.when(refused).then(pl.lit("A")).otherwise(pl.lit("T")),
        GRUNDLAG=pl.Series(rng.choice(["1", "2", "3"], n, p=[0.7, 0.2, 0.1])),
        DIAG1=pl.Series(rng.choice(DIAGNOSES, n)),
        DIAG2=pl.lit(""),
        DIAG3=pl.lit(""),
        AFSLAGSGRUND=pl.when(refused).then(pl.Series(rng.integers(1, 9, n)).cast(pl.String)).otherwise(pl.lit("")),
    ).select(COLUMNS)


def dream(people: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Weeks of the grantees, from a year before the first sequence to the end of the year after."""
    granted = people.filter(pl.col("rolle") == "bevilget")
    grants = week_number(granted["afgdato"].to_numpy())
    weeks = range(int(grants.min()) - WEEKS - 52, int(grants.max()) + 13)
    return Careers(granted["pnr"], weeks, weekly_codes(granted["kind"].to_numpy(), grants, weeks, seed)).frame()


def measures(people: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Up to four measures of each grantee in the five years, and a ressourceforløb of those who went through one."""
    rng = stream(seed, "nyere", "foranstaltninger")
    granted = people.filter(pl.col("rolle") == "bevilget")
    number = rng.integers(0, MOST_MEASURES + 1, granted.height)
    person = np.repeat(np.arange(granted.height), number)
    course = np.flatnonzero(granted["kind"].is_in(WITH_COURSE).to_numpy())
    place = pl.Series(np.concatenate([person, course]))
    kind = np.concatenate([rng.integers(1, LAST_MEASURE + 1, len(person)).astype(str), np.full(len(course), COURSE)])
    before = np.concatenate([rng.integers(20, WEEKS * 7, len(person)), rng.integers(700, WEEKS * 7, len(course))])
    length = np.where(kind == COURSE, before - 10, np.minimum(rng.integers(14, 300, len(kind)), before))
    begun = granted["afgdato"].gather(place).to_numpy() - before.astype("timedelta64[D]")
    return pl.DataFrame(
        {
            "PNR": granted["pnr"].gather(place),
            "FORANST": kind,
            "STARTDTO": begun,
            "SLUTDTO": begun + length.astype("timedelta64[D]"),
        }
    ).sort("PNR", "STARTDTO", "FORANST")


def snapshots(people: pl.DataFrame) -> pl.DataFrame:
    """1 January of the year, everybody; one in three of the grown-ups lives with somebody."""
    married = pl.int_range(pl.len()) % 3 == 0
    return people.select(
        PNR="pnr",
        REFERENCETID=pl.date(YEAR, 1, 1),
        KOEN=pl.when("kvinde").then(pl.lit("2")).otherwise(pl.lit("1")),
        FOED_DAG="foed_dag",
        KOM="kommune",
        IE_TYPE=pl.when(pl.int_range(pl.len()) % 11 == 0).then(pl.lit("2")).otherwise(pl.lit("1")),
        CIVST=pl.when(married).then(pl.lit("G")).otherwise(pl.lit("U")),
        MOR_ID="mor_id",
        FAR_ID="far_id",
        E_FAELLE_ID=pl.when(married).then(pl.col("pnr").shift(1).fill_null("")).otherwise(pl.lit("")),
    )


def educations(people: pl.DataFrame, seed: int) -> pl.DataFrame:
    """One education each, somewhere between the seventeenth and the nineteenth year of life."""
    rng = stream(seed, "nyere", "uddannelse")
    codes = sorted(code for level in codes_by_level().values() for code in level)
    return people.select(
        PNR="pnr",
        HFAUDD=pl.Series(rng.choice(codes, people.height)),
        HF_VFRA=pl.col("foed_dag") + _days(5_500, 5_800, people.height, rng),
    )


def incomes(people: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Gross incomes of the years before the decision."""
    rng = stream(seed, "nyere", "indkomst")
    rows = people.join(pl.DataFrame({"aar": range(FIRST_INCOME, YEAR)}), how="cross")
    return rows.select(PNR="pnr", AAR="aar", BRUTTO=pl.Series(rng.integers(120_000, 420_000, rows.height)))


def unemployment(people: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Degree of unemployment, promille, of the years before the decision."""
    rng = stream(seed, "nyere", "ledighed")
    rows = people.join(pl.DataFrame({"aar": range(FIRST_INCOME, YEAR)}), how="cross")
    some = np.where(rng.random(rows.height) < 0.3, rng.integers(1, 900, rows.height), 0)
    return rows.select(PNR="pnr", AAR="aar", ARLEDGR=pl.Series(some))


def dispensings(people: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Medicine of half of the people in the two years that a window of a year before a decision can reach."""
    rng = stream(seed, "nyere", "medicin")
    taken = people["pnr"].gather(np.flatnonzero(rng.random(people.height) < 0.5))
    day = np.datetime64(f"{YEAR - 1}-01-01") + rng.integers(0, 730, len(taken)).astype("timedelta64[D]")
    return pl.DataFrame({"PNR": taken, "EKSD": day, "ATC": rng.choice(MEDICINES, len(taken)), "APK": 1}).sort("EKSD")


def parents_pensions(people: pl.DataFrame, seed: int) -> pl.DataFrame:
    """Every eighth parent had a pension."""
    rng = stream(seed, "nyere", "foraeldre")
    parents = pl.concat([people["mor_id"], people["far_id"]]).filter(
        pl.concat([people["mor_id"], people["far_id"]]) != ""
    )
    chosen = parents.gather(np.flatnonzero(rng.random(len(parents)) < 0.125))
    begun = np.datetime64("2001-01-01") + rng.integers(0, 7_000, len(chosen)).astype("timedelta64[D]")
    return pl.DataFrame({"PNR": chosen, "FRA": begun, "TIL": pl.Series([None] * len(chosen), dtype=pl.Date)})


def _days(low: int, high: int, n: int, rng: np.random.Generator) -> pl.Expr:
    return pl.duration(days=pl.lit(pl.Series(rng.integers(low, high, n))))
