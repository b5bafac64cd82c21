"""The master population: the målgruppe, the rest of the population and their families, one row per person."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from dagster_project.study import Study
from synthetic import parents, printed
from synthetic.bystanders import earlier_grantees, outside_the_ages
from synthetic.cohort import build_cohort, civil_status
from synthetic.families import Relatives, pair_up, relatives
from synthetic.others import Tied, build_others, no_one
from synthetic.persons import born_at_age, exact_age, person_numbers
from synthetic.streams import stream
from synthetic.ties import local_citizens, tied_persons, wanted_citizens

# The sample is one in a hundred of the printed rest of the population; a chunk of a national one is written at a time.
SAMPLE = 100
CHUNK = 100_000
OUTSIDE_THE_AGES = 600


@dataclass(frozen=True)
class Population:
    """People and their families; rows of ``people`` and entries of ``families`` belong together.

    ``people`` has, besides the traits, ``pnr``, ``mor_id``, ``far_id``, ``e_faelle_id``, ``civst``,
    ``foraelder_pension`` and ``indeksdato`` (AFGDATO or the reference date).
    """

    people: pl.DataFrame
    families: Relatives
    cohort_size: int

    @property
    def cohort(self) -> pl.DataFrame:
        """The målgruppe."""
        return self.people.head(self.cohort_size)

    @property
    def others(self) -> pl.DataFrame:
        """The rest of the population of table 6.1."""
        return self.people.filter(pl.col("gruppe") == "oevrig")


def core_population(study: Study, careers: pl.DataFrame, seed: int, national: bool) -> Population:
    """The målgruppe, everyone tied to it, the citizens of the four municipalities, and (in a sample) free persons."""
    cohort = build_cohort(study, careers, seed)
    tied = tied_persons(cohort, study, seed)
    tied_frame = _tied_frame(tied, study)
    wanted = wanted_citizens(tied, tied_frame, study, national)
    extra = local_citizens(tied, tied_frame, study, wanted)
    least = len(tied.rolle) + sum(extra.values())
    total = printed.count("6.1", "alle", "oevrig_befolkning")
    size = least + CHUNK if national else max(total // SAMPLE, least + 5_000)
    others = build_others(size, tied, extra, study, stream(seed, "oevrige", 0))
    known = cohort.with_columns(gruppe=pl.lit("maalgruppe"), rolle=pl.lit("maalgruppe"))
    bystanders = [earlier_grantees(study, seed), outside_the_ages(OUTSIDE_THE_AGES, study, seed)]
    people = pl.concat([known, others, *bystanders], how="diagonal").with_columns(
        indeksdato=pl.col("afgdato").fill_null(study.oevrig_referencedato)
    )
    return _with_families(people, cohort.height, study, seed, 0)


def chunk_population(size: int, study: Study, seed: int, chunk: int) -> Population:
    """A further chunk of the rest of the population, outside the four municipalities."""
    people = build_others(size, no_one(), {}, study, stream(seed, "oevrige", chunk)).with_columns(
        indeksdato=pl.lit(study.oevrig_referencedato),
        forloebstype=pl.lit(None, pl.Utf8),
        place=pl.lit(None, pl.Utf8),
        afgdato=pl.lit(None, pl.Date),
    )
    return _with_families(people, 0, study, seed, chunk)


def _tied_frame(tied: Tied, study: Study) -> pl.DataFrame:
    """Birth dates and municipalities of the tied persons, as `build_others` will give them."""
    on = np.full(len(tied.alder), np.datetime64(study.oevrig_referencedato))
    return pl.DataFrame({"kommune": tied.kommune.astype(str), "foed_dag": born_at_age(tied.alder, on)})


def _with_families(people: pl.DataFrame, cohort_size: int, study: Study, seed: int, block: int) -> Population:
    rng = stream(seed, "familier", block)
    born, women = people["foed_dag"].to_numpy(), (people["koen"] == "2").to_numpy()
    numbers = person_numbers(born, women, block)
    partner = pair_up(people, cohort_size, rng)
    pension = parents.with_pension(people, study, seed, block)
    families = relatives(people.with_columns(pnr=pl.Series(numbers)), partner, pension, seed, block)
    age = exact_age(born, people["indeksdato"].to_numpy())
    status = civil_status(people["har_partner"].to_numpy(), age, rng)
    return Population(
        people.with_columns(
            pnr=pl.Series(numbers),
            mor_id=pl.Series(families.mother),
            far_id=pl.Series(families.father),
            e_faelle_id=pl.Series(families.partner),
            civst=pl.Series(status.astype(str)),
            foraelder_pension=pl.Series(pension),
        ),
        families,
        cohort_size,
    )
