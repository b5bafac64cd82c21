"""The matrix of persons and types of medicine for the four municipalities, grantees and other citizens."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.study import Study
from synthetic import medicine, printed
from synthetic.others import in_medicine_group
from synthetic.persons import exact_age
from synthetic.population import Population
from synthetic.streams import stream
from synthetic.targets import FOUR, atom_sizes

GIVEN = (*medicine.PSYCHOTROPIC, medicine.ADHD)


def medicine_users(population: Population, study: Study, seed: int) -> pl.DataFrame:
    """Person (row of the population), indeksdato and one Boolean column per type, sleeping medicine included.

    Rows: the målgruppe of the four (all ages) and the other citizens of tables 6.5 and 6.6.
    """
    people = population.people.with_row_index("person").with_columns(pl.col("person").cast(pl.Int64))
    mine = people.filter((pl.col("gruppe") == "maalgruppe") & pl.col("place").is_in(FOUR))
    theirs = people.filter(pl.Series(in_medicine_group(people, study)) & (pl.col("gruppe") == "oevrig"))
    frames = []
    for group, types in ((mine, _of_grantees(mine, study, seed)), (theirs, _of_citizens(theirs.height, seed))):
        frames.append(
            group.select("person", "pnr", "indeksdato").with_columns(
                pl.Series(kind, types[kind]) for kind in (*medicine.type_names(), medicine.SLEEP)
            )
        )
    return pl.concat(frames)


def _of_grantees(mine: pl.DataFrame, study: Study, seed: int) -> dict[str, NDArray[np.bool_]]:
    rng = stream(seed, "medicin", "nytilkendte")
    place, pathway = (mine[c].to_numpy().astype(object) for c in ("place", "forloebstype"))
    age = exact_age(mine["foed_dag"].to_numpy(), mine["indeksdato"].to_numpy())
    of_age = (age >= study.medicin_alder[0]) & (age < study.medicin_alder[1] + 1)
    types = medicine.psychotropic_profiles(place, pathway, of_age, rng)
    rest = [kind for kind in medicine.type_names() if kind not in GIVEN]
    for kind in rest:
        # Outside the medicine ages no table counts these types.
        types[kind] = rng.random(mine.height) < float(printed.value("6.5", kind, "alle_fire_kommuner")) / 100
    sizes = atom_sizes(place[of_age])
    columns = {key: medicine.column_counts(key, n) for key, n in sizes.items()}
    given = np.sum([types[kind] for kind in GIVEN], axis=0)
    for key in sizes:
        here = of_age & (place == key)
        columns[key] |= {kind: int(types[kind][here].sum()) for kind in GIVEN}
    numbers = medicine.numbers_of_types(sizes, {k: sum(c.values()) for k, c in columns.items()}, "nytilkendte")
    for key in sizes:
        here = np.flatnonzero(of_age & (place == key))
        total = medicine.total_types(given[here], numbers[key], rng)
        filled = medicine.fill_columns(total - given[here], {k: columns[key][k] for k in rest}, rng)
        for kind, has in filled.items():
            types[kind][here] = has
    return types


def _of_citizens(n: int, seed: int) -> dict[str, NDArray[np.bool_]]:
    rng = stream(seed, "medicin", "oevrige")
    columns = medicine.column_counts("oevrige_borgere", n)
    numbers = medicine.numbers_of_types({"alle": n}, {"alle": sum(columns.values())}, "oevrige_borgere")
    total = medicine.total_types(np.zeros(n, dtype=np.int64), numbers["alle"], rng)
    rng.shuffle(total)
    return {**medicine.fill_columns(total, columns, rng), medicine.SLEEP: rng.random(n) < 0.02}
