"""Chapter 6 counted person by person in plain Python, for any study: slow and obvious."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from statistics import fmean

from tests.oracle.tables.reference_decisions import Cells, down, four
from tests.oracle.tables.world import COUNTRY, FOUR, Row, World, exact_age, monday, years_old

Member = tuple[str, list[str], date, Row | None]
"""A person, the columns it counts in, its index date, and its row in BEF."""


def chapter_6(world: World) -> Cells:
    """Every cell of tables 6.1-6.8 and figure 6.1."""
    cells: Cells = {}
    for table in (background, education, economy, last_quarter, medicine, parents, measures):
        cells |= table(world)
    return cells


def described(world: World) -> tuple[list[Member], list[str]]:
    """The members of 6.1-6.3 and their columns."""
    region = world.regions[world.study.region]
    columns = [*world.studied, region, COUNTRY]
    low, high = world.study.oevrig_alder
    members: list[Member] = [
        (person, [to for to in world.columns_of(case["bopkom"]) if to in columns], case["day"],
         world.snapshot(person, case["day"]))
        for person, case in world.granted.items()
    ]  # fmt: skip
    members += [
        (row["person_id"], ["oevrig_befolkning"], world.reference, row)
        for row in world.others if low <= years_old(row["foed_dag"], world.reference) <= high
    ]  # fmt: skip
    return members, [*columns, "oevrig_befolkning"]


def background(world: World) -> Cells:
    """6.1: N is everybody, the rest those with a row in BEF."""
    members, columns = described(world)
    traits: dict[str, Callable[[Row], bool]] = {
        "kvinder": lambda row: row["koen"] == "2",
        "indvandrere": lambda row: row["ie_type"] == "2",
        "partner": lambda row: bool(row["e_faelle_id"]),
    }
    cells = Cells()
    for column in columns:
        here = [member for member in members if column in member[1]]
        known = [(row, day) for _, _, day, row in here if row]
        cells["6.1", "alle", column, "n"] = (len(here), len(here), None)
        if known:
            ages = [exact_age(row["foed_dag"], day) for row, day in known]
            cells["6.1", "alder", column, "years"] = (fmean(ages), None, None)
        for name, holds in traits.items() if known else ():
            part = sum(holds(row) for row, _ in known)
            cells["6.1", name, column, "percent"] = (100 * part / len(known), part, len(known))
    return cells


def education(world: World) -> Cells:
    """6.2."""
    levels = {row["niveau"]: row["tabel_6_2"] for row in world.lists["uddannelsesniveau"]}
    members, columns = described(world)
    pairs = [(levels[education_level(world, person, day)], to) for person, at, day, _ in members for to in at]
    return down("6.2", pairs, dict.fromkeys(levels.values()), columns)


def education_level(world: World, person: str, day: date) -> str:
    """The level in force on the day; unknown, empty or none is grundskole."""
    before = [row for row in world.rows_of("udda", person) if row["hf_vfra"] <= day]
    last = max(before, key=lambda row: row["hf_vfra"], default=None)
    found = world.valid("hfaudd", "hfaudd", last["hfaudd"] or "", last["hf_vfra"]) if last else None
    return found["niveau"] if found else "grundskole"


def economy(world: World) -> Cells:
    """6.3: means of the index date's year over those with a record; N is everybody."""
    members, columns = described(world)
    sources = [("bruttoindkomst", "ind", "brutto", "kr", 1), ("ledighedsgrad", "idap", "arledgr", "percent", 10)]
    cells = Cells()
    for column in columns:
        here = [(person, day) for person, at, day, _ in members if column in at]
        cells["6.3", "alle", column, "n"] = (len(here), len(here), None)
        for name, register, amount, statistic, divisor in sources:
            amounts = [row[amount] / divisor for person, day in here for row in world.rows_of(register, person)
                       if row["aar"] == day.year + world.study.indkomst_aar]  # fmt: skip
            if amounts:
                cells["6.3", name, column, statistic] = (fmean(amounts), None, None)
    return cells


