"""Every cell of chapter 7, the appendices and the description of pathways, counted in plain Python."""

import itertools
from collections.abc import Callable
from datetime import date
from statistics import fmean

from tests.oracle.tables.reference_decisions import Cells, diagnosis, down
from tests.oracle.tables.reference_persons import (
    alphabet,
    education_level,
    has_pensioned_parent,
    measures_of,
    purchases,
    types_bought,
)
from tests.oracle.tables.world import FOUR, Row, World, years_old

Trait = Callable[[World, str], str | None]


def chapter_7(world: World) -> Cells:
    """Every cell of tables 7.1-7.7 and bilag 1 and 2."""
    return sizes(world) | both_analyses(world) | measures_by_pathway(world) | appendix_1(world) | appendix_2(world)


def separate(world: World) -> list[tuple[str, str, str]]:
    """Person, key of the municipality and pathway of the separate analyses."""
    return [(row["person_id"], world.key_of(row["kommune"]), row["forloebstype"]) for row in world.groups
            if row["analyse"] == "kommune"]  # fmt: skip


def sizes(world: World) -> Cells:
    """7.1 and 7.2; a group that does not exist has no row."""
    members = [(kind, at) for _, at, kind in separate(world)]
    cells = Cells()
    for column in world.studied:
        whole = sum(at == column for _, at in members)
        cells["7.2", "alle", column, "n"] = (whole, whole, None)
        for kind in {kind for kind, at in members if at == column}:
            part = members.count((kind, column))
            cells["7.1", kind, column, "mark"] = (1, None, None)
            cells["7.2", kind, column, "percent"] = (100 * part / whole, part, whole)
    pooled = [row["forloebstype"] for row in world.groups if row["analyse"] == "samlet"]
    for table, kinds in (("7.2", pooled), ("7.2_kommune", [kind for kind, _ in members])):
        for kind in {*kinds, "alle"}:
            number = len(kinds) if kind == "alle" else kinds.count(kind)
            cells[table, kind, FOUR, "n"] = (number, number, None)
    return cells


def both_analyses(world: World) -> Cells:
    """7.2_samlet and 7.2_kryds: who is where in the pooled analysis, and in the municipality's own."""
    pooled = {row["person_id"]: row for row in world.groups if row["analyse"] == "samlet"}
    kinds, cells = {row["forloebstype"] for row in pooled.values()}, Cells()
    for column in (*world.studied, FOUR):
        here = [row["forloebstype"] for row in pooled.values() if column in world.columns_of(row["kommune"])]
        cells["7.2_samlet", "alle", column, "n"] = (len(here), len(here), None)
        for kind in kinds:
            part = here.count(kind)
            cells["7.2_samlet", kind, column, "n"] = (part, part, None)
            if here:
                cells["7.2_samlet", kind, column, "percent"] = (100 * part / len(here), part, len(here))
    for column in world.studied:
        pairs = [(pooled[person]["forloebstype"], own) for person, at, own in separate(world) if at == column]
        for kind, own in itertools.product({kind for kind, _ in pairs}, {own for _, own in pairs}):
            part = pairs.count((kind, own))
            cells["7.2_kryds", kind, f"{column}:{own}", "n"] = (part, part, None)
    return cells


def measures_by_pathway(world: World) -> Cells:
    """7.3-7.7."""
    types = dict.fromkeys(row["foranstaltning"] for row in world.lists["foranst"] if row["lab"] == "J")
    cells = Cells()
    for named in world.lists["forloebstype"]:
        members = [(person, at) for person, at, kind in separate(world) if kind == named["forloebstype"]]
        columns = {at for _, at in members}
        pairs = [(kind, at) for person, at in members
                 for kind in measures_of(world, person, world.granted[person]["day"])]  # fmt: skip
        cells |= down(named["tabel"], pairs, types, columns) if named["tabel"] else {}
    return cells


def appendix_1(world: World) -> Cells:
    """Mean quarters per state, number and share of each pathway."""
    cells = Cells()
    for place in world.studied:
        here = [(person, kind) for person, at, kind in separate(world) if at == place]
        for kind in {kind for _, kind in here}:
            own = [world.states[person] for person, of in here if of == kind]
            table, quarters = f"bilag_1_{place}", [state for states in own for state in states]
            for state in alphabet(world):
                cells[table, state, kind, "mean"] = (quarters.count(state) / len(own), None, None)
            cells[table, "i_alt_kvartaler", kind, "mean"] = (len(quarters) / len(own), None, None)
            cells[table, "antal_sekvenser", kind, "n"] = (len(own), len(own), None)
            cells[table, "andel", kind, "percent"] = (100 * len(own) / len(here), len(own), len(here))
    return cells


def appendix_2(world: World) -> Cells:
    """Users of medicine in each pathway, and in the whole target group of the municipality."""
    cells = Cells()
    for place in world.studied:
        everybody = [person for person, case in world.granted.items() if place in world.columns_of(case["bopkom"])]
        pathways = [(person, kind) for person, at, kind in separate(world) if at == place]
        for kind in {"alle", *(kind for _, kind in pathways)}:
            members = everybody if kind == "alle" else [person for person, of in pathways if of == kind]
            table = f"bilag_2_{place}"
            cells[table, "antal_personer", kind, "n"] = (len(members), len(members), None)
            for name, uses in (("adhd_medicin", uses_adhd), ("psykofarmaka", uses_psykofarmaka)):
                part = sum(uses(world, person, world.granted[person]["day"]) for person in members)
                if members:
                    cells[table, name, kind, "percent"] = (100 * part / len(members), part, len(members))
    return cells


