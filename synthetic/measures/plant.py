"""The measures of the four municipalities' grantees as raw AMFORA records."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from synthetic.careers import SEED, week_number
from synthetic.careers.weeks import monday
from synthetic.measures.kinds import deal_kinds
from synthetic.measures.layout import lay_out
from synthetic.measures.records import run_past_grant, surroundings, to_records
from synthetic.measures.takers import deal_numbers


def plant_measures(careers: pl.DataFrame, grant_dates: NDArray[np.datetime64], seed: int = SEED) -> pl.DataFrame:
    """Raw AMFORA records; see the package's docstring for arguments and columns."""
    measures = deal_kinds(careers, deal_numbers(careers, seed), seed)
    laid = run_past_grant(lay_out(careers, measures, seed), seed)
    around = surroundings(laid, careers.height, seed)
    everything = pl.concat([laid.select(around.columns), around])
    return to_records(everything, monday(week_number(grant_dates)), seed)
