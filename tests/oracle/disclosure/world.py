"""Small worlds drawn at random: persons with everything that the tables tell of them, and `marts` counted from them.

Twelve to some hundred persons in the study's municipalities, some others in the region: few enough for hardly any
count to be safe, which is where an attacker gets something out of tables side by side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import polars as pl

from tests.lib.code_lists import load_code_lists

TOWNS = {"herning": "657", "holstebro": "661", "silkeborg": "740", "viborg": "791"}
REGIONS = ("region_hovedstaden", "region_midt", "region_nordjylland", "region_sjaelland", "region_syddanmark")
FOUR, COUNTRY = "alle_fire_kommuner", "alle_regioner"
STATES = ("dagpenge", "kontanthjaelp", "ledighedsydelse", "loenmodtager", "ingen_ydelse", "selvforsoergelse")
MERGED = {"ingen_ydelse": "uoplyst", "selvforsoergelse": "uoplyst"}
PATHWAYS = ("kortvarig_kontanthjaelp", "langvarig_kontanthjaelp", "pendler", "loenmodtager_syg")
TABLES = dict(zip(PATHWAYS, ("7.3", "7.4", "7.5", "7.6"), strict=True))
LEVELS = ("grundskole", "gymnasial", "erhvervsfaglig", "mellemlang_videregaaende", "lang_videregaaende")
DIAGNOSES = ("psykiske_lidelser", "bevaegeapparat", "kraeft", "oevrige_diagnoser")
AGES = ("under_25", "alder_25_35", "alder_36_45", "alder_46_55", "over_55")
KINDS = ("adhd_medicin", "antipsykotisk", "antidepressiv", "hovedpine")
PSYCHE = ("antipsykotisk", "antidepressiv")
MEASURES = ("fleksjob", "vejledning", "virksomhedspraktik")
BANDS = {1: "foranstaltninger_1_5", 6: "foranstaltninger_6_10", 11: "foranstaltninger_11_15"}
SCENARIOS = ("ingen", "tidlig", "loebende", "sen")
Cell = tuple[str, str, str, str, float | None, int | None, int | None]


@dataclass(frozen=True)
class World:
    """How many persons (by place), how many quarters, and how many of a hundred lack a sequence."""

    seed: int
    sizes: tuple[int, ...]
    quarters: int = 4
    without: int = 0
    pathways: int = 3


def build(con: duckdb.DuckDBPyConnection, world: World) -> pl.DataFrame:
    """Write `marts` and `kode` of a world; its persons."""
    persons = draw(world)
    con.execute("CREATE SCHEMA IF NOT EXISTS marts")
    load_code_lists(con)
    write_marts(con, persons, world.quarters)
    return persons


def draw(world: World) -> pl.DataFrame:
    """One row for every person of the målgruppe; list columns where a person has several."""
    random = np.random.default_rng(world.seed)
    places = [*TOWNS, *[region for region in REGIONS if region != "region_midt"], "region_midt"]
    place = np.repeat(places, [*world.sizes, *([9] * (len(places) - len(world.sizes)))])
    n = len(place)
    pathway = random.choice(PATHWAYS[: world.pathways], n, p=_skewed(random, world.pathways))
    pooled = np.where(random.random(n) < 0.7, pathway, random.choice(PATHWAYS[: world.pathways], n))
    main = random.choice(len(STATES), n, p=_skewed(random, len(STATES)))
    states = np.where(
        random.random((n, world.quarters)) < 0.8, main[:, None], random.choice(len(STATES), (n, world.quarters))
    )
    measures = [random.choice(MEASURES, number).tolist() for number in random.poisson(random.choice([0, 2, 6], n))]
    active = [random.random(world.quarters) < min(len(some), 4) / 4 for some in measures]
    for some, row in zip(measures, active, strict=True):
        row[0] |= bool(some) and not row.any()
    return pl.DataFrame(
        {
            "sted": place,
            "aar": random.choice(["2007", "2008"], n),
            "koen": random.choice(["kvinder", "maend"], n),
            "partner": random.random(n) < 0.3,
            "indvandrer": random.random(n) < 0.1,
            "diagnose": random.choice(DIAGNOSES, n, p=_skewed(random, len(DIAGNOSES))),
            "uddannelse": random.choice(LEVELS, n, p=_skewed(random, len(LEVELS))),
            "aldersgruppe": random.choice(AGES, n),
            "ung": random.random(n) < 0.85,
            "gift": random.random(n) < 0.4,
            "foraelder": random.random(n) < 0.2,
            "medicin": [[kind for kind in KINDS if random.random() < 0.3] for _ in range(n)],
            "foranstaltning": measures,
            "med_sekvens": random.integers(0, 100, n) >= world.without,
            "tilstande": [[STATES[s] for s in row] for row in states],
            "aktiv": [row.tolist() for row in active],
            "scenarie": [SCENARIOS[int(random.integers(1, 4))] if row.any() else "ingen" for row in active],
            "kommune": pathway,
            "samlet": pooled,
        }
    )


def _skewed(random: np.random.Generator, parts: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return random.dirichlet(np.full(parts, 1.2))


def write_marts(con: duckdb.DuckDBPyConnection, persons: pl.DataFrame, quarters: int) -> None:
    """Every table of `marts` that the release knows, from the persons."""
    cells = pl.DataFrame(
        list(report(persons)),
        schema={"tabel": pl.String, "raekke": pl.String, "kolonne": pl.String, "statistik": pl.String,
                "vaerdi": pl.Float64, "antal": pl.Int64, "grundlag": pl.Int64},
        orient="row",
    )  # fmt: skip
    own = persons.filter(pl.col("sted").is_in(list(TOWNS)) & pl.col("med_sekvens"))
    appendix = [cell for town in TOWNS for cell in pathways_of(own.filter(sted=town), town)]
    more = pl.DataFrame([*appendix, *sizes(own)], schema=cells.schema, orient="row")
    _write(con, "rapporttabel", pl.concat([cells, more]))
    _write(con, "forloebstype_karakteristik", traits(own, quarters))
    _write(con, "tilstandsfordeling", distributions(own, quarters))
    for name, frame in timing(persons, own, quarters).items():
        _write(con, name, frame)


def _write(con: duckdb.DuckDBPyConnection, table: str, frame: pl.DataFrame) -> None:
    con.register("ramme", frame)
    con.execute(f"CREATE TABLE marts.{table} AS SELECT * FROM ramme")
    con.unregister("ramme")


def _share(table: str, row: str, column: str, count: int, base: int) -> Cell:
    return table, row, column, "percent", 100 * count / base if base else None, count, base


def _number(table: str, row: str, column: str, count: int) -> Cell:
    return table, row, column, "n", float(count), count, None


def _at(persons: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Persons by every geography of the report."""
    midt = persons.filter(pl.col("sted").is_in([*TOWNS, "region_midt"]))
    found = {town: persons.filter(sted=town) for town in TOWNS}
    found |= {region: persons.filter(sted=region) for region in REGIONS if region != "region_midt"}
    return found | {"region_midt": midt, COUNTRY: persons, FOUR: persons.filter(pl.col("sted").is_in(list(TOWNS)))}


