"""The pathways of a drawn world, counted person by person."""

from collections.abc import Iterator

import polars as pl

from tests.oracle.disclosure.worlds.people import (
    AGES,
    DIAGNOSES,
    FOUR,
    LEVELS,
    MEASURES,
    PSYCHE,
    SCENARIOS,
    STATES,
    TOWNS,
)

Rows = list[tuple[object, ...]]


def _groups(own: pl.DataFrame, *, whole: bool) -> Iterator[tuple[str, str, str, pl.DataFrame]]:
    """(analysis, place, pathway, persons); ``whole``: both analyses in every place, else each where it was made."""
    for analysis in ("samlet", "kommune"):
        places = [*TOWNS, FOUR] if whole else [FOUR] if analysis == "samlet" else list(TOWNS)
        for place in places:
            there = own if place == FOUR else own.filter(sted=place)
            for pathway in sorted(there[analysis].unique()):
                yield analysis, place, pathway, there.filter(pl.col(analysis) == pathway)


def traits(own: pl.DataFrame) -> Rows:
    """`forloebstype_karakteristik`: sizes, shares and mean quarters."""
    rows: Rows = []
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
        quarters = [state for row in some["tilstande"].to_list() for state in row]
        rows += [(analysis, place, pathway, "kvartaler", s, "mean", quarters.count(s) / n, None, None) for s in STATES]
    return rows


def distributions(own: pl.DataFrame, quarters: int) -> Rows:
    """`tilstandsfordeling`: the pooled analysis for all together, the separate ones each."""
    rows: Rows = []
    for analysis, place, pathway, some in _groups(own, whole=False):
        for quarter in range(quarters):
            now = [row[quarter] for row in some["tilstande"].to_list()]
            rows += [
                (analysis, place, pathway, quarter + 1, state, *_share(now.count(state), some.height))
                for state in STATES
            ]
    return rows


def typical(own: pl.DataFrame, quarters: int) -> Rows:
    """`typisk_forloeb`: the state that most are in, and a sequence that as many as any have."""
    rows: Rows = []
    for analysis, place, pathway, some in _groups(own, whole=False):
        lines = [tuple(line) for line in some["tilstande"].to_list()]
        medoid = max(sorted(set(lines)), key=lines.count)
        for quarter in range(quarters):
            now = [line[quarter] for line in lines]
            modal = max(STATES, key=now.count)
            key = (analysis, "alle" if place == FOUR else TOWNS[place], pathway, quarter + 1, modal)
            rows.append((*key, *_share(now.count(modal), len(lines)), medoid[quarter], lines.count(medoid)))
    return rows


def timing(persons: pl.DataFrame, own: pl.DataFrame, quarters: int) -> dict[str, Rows]:
    """`timing_*` by the numbers of the municipalities."""
    scenario: Rows = []
    active: Rows = []
    for analysis, place, pathway, some in _groups(own, whole=True):
        if place != FOUR:
            key, n = (analysis, TOWNS[place], pathway), some.height
            scenario += [(*key, "grov", s, *_share(some.filter(scenarie=s).height, n)) for s in SCENARIOS]
            scenario += [(*key, "fin", s, *_share(some.filter(scenarie_fin=s).height, n)) for s in (*SCENARIOS, "midt")]
            now = some["aktiv"].to_list()
            active += [(*key, "alle", q + 1, *_share(sum(row[q] for row in now), n)) for q in range(quarters)]
    study = persons.filter(pl.col("sted").is_in(list(TOWNS)))
    return {
        "timing_scenarie": scenario,
        "timing_kvartal": active,
        "timing_foelsomhed": [
            (threshold, s, *_share(study.filter(pl.col(column) == s).height, study.height))
            for threshold, column in ((0.5, "scenarie_lav"), (0.75, "scenarie"))
            for s in SCENARIOS
        ],
        "timing_foranstaltning": _by_scenario(study),
    }


def _by_scenario(study: pl.DataFrame) -> Rows:
    rows: Rows = []
    for name in SCENARIOS:
        kinds = [kind for row in study.filter(scenarie=name)["foranstaltning"].to_list() for kind in row]
        key = ("samlet", "alle", "alle", "grov", name)
        rows += [
            (*key, kind, kinds.count(kind), *_share(kinds.count(kind), len(kinds)), 1.0)
            for kind in MEASURES if kind in kinds
        ]  # fmt: skip
    return rows


def _share(count: int, base: int) -> tuple[int, int, float]:
    return count, base, count / base