def uses_adhd(world: World, person: str, day: date) -> bool:
    """Whether the person bought more ADHD medicine than was returned."""
    return "adhd_medicin" in types_bought(world, person, day)


def uses_psykofarmaka(world: World, person: str, day: date) -> bool:
    """Whether the person bought more psykofarmaka than was returned."""
    prefixes = tuple(row["atc_praefiks"] for row in world.lists["atc_psykofarmaka"])
    packs: list[int] = [
        round(100 * row["apk"]) for row in purchases(world, person, day) if row["atc"].startswith(prefixes)
    ]
    return sum(packs) > 0


def descriptions(world: World) -> Cells:
    """``forloebstype_karakteristik`` by analysis, place, pathway, property, category, statistic."""
    cells = Cells()
    for analysis in ("samlet", "kommune"):
        rows = [row for row in world.groups if row["analyse"] == analysis]
        for place in (*world.studied, FOUR):
            here = [row for row in rows if place in world.columns_of(row["kommune"])]
            for kind in {row["forloebstype"] for row in here}:
                persons = [row["person_id"] for row in here if row["forloebstype"] == kind]
                for key, cell in {**shares(world, persons), **courses(world, persons)}.items():
                    cells[analysis, place, kind, *key] = cell
                cells[analysis, place, kind, "alle", "alle", "n"] = (len(persons), len(persons), None)
    return cells


def shares(world: World, persons: list[str]) -> Cells:
    """Shares of those whom the register of the property has, zeros included."""
    cells = Cells()
    for name, (categories, trait) in traits(world).items():
        found = [category for person in persons if (category := trait(world, person))]
        for category in categories if found else ():
            part = found.count(category)
            cells[name, category, "percent"] = (100 * part / len(found), part, len(found))
    return cells


def traits(world: World) -> dict[str, tuple[list[str], Trait]]:
    """Categories of each property, and which one a person is of (None: not in the register)."""
    levels = [row["karakteristik"] for row in world.lists["uddannelsesniveau"]]
    groups = [row["diagnosegruppe"] for row in world.lists["icd10_diagnosegruppe"]]
    return {
        "aldersgruppe": ([row["noegle"] for row in world.lists["aldersbaand"]], _age_band),
        "koen": (
            ["kvinder", "maend", "uoplyst"],
            lambda w, p: _of(w, p, lambda bef: {"2": "kvinder", "1": "maend", None: "uoplyst"}[bef["koen"]]),
        ),
        "civilstand": (["gift", "ikke_gift", "uoplyst"], lambda w, p: _of(w, p, _civil_status)),
        "uddannelse": (list(dict.fromkeys(levels)), _education),
        "diagnosegruppe": (list(dict.fromkeys(groups)), lambda w, p: diagnosis(w, w.granted[p]["diag1"])),
        "foraelder_foertidspension": (
            ["ja", "nej"],
            lambda w, p: _of(w, p, lambda bef: "ja" if has_pensioned_parent(w, bef) else "nej"),
        ),
        "psykofarmaka": (["ja", "nej"], lambda w, p: "ja" if uses_psykofarmaka(w, p, w.granted[p]["day"]) else "nej"),
    }


def _of(world: World, person: str, category: Callable[[Row], str | None]) -> str | None:
    bef = world.snapshot(person, world.granted[person]["day"])
    return category(bef) if bef else None


def _civil_status(bef: Row) -> str:
    return ("gift" if bef["civst"] in ("G", "P") else "ikke_gift") if bef["civst"] else "uoplyst"


def _age_band(world: World, person: str) -> str | None:
    day = world.granted[person]["day"]

    def band(bef: Row) -> str:
        age = years_old(bef["foed_dag"], day)
        return next(row["noegle"] for row in world.lists["aldersbaand"]
                    if int(row["alder_fra"]) <= age <= int(row["alder_til"]))  # fmt: skip

    return _of(world, person, band)


def _education(world: World, person: str) -> str:
    level = education_level(world, person, world.granted[person]["day"])
    return next(row["karakteristik"] for row in world.lists["uddannelsesniveau"] if row["niveau"] == level)


def courses(world: World, persons: list[str]) -> Cells:
    """Mean shifts, mean quarters per state, and the first quarter of the dominating state among those who have it."""
    own = [world.states[person] for person in persons]
    quarters = [state for states in own for state in states]
    cells = Cells()
    for state in alphabet(world):
        cells["kvartaler", state, "mean"] = (quarters.count(state) / len(own), None, None)
    shifts = [sum(a != b for a, b in itertools.pairwise(states)) for states in own]
    cells["skift", "alle", "mean"] = (fmean(shifts), None, None)
    leading = min(set(quarters), key=lambda state: (-quarters.count(state), state))
    starts = [states.index(leading) + 1 for states in own if leading in states]
    cells["startkvartal", leading, "mean"] = (fmean(starts), None, None)
    return cells