def alphabet(world: World) -> dict[str, str]:
    """Every state of the study's alphabet, with its row in 6.4."""
    named = {
        row["tilstand"]: row["tabel_6_4"] for row in world.lists["tilstand"] if row["alfabet"] == world.study.alfabet
    }
    listed = {row[world.study.alfabet] for row in world.lists["dream_ydelse"]} - {""}
    return {state: named.get(state, state) for state in dict.fromkeys([*named, *sorted(listed)])}


def last_quarter(world: World) -> Cells:
    """6.4: shares of those with a sequence, N of everybody."""
    rows = alphabet(world)
    columns = four(world)
    pairs = [(rows[states[-1]], to) for person, states in world.states.items()
             for to in world.columns_of(world.granted[person]["bopkom"])]  # fmt: skip
    cells = down("6.4", pairs, dict.fromkeys(rows.values()), columns)
    for column in columns:
        whole = cells["6.4", "alle", column, "n"][1]
        if whole:
            cells["6.4", "alle", column, "percent"] = (100, whole, whole)
        everybody = sum(column in world.columns_of(case["bopkom"]) for case in world.granted.values())
        cells["6.4", "alle", column, "n"] = (everybody, everybody, None)
    return cells


def of_medicine_age(world: World) -> tuple[list[Member], list[Member]]:
    """Granted and other citizens of the study's municipalities and ages, with the columns of their municipality."""
    low, high = world.study.medicin_alder
    granted: list[Member] = [
        (person, world.columns_of(case["bopkom"]), case["day"], world.snapshot(person, case["day"]))
        for person, case in world.granted.items()
    ]  # fmt: skip
    others: list[Member] = [
        (row["person_id"], world.columns_of(row["kom"]), world.reference, row) for row in world.others
    ]
    fits = [
        [m for m in group if FOUR in m[1] and m[3] and low <= years_old(m[3]["foed_dag"], m[2]) <= high]
        for group in (granted, others)
    ]
    return fits[0], fits[1]


def medicine(world: World) -> Cells:
    """6.5 and figure 6.1."""
    granted, others = of_medicine_age(world)
    members = granted + [(person, ["oevrige_borgere"], day, row) for person, _, day, row in others]
    kinds = list(dict.fromkeys(row["medicintype"] for row in world.lists["atc_medicintype"]))
    bought = [(types_bought(world, person, day), at) for person, at, day, _ in members]
    columns = [*four(world), "oevrige_borgere"]
    figure = down("figur_6.1", [(str(len(types)), to) for types, at in bought for to in at],
                  [str(n) for n in range(len(kinds) + 1)], columns)  # fmt: skip
    cells = Cells()
    for column in columns:
        here = [types for types, at in bought if column in at]
        cells["6.5", "alle", column, "n"] = (len(here), len(here), None)
        for kind in kinds if here else ():
            part = sum(kind in types for types in here)
            cells["6.5", kind, column, "percent"] = (100 * part / len(here), part, len(here))
    return cells | figure


def types_bought(world: World, person: str, day: date) -> set[str]:
    """Types with more packs bought than returned in the days before; an ATC code is of the longest prefix's type."""
    packs: dict[str, int] = {}
    for row in purchases(world, person, day):
        fitting = [kind for kind in world.lists["atc_medicintype"] if row["atc"].startswith(kind["atc_praefiks"])]
        if fitting:
            kind = max(fitting, key=lambda kind: len(kind["atc_praefiks"]))["medicintype"]
            packs[kind] = packs.get(kind, 0) + round(100 * row["apk"])
    return {kind for kind, number in packs.items() if number > 0}


def purchases(world: World, person: str, day: date) -> list[Row]:
    """What the person bought in the study's days before the day, that day left out."""
    first = day - timedelta(days=world.study.medicin_dage)
    return [row for row in world.rows_of("lmdb", person) if first <= row["eksd"] < day]


