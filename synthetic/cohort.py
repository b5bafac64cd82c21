"""The målgruppe: 27,893 persons with the traits that tables 4.1, 5.3 and 6.1-6.3 count, and their pathway."""

from fractions import Fraction

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.study import Study
from synthetic import printed, targets
from synthetic.persons import Days, born_at_age, draw_municipality, shift_to_mean
from synthetic.rounding import apportion, exact_mean
from synthetic.streams import dealt, stream

# Usual age at the grant by pathway; the printed means of the municipalities move whole groups from here.
USUAL_AGE = {
    "kortvarig_kontanthjaelp": 39.0,
    "langvarig_kontanthjaelp": 40.0,
    "pendler": 45.0,
    "loenmodtager_syg": 48.5,
    "fleksjobvisiteret": 48.0,
    "": 46.0,
}
YOUNGEST, OLDEST = 18.0, 65.0
MARRIED = ("G", "P")


def build_cohort(study: Study, careers: pl.DataFrame, seed: int) -> pl.DataFrame:
    """One row per person of the målgruppe; the first rows are ``careers`` in its order.

    Columns: place, atom, kommune, forloebstype, afgdato, foed_dag, koen, ie_type, har_partner, uddannelse,
    diagnosegruppe, brutto, arledgr.
    """
    atom = _atoms(careers)
    place = np.array([targets.place_of(a) for a in atom], dtype=object)
    granted = _grant_dates(place, study, seed)
    pathway = np.array([a.partition("/")[2] for a in atom], dtype=object)
    traits = _dealt_traits(atom, seed)
    money = {
        name: _means(place, row, seed) for name, row in (("brutto", "bruttoindkomst"), ("arledgr", "ledighedsgrad"))
    }
    return (
        pl.DataFrame(
            {
                "place": place.astype(str),
                "atom": atom.astype(str),
                "forloebstype": pathway.astype(str),
                "kommune": draw_municipality(place, stream(seed, "kommune")).astype(str),
                "afgdato": granted,
                "foed_dag": _birth_dates(place, pathway, granted, study, seed),
                **{name: values.astype(str) for name, values in traits.items()},
                **money,
            }
        )
        .with_columns(
            koen=pl.when(pl.col("kvinder") == "kvinder").then(pl.lit("2")).otherwise(pl.lit("1")),
            ie_type=_origin(len(atom), traits["indvandrere"], seed),
            har_partner=pl.col("partner") == "partner",
        )
        .drop("kvinder", "indvandrere", "partner")
    )


def _atoms(careers: pl.DataFrame) -> NDArray[np.object_]:
    planted = (careers["noegle"] + "/" + careers["forloebstype_kommune"]).to_list()
    others = {p: sum(years.values()) for p, years in targets.grants_by_year().items() if p not in targets.FOUR}
    return np.array(planted + [place for place, n in others.items() for _ in range(n)], dtype=object)


def _grant_dates(place: NDArray[np.object_], study: Study, seed: int) -> Days:
    """AFGDATO: weekdays of the period, as many per place and year as table 4.1 prints."""
    rng = stream(seed, "afgdato")
    year = dealt(place, targets.grants_by_year(), rng).astype(np.int64)
    day = np.empty(len(place), dtype="datetime64[D]")
    for each in np.unique(year):
        first = max(np.datetime64(f"{each}-01-01"), np.datetime64(study.periode[0]))
        last = min(np.datetime64(f"{each}-12-31"), np.datetime64(study.periode[1]))
        working = np.arange(first, last + 1)
        working = working[np.is_busday(working)]
        day[year == each] = rng.choice(working, size=int((year == each).sum()))
    # Both ends of the period belong to it, working day or not: someone was granted on each.
    for end in map(np.datetime64, study.periode):
        same_year = year == end.astype("datetime64[Y]").astype(int) + 1970
        day[np.flatnonzero(same_year & (place == targets.REST))[0]] = end
    return day


def _dealt_traits(atom: NDArray[np.object_], seed: int) -> dict[str, NDArray[np.object_]]:
    sizes = targets.atom_sizes(atom)
    wanted = {
        "kvinder": targets.solve_table("6.1", sizes, "share_women", ("kvinder",)),
        "indvandrere": targets.solve_table("6.1", sizes, None, ("indvandrere",)),
        "partner": targets.solve_table("6.1", sizes, None, ("partner",)),
        "uddannelse": targets.solve_table("6.2", sizes, "share_education_"),
        "diagnosegruppe": targets.solve_table("5.3", sizes, "share_diagnosis_"),
    }
    return {name: dealt(atom, counts, stream(seed, name)) for name, counts in wanted.items()}


def _origin(n: int, immigrant: NDArray[np.object_], seed: int) -> pl.Series:
    """IE_TYPE: immigrants as counted, one in fifty of the rest a descendant."""
    descendant = stream(seed, "efterkommer").random(n) < 0.02
    return pl.Series(np.where(immigrant == "indvandrere", "2", np.where(descendant, "3", "1")).astype(str))


