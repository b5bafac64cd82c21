"""People in no comparison group: those granted before the period, children, and old people."""

import numpy as np
import polars as pl

from dagster_project.study import Study
from synthetic import printed, targets
from synthetic.streams import dealt, stream

# Grants per year against those of 2008, municipalities together: a peak before the reform of 2003, a dip at the
# municipal reform of 2007 (the course that section 2 of the report describes; no numbers are printed).
BEFORE = {2000: 1.0, 2001: 1.1, 2002: 1.3, 2003: 0.9, 2004: 1.0, 2005: 1.1, 2006: 1.1}
FIRST_HALF_2007 = 0.35


def grants_before(study: Study) -> dict[str, dict[str, int]]:
    """Earlier grants by municipality and year; "2007" is January to June."""
    course = {**BEFORE, study.periode[0].year: FIRST_HALF_2007}
    return {
        kommune: {str(year): round(printed.count("4.1", key, "2008") * share) for year, share in course.items()}
        for kommune, key in zip(study.kommuner, targets.FOUR, strict=True)
    }


def earlier_grantees(study: Study, seed: int) -> pl.DataFrame:
    """The persons of `grants_before`: they are in no BEF snapshot of the period, so in no comparison group."""
    rng = stream(seed, "tidligere tilkendte")
    counts = grants_before(study)
    kommune = np.concatenate([np.repeat(k, sum(v.values())) for k, v in counts.items()]).astype(object)
    year = dealt(kommune, counts, rng).astype(np.int64)
    n = len(year)
    half = np.where(year == study.periode[0].year, 180, 364)
    granted = np.array([np.datetime64(f"{y}-01-01") for y in year]) + (rng.random(n) * half).astype("timedelta64[D]")
    granted = np.busday_offset(granted, 0, roll="forward")
    age = np.clip(rng.normal(47, 11, n), 18.2, 64.8)
    return _frame(kommune, granted - np.rint(age * 365.2425).astype("timedelta64[D]"), rng).with_columns(
        gruppe=pl.lit("historik"), rolle=pl.lit("tidligere"), afgdato_foer=pl.Series(granted)
    )


def outside_the_ages(n: int, study: Study, seed: int) -> pl.DataFrame:
    """Children and old people of the four municipalities: in BEF, in no table."""
    rng = stream(seed, "uden for alder")
    low, high = study.oevrig_alder
    age = np.where(rng.random(n) < 0.5, rng.uniform(0.1, low - 0.1, n), rng.uniform(high + 1.1, 95, n))
    born = np.datetime64(study.oevrig_referencedato) - np.rint(age * 365.2425).astype("timedelta64[D]")
    kommune = rng.choice(np.array(study.kommuner, dtype=object), n)
    return _frame(kommune, born, rng).with_columns(gruppe=pl.lit("uden_for_alder"), rolle=pl.lit("uden_for_alder"))


def _frame(kommune: np.ndarray, born: np.ndarray, rng: np.random.Generator) -> pl.DataFrame:
    n = len(kommune)
    return pl.DataFrame(
        {
            "kommune": kommune.astype(str),
            "foed_dag": born.astype("datetime64[D]"),
            "koen": np.where(rng.random(n) < 0.5, "2", "1"),
            "ie_type": np.where(rng.random(n) < 0.08, "2", "1"),
            "har_partner": rng.random(n) < 0.4,
            "uddannelse": rng.choice(np.array(printed.rows_of("6.2")), n),
            "brutto": rng.integers(90_000, 300_000, n),
            "arledgr": np.zeros(n, dtype=np.int64),
        }
    )
