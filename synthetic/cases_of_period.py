"""Applications of the period: grants, refusals and undecided cases with what tables 5.1-5.4 count."""

import csv
from functools import cache
from string import ascii_uppercase

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.settings import CODE_LISTS
from dagster_project.study import Study
from synthetic import printed, targets
from synthetic.persons import Days
from synthetic.population import Population
from synthetic.rounding import apportion
from synthetic.streams import dealt, stream
from synthetic.ties import refused_of_cohort


def build_period(population: Population, study: Study, seed: int) -> pl.DataFrame:
    """Every application of the period: person (row of the population), place, bopkom, the dates, the codes."""
    granted = _granted(population)
    rest = [_refused_and_undecided(population, place, study, seed) for place in targets.PLACES]
    cases = pl.concat([granted, *rest])
    place = cases["place"].to_numpy().astype(object)
    refused = (cases["afgoerelse"] == "A").to_numpy()
    grounds = np.full(len(place), "", dtype=object)
    grounds[refused] = _dealt_codes("5.4", place[refused], seed)
    return with_dates(cases, seed).with_columns(
        grundlag=pl.Series(_dealt_codes("5.1", place, seed).astype(str)),
        afslagsgrund=pl.Series(grounds.astype(str)),
    )


def _granted(population: Population) -> pl.DataFrame:
    return population.cohort.with_row_index("person").select(
        person=pl.col("person").cast(pl.Int64),
        place="place",
        bopkom="kommune",
        afgoerelse=pl.lit("T"),
        afgdato="afgdato",
        ansdato=pl.lit(None, pl.Date),
        diagnosegruppe="diagnosegruppe",
    )


def _refused_and_undecided(population: Population, place: str, study: Study, seed: int) -> pl.DataFrame:
    """A and I of one place: some refusals of persons granted later, the rest of the place's applicants."""
    rng = stream(seed, "ansoegninger", place)
    wanted = targets.decisions_by_place()[place]
    first, last = (np.datetime64(d) for d in study.periode)
    cohort = population.cohort.with_row_index("person").filter(pl.col("place") == place)
    late = cohort.filter(pl.col("afgdato") > study.periode[0] + (study.periode[1] - study.periode[0]) / 2)
    again = late.sample(refused_of_cohort(place, wanted["A"]), seed=int(rng.integers(2**31)), shuffle=True)
    room = (again["afgdato"].to_numpy() - first).astype(int) - 100
    before = first + (room * rng.random(again.height)).astype("timedelta64[D]")
    people = _applicants(population, place)
    refused = wanted["A"] - again.height
    decided = np.concatenate([before, rng.choice(np.arange(first, last + 1), refused)])
    asked = last - np.minimum(rng.exponential(150, wanted["I"]), (last - first).astype(float)).astype("timedelta64[D]")
    n_a, n_i = wanted["A"], wanted["I"]
    return pl.DataFrame(
        {
            "person": np.concatenate([again["person"].to_numpy().astype(np.int64), people["person"].to_numpy()]),
            "place": [place] * (n_a + n_i),
            "bopkom": [*again["kommune"], *people["kommune"]],
            "afgoerelse": ["A"] * n_a + ["I"] * n_i,
            "afgdato": np.concatenate([_weekday(decided, first), np.full(n_i, np.datetime64("NaT", "D"))]),
            "ansdato": np.concatenate([np.full(n_a, np.datetime64("NaT", "D")), asked]),
            "diagnosegruppe": dealt(
                np.full(n_a + n_i, place, dtype=object), {place: _usual_diagnoses(n_a + n_i)}, rng
            ).astype(str),
        }
    )


def _weekday(day: Days, first: np.datetime64) -> Days:
    """The last weekday on or before a day, or the first one of the period."""
    return np.maximum(np.busday_offset(day, 0, roll="backward"), np.busday_offset(first, 0, roll="forward"))


def _applicants(population: Population, place: str) -> pl.DataFrame:
    """The applicants of a place among the rest of the population."""
    counts = {p: r["A"] - refused_of_cohort(p, r["A"]) + r["I"] for p, r in targets.decisions_by_place().items()}
    start = sum(counts[p] for p in targets.PLACES[: targets.PLACES.index(place)])
    everyone = population.people.with_row_index("person").filter(pl.col("rolle") == "ansoeger")
    return everyone.slice(start, counts[place]).with_columns(pl.col("person").cast(pl.Int64))