def report(persons: pl.DataFrame) -> Iterator[Cell]:
    """Tables 4.1-6.8 of the målgruppe."""
    for place, some in _at(persons).items():
        if place != FOUR:
            yield from _parts("4.1", some["aar"].to_list(), ("2007", "2008"), place, swap=True)
            yield from _parts("5.3", some["diagnose"].to_list(), DIAGNOSES, place)
            levels = ["laengere_videregaaende" if "lang" in level else level for level in some["uddannelse"].to_list()]
            yield from _parts("6.2", levels, sorted({*LEVELS[:3], "laengere_videregaaende"}), place)
            yield _number("6.1", "alle", place, some.height)
            for row, column in (("kvinder", pl.col("koen") == "kvinder"), ("partner", pl.col("partner")),
                                ("indvandrere", pl.col("indvandrer"))):  # fmt: skip
                yield _share("6.1", row, place, some.filter(column).height, some.height)
        if place in TOWNS or place == FOUR:
            yield from _of_the_study(place, some)


def _parts(
    table: str, values: list[str], parts: tuple[str, ...] | list[str], place: str, *, swap: bool = False
) -> Iterator[Cell]:
    for part in [*parts, "alle"]:
        count = len(values) if part == "alle" else values.count(part)
        row, column = (place, part) if swap else (part, place)
        if (swap or part != "alle") and values:
            yield _share(table, row, column, count, len(values))
        if swap or part == "alle":
            yield _number(table, row, column, count)