def _birth_dates(place: NDArray[np.object_], pathway: NDArray[np.object_], on: Days, study: Study, seed: int) -> Days:
    """Ages by pathway, moved to the printed means; in the four as many within `medicin_alder` as 6.5 has."""
    rng = stream(seed, "alder")
    usual = np.array([USUAL_AGE[p] for p in pathway])
    age = np.clip(rng.normal(usual, 10.0), YOUNGEST + 0.1, OLDEST - 0.1)
    low, high = study.medicin_alder[0], study.medicin_alder[1] + 1
    inside = np.ones(len(age), dtype=bool)
    for key in targets.FOUR:
        here = np.flatnonzero(place == key)
        inside[here] = _band(age[here], printed.count("6.5", "alle", key))
        age[here] = _into_band(age[here], inside[here], low, high, rng)
    born = born_at_age(age, on)
    for places, mean in _mean_ages(place):
        here = np.flatnonzero(np.isin(place, places))
        four = places[0] in targets.FOUR
        bounds = (float(low), float(high)) if four else (YOUNGEST, OLDEST)
        born[here] = shift_to_mean(born[here], on[here], mean, inside[here], bounds)
    return born


def _band(age: NDArray[np.float64], wanted: int) -> NDArray[np.bool_]:
    """Who is within the age band: all but the youngest few and the oldest."""
    out = len(age) - wanted
    rank = np.argsort(np.argsort(age, kind="stable"), kind="stable")
    young = round(out * 0.15)
    return (rank >= young) & (rank < len(age) - (out - young))


def _into_band(
    age: NDArray[np.float64], inside: NDArray[np.bool_], low: int, high: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    young = ~inside & (age < (low + high) / 2)
    moved = np.where(
        inside, np.clip(age, low + rng.uniform(0.05, 1.0, len(age)), high - rng.uniform(0.05, 1.0, len(age))), age
    )
    moved[young] = rng.uniform(YOUNGEST + 0.05, low - 0.05, int(young.sum()))
    old = ~inside & ~young
    moved[old] = rng.uniform(high + 0.05, OLDEST - 0.05, int(old.sum()))
    return moved


def _mean_ages(place: NDArray[np.object_]) -> list[tuple[tuple[str, ...], float]]:
    """Printed mean ages, and those of what is left of the region and of the country."""
    return _remainders(place, "alder", "years")


def _remainders(
    place: NDArray[np.object_], row: str, statistic: str, table: str = "6.1"
) -> list[tuple[tuple[str, ...], float]]:
    n = {column: int(np.isin(place, places).sum()) for column, places in targets.COLUMNS.items()}
    mean = {
        c: Fraction(printed.value(table, row, c, statistic)) for c in (*targets.FOUR, "region_midt", "alle_regioner")
    }
    total = {c: m * n[c] for c, m in mean.items()}
    rest = (total["region_midt"] - sum(total[c] for c in targets.FOUR)) / n_of(place, (targets.REST,))
    land = (total["alle_regioner"] - total["region_midt"]) / n_of(place, targets.OTHER_REGIONS)
    four: list[tuple[tuple[str, ...], float]] = [((c,), float(mean[c])) for c in targets.FOUR]
    return [*four, ((targets.REST,), float(rest)), (targets.OTHER_REGIONS, float(land))]


def n_of(place: NDArray[np.object_], places: tuple[str, ...]) -> int:
    """Persons in some places."""
    return int(np.isin(place, places).sum())


def _means(place: NDArray[np.object_], row: str, seed: int) -> NDArray[np.int64]:
    """BRUTTO in kroner or ARLEDGR in promille, with the printed means of table 6.3."""
    kroner = row == "bruttoindkomst"
    rng = stream(seed, row)
    values = np.empty(len(place), dtype=np.int64)
    for places, mean in _remainders(place, row, "kr" if kroner else "percent", "6.3"):
        here = np.flatnonzero(np.isin(place, places))
        values[here] = (
            draw_money(len(here), Fraction(mean), rng) if kroner else draw_unemployment(len(here), Fraction(mean), rng)
        )
    return values


def draw_money(n: int, mean: Fraction, rng: np.random.Generator) -> NDArray[np.int64]:
    """Yearly gross incomes in kroner whose mean rounds to ``mean``."""
    drawn = np.rint(rng.lognormal(np.log(float(mean)) - 0.08, 0.4, n)).astype(np.int64)
    return exact_mean(drawn, mean, 0, 5_000_000)


def draw_unemployment(n: int, percent: Fraction, rng: np.random.Generator) -> NDArray[np.int64]:
    """ARLEDGR in promille, mostly none, with mean ``percent`` of the year."""
    share = min(0.9, float(percent) * 10 / 260)
    drawn = np.where(rng.random(n) < share, rng.integers(20, 500, n), 0)
    if not drawn.any():
        drawn[0] = 1
    scaled = np.minimum(1000, np.rint(drawn * (float(percent) * 10 * n / drawn.sum())))
    return _spread_rest(scaled.astype(np.int64), round(percent * 10 * n), rng)


def _spread_rest(values: NDArray[np.int64], target: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Move single promilles until the sum is ``target``, only where there is unemployment at all."""
    out = np.flatnonzero((values > 0) & (values < 900))
    rest = target - int(values.sum())
    share = apportion(abs(rest), rng.random(len(out)) + 0.5)
    values[out] = np.clip(values[out] + np.sign(rest) * share, 1, 1000)
    return values


def civil_status(partner: NDArray[np.bool_], age: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.object_]:
    """CIVST: most with a partner are married; few without one."""
    married = rng.random(len(partner)) < np.where(partner, 0.82, 0.06)
    alone = np.where((age > 40) & (rng.random(len(age)) < 0.5), "F", "U")
    return np.where(married, np.where(rng.random(len(age)) < 0.01, "P", "G"), alone).astype(object)
