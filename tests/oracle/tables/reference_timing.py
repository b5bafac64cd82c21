"""Timing of measures and steps between states, person by person in plain Python: slow and obvious."""

import itertools
from datetime import date, timedelta
from statistics import fmean

from tests.oracle.tables.reference_persons import alphabet
from tests.oracle.tables.world import FOUR, World, monday

QUARTERS = range(1, 21)
COARSE = ("ingen", "tidlig", "loebende", "sen")
FINE = (*COARSE, "begge_ender", "midt")
Cells = dict[tuple[str, ...], tuple[float | None, int, int | None]]
"""Value, numerator and denominator by the table and its key."""
Touching = tuple[str, bool, set[int]]
"""Kind of a measure, whether it is in LAB, and the quarters that it touches."""


def timings(world: World) -> Cells:
    """Cells of ``timing_scenarie``, ``timing_kvartal`` and ``timing_foranstaltning``, the table first in the key."""
    if world.study.kvartaler != len(QUARTERS):
        return Cells()
    everybody = [person for person, case in world.granted.items() if FOUR in world.columns_of(case["bopkom"])]
    touching = {person: touched(world, person) for person in everybody}
    active = {person: set().union(*(q for _, lab, q in some if lab)) for person, some in touching.items()}
    cells = Cells()
    for analysis in ("samlet", "kommune"):
        pathway = {row["person_id"]: row["forloebstype"] for row in world.groups if row["analyse"] == analysis}
        groups: dict[tuple[str, str], list[str]] = {}
        for person in everybody:
            at, kind = world.today(world.granted[person]["bopkom"]), pathway.get(person, "uden_forloeb")
            for key in itertools.product((at, "alle"), (kind, "alle")):
                groups.setdefault(key, []).append(person)
        for (at, kind), persons in groups.items():
            if "alle" not in (at, kind):
                cells |= _scenarios((analysis, at, kind), persons, active)
                cells |= _quarters(world, (analysis, at, kind), persons, touching)
            cells |= _measures((analysis, at, kind), persons, touching, active)
    return cells


def touched(world: World, person: str) -> list[Touching]:
    """The person's measures: records of one kind within seven days are one."""
    in_lab = {row["foranstaltning"] for row in world.lists["foranst"] if row["lab"] == "J"}
    grant, length = monday(world.granted[person]["day"]), 7 * world.study.uger_pr_kvartal
    merged: dict[str, list[list[date]]] = {}
    for row in sorted(world.rows_of("amfora", person), key=lambda row: row["startdto"]):
        spells = merged.setdefault(row["foranst"], [])
        if spells and (row["startdto"] - spells[-1][1]).days <= 7:
            spells[-1][1] = max(spells[-1][1], row["slutdto"])
        else:
            spells.append([row["startdto"], row["slutdto"]])
    found = []
    for code, spells in merged.items():
        for first, last in spells:
            listed = world.valid("foranst", "foranst", code, first)
            if not listed or "J" not in (listed["lab"], listed.get("timing")):
                continue
            if listed["lab"] != "J" and listed["foranstaltning"] in in_lab:
                continue
            begins = {q: grant - timedelta(days=length * (21 - q)) for q in QUARTERS}
            quarters = {q for q, day in begins.items() if first < day + timedelta(days=length) and last >= day}
            if quarters:
                found.append((listed["foranstaltning"], listed["lab"] == "J", quarters))
    return found


def scenario(active: set[int]) -> str:
    """The first of the four rules that fits."""
    early, late = sum(q <= 10 for q in active), sum(q >= 11 for q in active)
    if not active:
        return "ingen"
    if 4 * early >= 3 * len(active) and sum(q >= 14 for q in active) <= 1:
        return "tidlig"
    if 4 * late >= 3 * len(active) and sum(q <= 7 for q in active) <= 1:
        return "sen"
    return "loebende"


def fine_scenario(active: set[int]) -> str:
    """The fourth of the rules divided."""
    if scenario(active) != "loebende":
        return scenario(active)
    pause = max((b - a - 1 for a, b in itertools.pairwise(sorted(active))), default=0)
    if min(active) <= 5 and max(active) >= 16 and pause <= 4:
        return "loebende"
    return "begge_ender" if min(active) <= 7 and max(active) >= 14 and pause >= 5 else "midt"


def _scenarios(key: tuple[str, ...], persons: list[str], active: dict[str, set[int]]) -> Cells:
    cells = Cells()
    for division, names, rule in (("grov", COARSE, scenario), ("fin", FINE, fine_scenario)):
        found = [rule(active[person]) for person in persons]
        for name in names:
            number = found.count(name)
            cells["timing_scenarie", *key, division, name] = (number / len(found), number, len(found))
    return cells


def _quarters(world: World, key: tuple[str, ...], persons: list[str], touching: dict[str, list[Touching]]) -> Cells:
    kinds = {row["foranstaltning"] for row in world.lists["foranst"] if "J" in (row["lab"], row.get("timing"))}
    cells = Cells()
    for kind, quarter in itertools.product({*kinds, "alle"}, QUARTERS):
        number = sum(
            any(
                quarter in quarters and (name == kind or (kind == "alle" and lab))
                for name, lab, quarters in touching[p]
            )
            for p in persons
        )
        cells["timing_kvartal", *key, kind, str(quarter)] = (number / len(persons), number, len(persons))
    return cells


def _measures(
    key: tuple[str, ...], persons: list[str], touching: dict[str, list[Touching]], active: dict[str, set[int]]
) -> Cells:
    """Share, number and base of measures; and mean first quarter and number of persons."""
    cells = Cells()
    for division, rule in (("grov", scenario), ("fin", fine_scenario)):
        for name in {rule(active[person]) for person in persons}:
            some = [touching[person] for person in persons if rule(active[person]) == name]
            whole = sum(lab for measures in some for _, lab, _ in measures)
            for kind, lab in {(kind, lab) for measures in some for kind, lab, _ in measures}:
                number = sum(one == kind for measures in some for one, _, _ in measures)
                starts = [
                    min(min(quarters) for one, _, quarters in measures if one == kind)
                    for measures in some
                    if any(one == kind for one, _, _ in measures)
                ]
                words = (*key, division, name, kind)
                cells["timing_foranstaltning", *words] = (
                    number / whole if lab else None,
                    number,
                    whole if lab else None,
                )
                cells["timing_foranstaltning_personer", *words] = (fmean(starts), len(starts), None)
    return cells


def transitions(world: World) -> Cells:
    """Cells of ``overgang``."""
    cells = Cells()
    for analysis in ("samlet", "kommune"):
        rows = [row for row in world.groups if row["analyse"] == analysis]
        for place in (*world.studied, FOUR):
            here = [row for row in rows if place in world.columns_of(row["kommune"])]
            for kind in {row["forloebstype"] for row in here}:
                own = [world.states[row["person_id"]] for row in here if row["forloebstype"] == kind]
                steps = [pair for states in own for pair in itertools.pairwise(states)]
                ends = [(states[0], states[-1]) for states in own]
                for name, pairs in (("overgang", steps), ("foerste_sidste", ends)):
                    for since in {first for first, _ in pairs}:
                        whole = sum(first == since for first, _ in pairs)
                        for to in alphabet(world):
                            number = pairs.count((since, to))
                            cells["overgang", analysis, place, kind, name, since, to] = (number / whole, number, whole)
    return cells