def _of_the_study(place: str, some: pl.DataFrame) -> Iterator[Cell]:
    with_states, young = some.filter("med_sekvens"), some.filter("ung")
    last = [MERGED.get(row[-1], row[-1]) for row in with_states["tilstande"].to_list()]
    yield from (
        cell for cell in _parts("6.4", last, sorted({MERGED.get(s, s) for s in STATES}), place) if cell[3] != "n"
    )
    yield _share("6.4", "alle", place, len(last), len(last))
    yield _number("6.4", "alle", place, some.height)
    for kind in KINDS:
        yield _share("6.5", kind, place, sum(kind in row for row in young["medicin"].to_list()), young.height)
    yield _number("6.5", "alle", place, young.height)
    yield from _parts(
        "figur_6.1", [str(len(row)) for row in young["medicin"].to_list()], [str(k) for k in range(5)], place
    )
    yield _number("6.6", place, "nytilkendte", young.height)
    yield _share("6.6", place, "nytilkendte", young.filter("foraelder").height, young.height)
    numbers = [len(row) for row in some["foranstaltning"].to_list() if row]
    bands = [BANDS[max(first for first in BANDS if first <= number)] for number in numbers]
    more = ["foranstaltninger_16_20", "foranstaltninger_21_25", "foranstaltninger_26_31"]
    yield from _parts("6.7", bands, [*BANDS.values(), *more], place)
    yield _number("6.7", "alle_individer", place, some.height)
    yield from _parts("6.8", [kind for row in some["foranstaltning"].to_list() for kind in row], MEASURES, place)


def pathways_of(own: pl.DataFrame, town: str) -> Iterator[Cell]:
    """7.3-7.6 and the appendices of a municipality, for the pathways that it has; bilag 2 has everybody too."""
    for pathway, some in sorted(own.group_by("kommune"), key=lambda pair: str(pair[0][0])):
        name = str(pathway[0])
        measures = [kind for row in some["foranstaltning"].to_list() for kind in row]
        yield from _parts(TABLES[name], measures, MEASURES, town)
        yield _number(f"bilag_1_{town}", "antal_sekvenser", name, some.height)
        yield _share(f"bilag_1_{town}", "andel", name, some.height, own.height)
        states = [state for row in some["tilstande"].to_list() for state in row]
        for state in STATES:
            yield f"bilag_1_{town}", state, name, "mean", states.count(state) / some.height, None, None
        yield _number(f"bilag_2_{town}", "antal_personer", name, some.height)
        yield from _medicine(f"bilag_2_{town}", name, some)


def _medicine(table: str, column: str, some: pl.DataFrame) -> Iterator[Cell]:
    bought = some["medicin"].to_list()
    yield _share(table, "adhd_medicin", column, sum("adhd_medicin" in row for row in bought), some.height)
    yield _share(table, "psykofarmaka", column, sum(any(k in row for k in PSYCHE) for row in bought), some.height)


def sizes(own: pl.DataFrame) -> Iterator[Cell]:
    """7.2: persons by pathway."""
    for pathway in sorted(own["samlet"].unique()):
        yield _number("7.2", pathway, FOUR, own.filter(samlet=pathway).height)
    for pathway in sorted(own["kommune"].unique()):
        yield _number("7.2_kommune", pathway, FOUR, own.filter(kommune=pathway).height)
        for town in TOWNS:
            some = own.filter(kommune=pathway, sted=town).height
            if some:
                yield _share("7.2", pathway, town, some, own.filter(sted=town).height)


def _groups(own: pl.DataFrame, *, whole: bool) -> Iterator[tuple[str, str, str, pl.DataFrame]]:
    """(analysis, place, pathway, persons); ``whole``: both analyses in every place, else each where it was made."""
    for analysis in ("samlet", "kommune"):
        places = [*TOWNS, FOUR] if whole else [FOUR] if analysis == "samlet" else list(TOWNS)
        for place in places:
            there = own if place == FOUR else own.filter(sted=place)
            for pathway in sorted(there[analysis].unique()):
                yield analysis, place, pathway, there.filter(pl.col(analysis) == pathway)