def parents(world: World) -> Cells:
    """6.6."""
    granted, others = of_medicine_age(world)
    cells = Cells()
    for row in four(world):
        groups = {name: [m[3] for m in members if row in m[1]]
                  for name, members in (("nytilkendte", granted), ("oevrige_borgere", others))}  # fmt: skip
        whole = sum(map(len, groups.values()))
        cells["6.6", row, "alle_borgere", "n"] = (whole, whole, None)
        for name, members in groups.items():
            part = sum(has_pensioned_parent(world, bef) for bef in members if bef)
            cells["6.6", row, name, "n"] = (len(members), len(members), None)
            if members:
                cells["6.6", row, name, "percent"] = (100 * part / len(members), part, len(members))
    return cells


def has_pensioned_parent(world: World, bef: Row) -> bool:
    """Whether a parent's pension overlaps the years of the study."""
    first, last = (date(year, month, day) for year, (month, day) in
                   zip(world.study.foraelder_periode, ((1, 1), (12, 31)), strict=True))  # fmt: skip
    return any(
        row["fra"] <= last and (row["til"] is None or row["til"] >= first)
        for parent in (bef["mor_id"], bef["far_id"]) if parent
        for row in world.rows_of("foertidspension", parent)
    )  # fmt: skip


def measures(world: World) -> Cells:
    """6.7 and 6.8."""
    columns = four(world)
    own = [(measures_of(world, person, case["day"]), world.columns_of(case["bopkom"]))
           for person, case in world.granted.items()]  # fmt: skip
    bands = [(row["noegle"], int(row["antal_fra"]), int(row["antal_til"])) for row in world.lists["antalsbaand"]]
    active = [(name, to) for kinds, at in own for to in at for name, low, high in bands if low <= len(kinds) <= high]
    types = dict.fromkeys(row["foranstaltning"] for row in world.lists["foranst"] if row["lab"] == "J")
    cells = down("6.7", active, [name for name, _, _ in bands], columns)
    for column in columns:
        whole = sum(column in at for _, at in own)
        cells["6.7", "alle_individer", column, "n"] = (whole, whole, None)
    cells |= down("6.8", [(kind, to) for kinds, at in own for kind in kinds for to in at], types, columns)
    return cells | outside_lab(world, columns, types)


def outside_lab(world: World, columns: list[str], in_lab: Collection[str]) -> Cells:
    """6.8_andre: kinds that timing knows and LAB does not; nothing where nobody has one."""
    types = dict.fromkeys(row["foranstaltning"] for row in world.lists["foranst"]
                          if row.get("timing") == "J" and row["foranstaltning"] not in in_lab)  # fmt: skip
    had = [
        (kind, to) for person, case in world.granted.items()
        for kind in measures_of(world, person, case["day"], "timing") for to in world.columns_of(case["bopkom"])
        if kind in types and to in columns
    ]  # fmt: skip
    return down("6.8_andre", had, types, columns) if had else Cells()


def measures_of(world: World, person: str, day: date, listed: str = "lab") -> list[str]:
    """Kinds of the person's measures in LAB that began in the weeks of the sequence; near records are one measure."""
    latest: dict[str, date] = {}
    counted = []
    first, end = monday(day) - timedelta(weeks=world.study.uger), monday(day)
    for row in sorted(world.rows_of("amfora", person), key=lambda row: row["startdto"]):
        known = latest.get(row["foranst"])
        kind = world.valid("foranst", "foranst", row["foranst"], row["startdto"])
        is_new = known is None or (row["startdto"] - known).days > 7
        if is_new and kind and kind.get(listed) == "J" and first <= row["startdto"] < end:
            counted.append(kind["foranstaltning"])
        latest[row["foranst"]] = max(row["slutdto"], known or row["slutdto"])
    return counted
