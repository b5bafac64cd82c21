"""Partners and parents: who lives with whom, whose parents are known, and which parents had a førtidspension."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from synthetic.persons import Days, person_numbers
from synthetic.streams import stream

NOBODY, OUTSIDE = -1, -2
YEAR = 365.2425
# The population register knows the parents of most born since 1960, of about half before.
KNOWN_SINCE = np.datetime64("1960-01-01")
# Parents with a pension in the period were of an age to have one: not much older than this.
FIRST_PENSION_BIRTH = np.datetime64("1924-01-01")


@dataclass(frozen=True)
class Relatives:
    """Person numbers of relatives ("" = unknown or none) and the birth dates of parents, one entry per person."""

    mother: NDArray[np.str_]
    father: NDArray[np.str_]
    partner: NDArray[np.str_]
    mother_born: Days
    father_born: Days


def pair_up(people: pl.DataFrame, cohort_size: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Row number of everybody's partner, `NOBODY` without one, `OUTSIDE` for a partner who is not in ``people``.

    The målgruppe's partners stand in its order; the rest pair by age within their municipality.
    """
    partner = np.where(people["har_partner"].to_numpy(), OUTSIDE, NOBODY).astype(np.int64)
    rows = np.arange(people.height)
    role = people["rolle"].to_numpy()
    mine = rows[(rows < cohort_size) & (partner == OUTSIDE)]
    theirs = rows[role == "partner"]
    partner[mine], partner[theirs] = theirs, mine
    left = people.with_row_index("raekke").filter(pl.Series(partner == OUTSIDE))
    ranked = left.with_columns(
        plads=pl.col("foed_dag").rank("ordinal").over("kommune", "koen"), raekke=pl.col("raekke").cast(pl.Int64)
    )
    men, women = (ranked.filter(pl.col("koen") == sex).select("kommune", "plads", "raekke") for sex in ("1", "2"))
    couples = men.join(women, on=["kommune", "plads"]).sort("raekke")
    partner[couples["raekke"].to_numpy()] = couples["raekke_right"].to_numpy()
    partner[couples["raekke_right"].to_numpy()] = couples["raekke"].to_numpy()
    return partner


def relatives(
    people: pl.DataFrame, partner: NDArray[np.int64], parent_pension: NDArray[np.bool_], seed: int, block: int
) -> Relatives:
    """Person numbers of parents and partners of ``people`` (foed_dag, koen, pnr).

    Those with ``parent_pension`` have young parents, both known.
    """
    born, numbers = people["foed_dag"].to_numpy(), people["pnr"].to_numpy().astype(str)
    women = (people["koen"] == "2").to_numpy()
    rng = stream(seed, "slaegt", block)
    n = len(born)
    mother_born = _parent_birth(born, 19, 38, parent_pension, rng)
    father_born = _parent_birth(born, 21, 44, parent_pension, rng)
    abroad = np.flatnonzero(partner == OUTSIDE)
    spouse_born = born[abroad] - np.rint(rng.normal(0, 3, len(abroad)) * YEAR).astype("timedelta64[D]")
    known = (rng.random((2, n)) < np.where(born >= KNOWN_SINCE, 0.93, 0.5)) | parent_pension
    mothers, fathers = np.flatnonzero(known[0]), np.flatnonzero(known[1])
    everybody = np.concatenate([mother_born[mothers], father_born[fathers], spouse_born])
    female = np.concatenate([np.ones(len(mothers), bool), np.zeros(len(fathers), bool), ~women[abroad]])
    ids = person_numbers(everybody, female, block, kind=1)
    mother, father = np.full((2, n), "", dtype=ids.dtype)
    mother[mothers], father[fathers] = ids[: len(mothers)], ids[len(mothers) :][: len(fathers)]
    spouse = np.where(partner >= 0, numbers[np.maximum(partner, 0)], "")
    spouse[abroad] = ids[len(mothers) + len(fathers) :]
    return Relatives(mother, father, spouse, mother_born, father_born)


def _parent_birth(born: Days, youngest: int, oldest: int, pension: NDArray[np.bool_], rng: np.random.Generator) -> Days:
    years = np.where(pension, youngest + rng.random(len(born)) * 8, rng.uniform(youngest, oldest, len(born)))
    found = born - np.rint(years * YEAR).astype("timedelta64[D]")
    # Too old ones are spread over the three years after the limit: no birth date gets a crowd.
    within = FIRST_PENSION_BIRTH + rng.integers(0, 1_095, len(born)).astype("timedelta64[D]")
    return np.where(pension & (found < FIRST_PENSION_BIRTH), within, found)
