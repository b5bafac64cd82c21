"""The deliveries of 2026 at seed scale: decisions to report, corrections of them, and what the rules look up."""

from datetime import date

import numpy as np
import polars as pl

from synthetic.background import BEF_COLUMNS, bef_columns
from synthetic.breaches import with_breaches
from synthetic.dates import APRIL, MARCH
from synthetic.files import TextForm
from synthetic.landing import At, Landing
from synthetic.population import Population
from synthetic.reporting import build_reporting
from synthetic.rule_cases import rows
from synthetic.streams import stream

CUT = date(2026, 3, 27)
SNAPSHOT = date(2026, 1, 1)


def write_reporting(landing: Landing, population: Population, seed: int) -> pl.DataFrame:
    """Two deliveries of decisions, and what else is known of their persons; the answer is the expected breaches.

    The second delivery corrects diagnoses, moves one decision to another month and annuls one.
    """
    rng = stream(seed, "leverancer", "indberetning")
    made = build_reporting(population, seed)
    final, expected = with_breaches(made, rng)
    people = population.people[final["person"].unique().sort().to_numpy()]
    final = final.drop("person")
    early = final.filter((pl.col("AFGDATO") <= CUT) | (pl.col("AFGOERELSE") == "I"))
    first, changed = _before_correction(early, expected["sagsid"], rng)
    landing.text(At("tilkendelsesregister", MARCH, "afgoerelser_2025_2026.csv"), first, TextForm(encoding="utf-8-sig"))
    late = pl.concat([final.filter(pl.col("AFGDATO") > CUT), changed]).sort("SAGSID")
    landing.parquet(At("tilkendelsesregister", APRIL, "afgoerelser_2026_04.parquet"), late)
    _write_background(landing, people, final, rng)
    _write_rule_cases(landing)
    beside = expected.with_columns(tilfaelde=pl.lit("brud i en tilfældig sag"))
    return pl.concat([beside, rows.expected()]).sort("sagsid", "regel")


def _before_correction(
    early: pl.DataFrame, untouched: pl.Series, rng: np.random.Generator
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(the rows as first delivered, those of the next delivery that change them)."""
    march = (pl.col("AFGDATO") >= date(2026, 3, 1)) & ~pl.col("SAGSID").is_in(untouched.implode())
    chosen = early.filter(march & (pl.col("AFGOERELSE") == "T")).sample(8, seed=int(rng.integers(2**31)), shuffle=True)
    diagnosis, moved, annulled = chosen[:6], chosen[6:7], chosen[7:8]
    first = early.with_columns(
        DIAG2=pl.when(pl.col("SAGSID").is_in(diagnosis["SAGSID"].implode())).then(pl.lit("Z73.0")).otherwise("DIAG2"),
    )
    earlier = moved.with_columns(
        AFGDATO=pl.lit(date(2026, 2, 27)),
        MOEDETILBUD_DATO=pl.lit(date(2026, 2, 20)),
        PAABDATO=pl.lit(date(2026, 2, 2)),
        REHABTEAM_DATO=pl.lit(date(2026, 1, 28)),
        ANSDATO=pl.lit(date(2026, 1, 5)),
    )
    undone = annulled.with_columns(AFGOERELSE=pl.lit("I"), AFGDATO=pl.lit(None, pl.Date))
    return first, pl.concat([diagnosis, earlier, undone])


def _write_background(landing: Landing, people: pl.DataFrame, cases: pl.DataFrame, rng: np.random.Generator) -> None:
    """The newest snapshot, incomes of 2024, and the ressourceforløb that the decisions speak of."""
    resident = people.filter(~pl.col("pnr").is_in(cases.filter(pl.col("BOPKOM") == "000")["PNR"].implode()))
    snapshot = bef_columns(resident).select("PNR", pl.lit(SNAPSHOT).alias("REFERENCETID"), *BEF_COLUMNS).sort("PNR")
    landing.text(At("bef", MARCH, "bef_2026.csv"), snapshot, TextForm(dates="tal"))
    incomes = people.select(PNR="pnr", AAR=pl.lit(2024), BRUTTO=(pl.col("brutto") * 1.4).round().cast(pl.Int64)).sort(
        "PNR"
    )
    landing.text(At("ind", MARCH, "ind_2024.csv"), incomes, TextForm())
    course = cases.filter(pl.col("RESSOURCEFORLOEB") == "J").unique("PNR", keep="first", maintain_order=True)
    begun = pl.Series(np.datetime64("2023-01-02") + rng.integers(0, 900, course.height).astype("timedelta64[D]"))
    amfora = course.select("PNR", FORANST=pl.lit("11"), STARTDTO=begun, SLUTDTO=begun + pl.duration(days=300))
    landing.text(At("amfora", MARCH, "amfora_ressourceforloeb.csv"), amfora.sort("PNR"), TextForm(delimiter=","))


def _write_rule_cases(landing: Landing) -> None:
    """The cases on each side of every rule, and their persons: in files of their own, of no study's years."""
    first, later = rows.decisions()
    landing.text(At("tilkendelsesregister", MARCH, "regelsager.csv"), first, TextForm())
    landing.text(At("tilkendelsesregister", APRIL, "regelsager_igen.csv"), later, TextForm())
    persons = rows.people()
    abroad = first.filter(pl.col("BOPKOM") == "000")["PNR"]
    nobody = {name: pl.lit(None, pl.Utf8) for name in ("MOR_ID", "FAR_ID", "E_FAELLE_ID")}
    snapshot = persons.filter(~pl.col("pnr").is_in(abroad.implode())).select(
        PNR="pnr",
        REFERENCETID=pl.lit(SNAPSHOT),
        KOEN="koen",
        FOED_DAG="foed_dag",
        KOM="kommune",
        IE_TYPE=pl.lit("1"),
        CIVST=pl.lit("U"),
        **nobody,
    )
    landing.text(At("bef", MARCH, "bef_2026_regelsager.csv"), snapshot.sort("PNR"), TextForm())
    course = persons.drop_nulls("forloeb").select(
        PNR="pnr", FORANST=pl.lit("11"), STARTDTO="forloeb", SLUTDTO=pl.col("forloeb") + pl.duration(days=300)
    )
    landing.text(At("amfora", MARCH, "amfora_regelsager.csv"), course.sort("PNR"), TextForm())
    pensions = persons.drop_nulls("pension").select(PNR="pnr", FRA="pension", TIL=pl.lit(None, pl.Date))
    landing.text(At("foertidspension", MARCH, "regelsager.csv"), pensions.sort("PNR"), TextForm())
    landing.text(At("dream", MARCH, "regelsager.csv"), rows.weeks(), TextForm())