def traits(own: pl.DataFrame, quarters: int) -> pl.DataFrame:
    """`forloebstype_karakteristik`: sizes, shares and mean quarters."""
    rows: list[tuple[object, ...]] = []
    for analysis, place, pathway, some in _groups(own, whole=True):
        n = some.height
        rows.append((analysis, place, pathway, "alle", "alle", "n", float(n), n, None))
        kinds = {
            "koen": (some["koen"].to_list(), ("kvinder", "maend")),
            "civilstand": (["gift" if g else "ikke_gift" for g in some["gift"]], ("gift", "ikke_gift")),
            "diagnosegruppe": (some["diagnose"].to_list(), DIAGNOSES),
            "uddannelse": (some["uddannelse"].to_list(), LEVELS),
            "aldersgruppe": (some["aldersgruppe"].to_list(), AGES),
            "foraelder_foertidspension": (["ja" if f else "nej" for f in some["foraelder"]], ("ja", "nej")),
            "psykofarmaka": (
                ["ja" if any(k in row for k in PSYCHE) else "nej" for row in some["medicin"].to_list()],
                ("ja", "nej"),
            ),
        }
        for trait, (values, categories) in kinds.items():
            for category in categories:
                count = values.count(category)
                rows.append((analysis, place, pathway, trait, category, "percent", 100 * count / n, count, n))
        states = [state for row in some["tilstande"].to_list() for state in row]
        rows += [(analysis, place, pathway, "kvartaler", s, "mean", states.count(s) / n, None, None) for s in STATES]
    names = ("analyse", "kommune", "forloebstype", "egenskab", "kategori", "statistik")
    return _frame(rows, names, ("vaerdi", "antal", "grundlag"))


def distributions(own: pl.DataFrame, quarters: int) -> pl.DataFrame:
    """`tilstandsfordeling`: the pooled analysis for all together, the separate ones each."""
    rows: list[tuple[object, ...]] = []
    for analysis, place, pathway, some in _groups(own, whole=False):
        for quarter in range(quarters):
            states = [row[quarter] for row in some["tilstande"].to_list()]
            rows += [
                (analysis, place, pathway, quarter + 1, state, states.count(state), some.height, None)
                for state in STATES
            ]
    return _frame(rows, ("analyse", "kommune", "forloebstype", "kvartal", "tilstand"), ("antal", "grundlag", "andel"))


def timing(persons: pl.DataFrame, own: pl.DataFrame, quarters: int) -> dict[str, pl.DataFrame]:
    """`timing_*` by the numbers of the municipalities."""
    scenario: list[tuple[object, ...]] = []
    active: list[tuple[object, ...]] = []
    for analysis, place, pathway, some in _groups(own, whole=True):
        if place != FOUR:
            key, n = (analysis, TOWNS[place], pathway), some.height
            scenario += [(*key, s, some.filter(scenarie=s).height, n, None) for s in SCENARIOS]
            active += [(*key, q + 1, sum(row[q] for row in some["aktiv"].to_list()), n, None) for q in range(quarters)]
    study = persons.filter(pl.col("sted").is_in(list(TOWNS)))
    threshold = [(0.75, s, study.filter(scenarie=s).height, study.height, None) for s in SCENARIOS]
    measures: list[tuple[object, ...]] = []
    for name in SCENARIOS:
        kinds = [kind for row in study.filter(scenarie=name)["foranstaltning"].to_list() for kind in row]
        measures += [(name, kind, kinds.count(kind), len(kinds), None) for kind in MEASURES if kinds]
    pathway_key, shown = ("analyse", "kommune", "forloebstype"), ("antal", "grundlag", "andel")
    return {
        "timing_scenarie": _frame(scenario, (*pathway_key, "scenarie"), shown),
        "timing_kvartal": _frame(active, (*pathway_key, "kvartal"), shown),
        "timing_foelsomhed": _frame(threshold, ("graense", "scenarie"), shown),
        "timing_foranstaltning": _frame(measures, ("scenarie", "foranstaltning"), shown),
    }


KINDS_OF = {
    "vaerdi": pl.Float64,
    "andel": pl.Float64,
    "graense": pl.Float64,
    "kvartal": pl.Int64,
    "antal": pl.Int64,
    "grundlag": pl.Int64,
}


def _frame(rows: Sequence[tuple[object, ...]], keys: tuple[str, ...], figures: tuple[str, ...]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={name: KINDS_OF.get(name, pl.String) for name in (*keys, *figures)}, orient="row")
