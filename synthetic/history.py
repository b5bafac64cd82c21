"""Grants before and after the period, as cases: the history of figure 2.2."""

import numpy as np
import polars as pl

from dagster_project.study import Study
from synthetic import printed
from synthetic.cases_of_period import with_dates
from synthetic.population import Population
from synthetic.streams import stream


def cases_outside(population: Population, study: Study, seed: int) -> pl.DataFrame:
    """Grants before and after the period, as cases; columns as `cases_of_period.build_period`."""
    people = population.people.with_row_index("person").with_columns(pl.col("person").cast(pl.Int64))
    before = people.filter(pl.col("rolle") == "tidligere").select("person", "kommune", afgdato="afgdato_foer")
    later = people.filter(pl.col("rolle") == "senere")
    rng = stream(seed, "senere tilkendte")
    day = np.datetime64(study.periode[1]) + 1 + (rng.random(later.height) ** 0.9 * 640).astype("timedelta64[D]")
    after = later.select("person", "kommune").with_columns(afgdato=pl.Series(np.busday_offset(day, 0, roll="forward")))
    cases = pl.concat([before, after]).rename({"kommune": "bopkom"})
    n = cases.height
    basis = rng.choice(np.array(["1", "2", "4", "6"]), n, p=[0.85, 0.12, 0.02, 0.01])
    group = rng.choice(np.array(printed.rows_of("5.3")), n)
    whole = cases.with_columns(
        place=pl.lit("historik"),
        afgoerelse=pl.lit("T"),
        ansdato=pl.lit(None, pl.Date),
        diagnosegruppe=pl.Series(group),
        grundlag=pl.Series(basis),
        afslagsgrund=pl.lit(""),
    )
    return with_dates(whole, seed)
