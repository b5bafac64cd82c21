"""The report of a drawn world, counted person by person: chapters 4-6, and what chapter 7 has of each municipality."""

from collections.abc import Iterator
from itertools import product

import polars as pl

from tests.oracle.disclosure.worlds.people import (
    BANDS,
    COUNTRY,
    DIAGNOSES,
    FOUR,
    KINDS,
    LEVELS,
    MEASURES,
    MERGED,
    PSYCHE,
    REGIONS,
    STATES,
    TABLES,
    TOWNS,
)

ELSEWHERE = {
    "region_hovedstaden": "koebenhavn",
    "region_midt": "aarhus",
    "region_nordjylland": "aalborg",
    "region_sjaelland": "roskilde",
    "region_syddanmark": "odense",
}
Cell = tuple[str, str, str, str, float | None, int | None, int | None]


def _share(table: str, row: str, column: str, count: int, base: int) -> Cell:
    return table, row, column, "percent", 100 * count / base if base else None, count, base


def _number(table: str, row: str, column: str, count: int) -> Cell:
    return table, row, column, "n", float(count), count, None


def _at(persons: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Persons by every geography of the report; a municipality without anybody is none of the study's."""
    midt = persons.filter(pl.col("sted").is_in([*TOWNS, "region_midt"]))
    found = {town: some for town in TOWNS if (some := persons.filter(sted=town)).height}
    found |= {region: persons.filter(sted=region) for region in REGIONS if region != "region_midt"}
    return found | {"region_midt": midt, COUNTRY: persons, FOUR: persons.filter(pl.col("sted").is_in(list(TOWNS)))}


def report(persons: pl.DataFrame) -> Iterator[Cell]:
    """Tables 4.1-6.8 of the målgruppe."""
    yield from _granted(persons)
    for place, some in _at(persons).items():
        if place != FOUR:
            yield from _parts("4.1", some["aar"].to_list(), ("2007", "2008"), place, swap=True)
            yield from _parts("5.3", some["diagnose"].to_list(), DIAGNOSES, place)
            levels = ["laengere_videregaaende" if "lang" in level else level for level in some["uddannelse"].to_list()]
            yield from _parts("6.2", levels, sorted({*LEVELS[:3], "laengere_videregaaende"}), place)
            yield from _cases(place, some)
            yield _number("6.1", "alle", place, some.height)
            for row, column in (("kvinder", pl.col("koen") == "kvinder"), ("partner", pl.col("partner")),
                                ("indvandrere", pl.col("indvandrer"))):  # fmt: skip
                yield _share("6.1", row, place, some.filter(column).height, some.height)
        if place in TOWNS or place == FOUR:
            yield from _of_the_study(place, some)


def _cases(place: str, some: pl.DataFrame) -> Iterator[Cell]:
    """5.2: who was granted has a case, and some have two. The same cases, and refusals, by the law."""
    decisions = ["tilkendelse"] * (some.height + int(some["flere_tilkendelser"].sum()))
    refused = int(some["afslag"].sum())
    cases = len(decisions) + refused
    yield from _parts("5.1_lov", ["17_2"] * (cases // 7) + ["17_1"] * (cases - cases // 7), ("17_1", "17_2"), place)
    yield from _parts("5.4_hjemmel", ["bopael"] * (refused // 3) + ["arbejdsevne"] * (refused - refused // 3),
                      ("arbejdsevne", "bopael"), place)  # fmt: skip
    yield from _parts(
        "5.2", decisions + ["afslag"] * int(some["afslag"].sum()), ("tilkendelse", "afslag"), place, swap=True
    )


def _granted(persons: pl.DataFrame) -> Iterator[Cell]:
    """Figure 2.2: of every municipality of the country; outside the study one a region."""
    municipality = pl.col("sted").replace(ELSEWHERE)
    for (place, year), some in persons.group_by(municipality, "aar", maintain_order=True):
        yield _number("figur_2.2", str(place), str(year), some.height + int(some["flere_tilkendelser"].sum()))


def new_pensions(persons: pl.DataFrame) -> Iterator[tuple[object, ...]]:
    """Rows of `aarlig`: who has had no pension before, of every municipality and region that has somebody."""
    first = persons.filter(~pl.col("genansoegt")).with_columns(kommune=pl.col("sted").replace(ELSEWHERE))
    region = pl.when(pl.col("sted").is_in(list(TOWNS))).then(pl.lit("region_midt")).otherwise("sted")
    for place in (pl.col("kommune"), region, pl.lit(COUNTRY)):
        for (name, year), some in first.group_by(place.alias("her"), "aar", maintain_order=True):
            row = (str(name), int(str(year)), some.height, 1000, some.height, float(some.height))
            yield (*row, *([float(some.height)] * 9))


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
    yield from _both_analyses(own)


def _both_analyses(own: pl.DataFrame) -> Iterator[Cell]:
    """7.2_samlet and 7.2_kryds."""
    pooled = sorted(own["samlet"].unique())
    for place in (*TOWNS, FOUR):
        here = own if place == FOUR else own.filter(sted=place)
        yield _number("7.2_samlet", "alle", place, here.height)
        for pathway in pooled:
            yield _number("7.2_samlet", pathway, place, here.filter(samlet=pathway).height)
            if here.height:
                yield _share("7.2_samlet", pathway, place, here.filter(samlet=pathway).height, here.height)
        for pathway, separate in product(here["samlet"].unique().sort(), here["kommune"].unique().sort()):
            if place != FOUR:
                both = here.filter(samlet=pathway, kommune=separate).height
                yield _number("7.2_kryds", pathway, f"{place}:{separate}", both)
