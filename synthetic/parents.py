"""Parents' førtidspension: who has a parent with one (table 6.6), and the spells in the register."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.study import Study
from synthetic import printed, targets
from synthetic.families import Relatives
from synthetic.others import in_medicine_group
from synthetic.persons import Days, exact_age
from synthetic.rounding import Window, solve_counts
from synthetic.streams import dealt, stream
from synthetic.ties import parent_window

YES, NO = "ja", "nej"
YEAR = np.timedelta64(365, "D")
FOUR = "alle_fire_kommuner"


def with_pension(people: pl.DataFrame, study: Study, seed: int, block: int) -> NDArray[np.bool_]:
    """Who has at least one parent whose førtidspension overlaps `foraelder_periode`, as table 6.6 counts."""
    rng = stream(seed, "foraeldre", block)
    found = np.zeros(people.height, dtype=bool)
    cohort = people["gruppe"].to_numpy() == "maalgruppe"
    if cohort.any():
        of_age = cohort & _medicine_age(people, study) & people["kommune"].is_in(list(study.kommuner)).to_numpy()
        found[of_age] = _deal(people["atom"].to_numpy()[of_age], "nytilkendte", rng)
    local = (people["gruppe"].to_numpy() == "oevrig") & in_medicine_group(people, study)
    if local.any():
        keys = dict(zip(study.kommuner, targets.FOUR, strict=True))
        atoms = np.array([keys[k] for k in people["kommune"].to_numpy()[local]], dtype=object)
        found[local] = _deal(atoms, "oevrige_borgere", rng)
    return found


def _medicine_age(people: pl.DataFrame, study: Study) -> NDArray[np.bool_]:
    age = exact_age(people["foed_dag"].to_numpy(), people["indeksdato"].to_numpy())
    return np.asarray((age >= study.medicin_alder[0]) & (age < study.medicin_alder[1] + 1))


def _deal(atoms: NDArray[np.object_], column: str, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Yes or no for everyone, every printed share kept, near what the text says of pathways."""
    sizes = targets.atom_sizes(atoms)
    windows, expected = [], {}
    for key in (*targets.FOUR, FOUR):
        members = [a for a in sizes if key in (FOUR, targets.place_of(a))]
        n = sum(sizes[a] for a in members)
        low, high = (
            parent_window(key, n) if column == "oevrige_borgere" else printed.share_window("6.6", key, column, n)
        )
        windows.append(Window(members, (YES,), low, high))
    for atom, n in sizes.items():
        said = targets.said("share_parent_ftp", *_parts(atom))
        share = float(printed.value("6.6", targets.place_of(atom), column)) if said is None else said
        expected[atom] = np.array([share, 100 - share]) * n / 100
    counts = solve_counts(sizes, (YES, NO), windows, expected, "tabel 6.6")
    return np.asarray(dealt(atoms.astype(object), counts, rng) == YES)


def _parts(atom: str) -> tuple[str, str]:
    place, _, pathway = atom.partition("/")
    return place, pathway


def spells(people: pl.DataFrame, families: Relatives, study: Study, seed: int) -> pl.DataFrame:
    """PNR, FRA, TIL of the parents' pensions: overlapping the period for ``foraelder_pension``, else never.

    One in thirty of the others has a parent with a spell just outside the period.
    """
    rng = stream(seed, "foraeldres pension")
    yes = people["foraelder_pension"].to_numpy()
    which = rng.choice(3, size=len(yes), p=[0.55, 0.35, 0.10])
    frames = []
    for number, born, mine in ((families.mother, families.mother_born, 0), (families.father, families.father_born, 1)):
        rows = np.flatnonzero(yes & ((which == mine) | (which == 2)))
        frames.append(_overlapping(number[rows], born[rows], study, rng))
    decoys = np.flatnonzero(
        ~yes
        & (families.mother != "")
        & (rng.random(len(yes)) < 1 / 30)
        & people["kommune"].is_in(list(study.kommuner)).to_numpy()
    )
    frames.append(_outside(families.mother[decoys], families.mother_born[decoys], study, rng))
    return pl.concat(frames)


def _overlapping(number: NDArray[np.str_], born: Days, study: Study, rng: np.random.Generator) -> pl.DataFrame:
    first = np.datetime64(f"{study.foraelder_periode[0]}-01-01")
    last = np.datetime64(f"{study.foraelder_periode[1]}-06-01")
    earliest, latest = born + 32 * YEAR, np.minimum(born + 64 * YEAR, last)
    start = earliest + (np.maximum(latest - earliest, 1) * rng.random(len(born))).astype("timedelta64[D]")
    end = born + 67 * YEAR
    return _frame(number, start, np.where(end > last, np.datetime64("NaT"), np.maximum(end, first)))


def _outside(number: NDArray[np.str_], born: Days, study: Study, rng: np.random.Generator) -> pl.DataFrame:
    """Spells that end the day before the period or begin the day after it, and some further away."""
    before = np.datetime64(f"{study.foraelder_periode[0] - 1}-12-31") - rng.integers(0, 3, len(born)) * YEAR
    after = np.datetime64(f"{study.foraelder_periode[1] + 1}-01-01") + rng.integers(0, 2, len(born)) * YEAR
    old = born + 60 * YEAR < before
    begun = np.maximum(before - 6 * YEAR, born + 30 * YEAR)
    return _frame(number, np.where(old, begun, after), np.where(old, before, np.datetime64("NaT")))


def _frame(number: NDArray[np.str_], start: Days, end: Days) -> pl.DataFrame:
    first_of_month = start.astype("datetime64[M]").astype("datetime64[D]")
    return pl.DataFrame({"PNR": number, "FRA": first_of_month, "TIL": end.astype("datetime64[D]")})


def own_pensions(cohort: pl.DataFrame, study: Study) -> pl.DataFrame:
    """The pensions of the four municipalities' målgruppe: from the month after the grant, still running."""
    four = cohort.filter(pl.col("kommune").is_in(list(study.kommuner)))
    return four.select(
        PNR=pl.col("pnr"), FRA=pl.col("afgdato").dt.month_start().dt.offset_by("1mo"), TIL=pl.lit(None, pl.Date)
    )