def _usual_diagnoses(n: int) -> dict[str, int]:
    levels = printed.rows_of("5.3")
    shares = [float(printed.value("5.3", level, "alle_regioner")) for level in levels]
    counts = apportion(n, shares)
    return dict(zip(levels, counts.tolist(), strict=True))


def _dealt_codes(table: str, place: NDArray[np.object_], seed: int) -> NDArray[np.object_]:
    """The code of a printed row is its number in the table, from 1."""
    levels = {level: str(i) for i, level in enumerate(printed.rows_of(table), start=1)}
    counts = targets.solve_table(table, targets.atom_sizes(place))
    drawn = dealt(place, counts, stream(seed, "tabel", table))
    return np.array([levels[level] for level in drawn], dtype=object)


def with_dates(cases: pl.DataFrame, seed: int) -> pl.DataFrame:
    """ANSDATO one to ten months before the case was started, PAABDATO three to twelve weeks before the decision."""
    rng = stream(seed, "sagsgang", cases.height)
    started, asked = rng.integers(20, 85, cases.height), rng.integers(30, 300, cases.height)
    dates = cases.with_columns(paabdato=pl.col("afgdato") - pl.duration(days=pl.lit(pl.Series(started))))
    return dates.with_columns(
        ansdato=pl.coalesce("ansdato", pl.col("paabdato") - pl.duration(days=pl.lit(pl.Series(asked))))
    )


@cache
def _prefixes() -> dict[str, tuple[str, ...]]:
    with (CODE_LISTS / "icd10_diagnosegruppe.csv").open(encoding="utf-8", newline="") as file:
        rows = [(r["diagnosegruppe"], r["icd10_praefiks"]) for r in csv.DictReader(file)]
    groups = {group: tuple(p for g, p in rows if g == group and p) for group, _ in rows}
    taken = {p[0] for found in groups.values() for p in found}
    # U is WHO's reserve, D followed by a letter would read as the Danish form.
    free = tuple(letter for letter in ascii_uppercase if letter not in taken | {"U"})
    return {group: found or free for group, found in groups.items()}


def with_diagnoses(cases: pl.DataFrame, seed: int) -> pl.DataFrame:
    """DIAG1 of the group in WHO's or the Danish form (of `oevrige` some empty), DIAG2 and DIAG3 now and then."""
    rng = stream(seed, "diagnoser", cases.height)
    group = cases["diagnosegruppe"].to_numpy()
    first = _icd10(group, rng)
    first[
        (group == "oevrige_diagnoser")
        & (rng.random(len(group)) < 0.1)
        & (cases["afgdato"].dt.year() < 2013).fill_null(True).to_numpy()
    ] = ""
    everything = np.array(list(_prefixes()), dtype=object)
    more = [
        np.where(rng.random(len(group)) < p, _icd10(rng.choice(everything, len(group)), rng), "") for p in (0.35, 0.08)
    ]
    return cases.with_columns(
        diag1=pl.Series(first.astype(str)),
        diag2=pl.Series(more[0].astype(str)),
        diag3=pl.Series(np.where(more[0] == "", "", more[1]).astype(str)),
    )


def _icd10(group: NDArray[np.object_], rng: np.random.Generator) -> NDArray[np.object_]:
    prefix = np.array(
        [_prefixes()[g][i % len(_prefixes()[g])] for g, i in zip(group, rng.integers(0, 60, len(group)), strict=True)]
    )
    digits = np.where(np.char.str_len(prefix) == 1, np.char.zfill(rng.integers(10, 80, len(group)).astype(str), 2), "")
    sub = rng.integers(0, 10, len(group)).astype(str)
    danish = np.char.add(np.char.add(np.char.add("D", prefix), digits), sub)
    dotted = np.char.add(np.char.add(np.char.add(prefix, digits), "."), sub)
    plain = np.char.add(prefix, digits)
    return np.asarray(np.choose(rng.integers(0, 3, len(group)), [danish, dotted, plain])).astype(object)
