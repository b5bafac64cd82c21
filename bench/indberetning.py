"""A national year of reporting: about 60,000 decisions, first sent, then corrected, then looked at with nothing new."""

import tempfile
import time
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import polars as pl

from dagster_project.clock import COPENHAGEN
from dagster_project.indberetning.export import Run, export_months
from dagster_project.indberetning.rules.inputs import DECISION_COLUMNS, NOTHING
from dagster_project.indberetning.rules.lists import load_code_lists
from dagster_project.indberetning.timetable import months_between
from dagster_project.settings import load_settings

DECISIONS, PERSONS, YEARS = 60_000, 50_000, 5


def decisions_of(years: int) -> pl.DataFrame:
    """Decisions of the years that end with 2025, every column filled as a municipality would."""
    rng = np.random.default_rng(20251231)
    n = DECISIONS * years
    first = date(2026 - years, 1, 1)
    days = pl.lit(pl.Series(rng.integers(0, (date(2026, 1, 1) - first).days, n)))
    municipalities = np.array(load_code_lists(load_settings({})).municipalities)
    authority = pl.Series(rng.choice(municipalities, n))
    decided = pl.lit(first) + pl.duration(days=days)
    frame = pl.DataFrame({"nr": np.arange(n)}).select(
        sagsid=pl.format("S{}", "nr"),
        person_id=pl.format("p{}", pl.Series(rng.integers(0, PERSONS, n))),
        bopkom=authority,
        myndighed=authority,
        afgoerelse=pl.Series(rng.choice(np.array(["T", "A", "H"]), n, p=[0.6, 0.35, 0.05])),
        afgdato=decided,
        paabdato=decided - pl.duration(days=40),
        rehabteam_dato=decided - pl.duration(days=45),
        rehabteam_indstilling=pl.lit("T"),
        moedetilbud_dato=decided - pl.duration(days=20),
        lovgrundlag=pl.lit("18_DOK"),
        anledning=pl.lit("borger"),
        havde_ftp=pl.lit("N"),
        diag1=pl.lit("DF20.0"),
        arbejdsfunktioner=pl.lit("let kontorarbejde"),
        sagsbehandler=pl.lit("Team Øst; gruppe 2"),
        ressourceforloeb=pl.lit("N"),
        ansdato=decided - pl.duration(days=60),
        leverance=pl.lit(date(2026, 2, 1)),
        afgnr=pl.lit(1, pl.Int64),
        foed_dag=pl.lit(date(1970, 1, 1)),
    )
    absent = [
        pl.lit(None, kind).alias(column) for column, kind in DECISION_COLUMNS.items() if column not in frame.columns
    ]
    return frame.with_columns(absent).select(DECISION_COLUMNS.keys())


def lookup(person_ids: pl.Series) -> pl.DataFrame:
    """Ten digits for every person."""
    number = pl.col("person_id").str.strip_prefix("p").cast(pl.Int64) % 10_000
    digits = pl.format("010170{}", number.cast(pl.String).str.zfill(4))
    return pl.DataFrame({"person_id": person_ids}).with_columns(pnr=digits)


def main() -> None:
    """Print seconds for the year that is asked for, in a register of one year and of several."""
    for years in (1, YEARS):
        decisions = decisions_of(years)
        corrected = decisions.with_columns(
            diag1=pl.when(pl.int_range(pl.len()) % 50 == 0).then(pl.lit("DF32.1")).otherwise("diag1")
        )
        with tempfile.TemporaryDirectory() as home:
            settings = load_settings({"VEJE_HOME": home})
            for title, frame in (("first", decisions), ("corrected", corrected), ("nothing new", corrected)):
                inputs = replace(NOTHING, decisions=frame)
                run = Run("bench", inputs, datetime(2026, 2, 1, 6, tzinfo=COPENHAGEN), lookup)
                begun = time.perf_counter()
                report = export_months(settings, run, set(months_between("2025-01", "2025-12")))
                seconds = time.perf_counter() - begun
                print(f"{years} year(s), {title:<12} {seconds:6.1f} s, {len(report.written):>5} folders")
            print(f"  {sum(1 for _ in Path(home).rglob('manifest.json'))} folders on disk")


if __name__ == "__main__":
    main()
