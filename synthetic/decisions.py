"""The register of decisions as rows of its deliveries: case numbers, order, and its declared columns."""

import numpy as np
import polars as pl

from dagster_project.study import Study
from synthetic.cases_of_period import build_period, with_diagnoses
from synthetic.history import cases_outside
from synthetic.municipalities import codes_of_the_time
from synthetic.population import Population
from synthetic.streams import stream

COLUMNS = [
    "SAGSID",
    "PNR",
    "BOPKOM",
    "ANSDATO",
    "PAABDATO",
    "AFGDATO",
    "AFGOERELSE",
    "GRUNDLAG",
    "DIAG1",
    "DIAG2",
    "DIAG3",
    "AFSLAGSGRUND",
]


def register_rows(population: Population, study: Study, seed: int) -> pl.DataFrame:
    """Every case of 2000-2010 in its last version, in the order of SAGSID."""
    cases = pl.concat([build_period(population, study, seed), cases_outside(population, study, seed)], how="diagonal")
    rows = (
        _numbered(with_diagnoses(cases, seed), seed)
        .select(
            "SAGSID",
            population.people["pnr"].gather(cases["person"]).alias("PNR"),
            BOPKOM="bopkom",
            ANSDATO="ansdato",
            PAABDATO="paabdato",
            AFGDATO="afgdato",
            AFGOERELSE="afgoerelse",
            GRUNDLAG="grundlag",
            DIAG1="diag1",
            DIAG2="diag2",
            DIAG3="diag3",
            AFSLAGSGRUND="afslagsgrund",
        )
        .select(COLUMNS)
        .sort("SAGSID")
    )
    return codes_of_the_time(rows, "BOPKOM", pl.coalesce("AFGDATO", "ANSDATO"))


def _numbered(cases: pl.DataFrame, seed: int) -> pl.DataFrame:
    """SAGSID: year of the request and a running number that says nothing about the person or the decision."""
    number = stream(seed, "sagsnumre").permutation(np.arange(1, cases.height + 1))
    year = cases["ansdato"].dt.year().cast(pl.Utf8)
    return cases.with_columns(SAGSID=year + "-" + pl.Series(np.char.zfill(number.astype(str), 6)))
