"""New pensions per place and year, person by person in plain Python: who is granted, who could be, and the rates."""

from collections import Counter
from datetime import date, timedelta
from math import sqrt

from tests.oracle.tables.reference_persons import education_level
from tests.oracle.tables.world import COUNTRY, Row, World, birthday, is_application, years_old

Z = 1.959963984540054
Cells = dict[tuple[str, ...], tuple[float | None, int | None, int | None]]
Stratum = tuple[str, int, str, str]
Counts = Counter[tuple[int, str, Stratum]]
"""How many by year, place and stratum (sex, five-year age, education, origin)."""


def yearly(world: World) -> Cells:
    """Cells of ``aarlig``: the counts, and every figure as a table of its own."""
    granted = first_grants(world)
    peopled = {year: snapshot_of(world, year) for year in {row["afgdato"].year for row in granted.values()}}
    living = {year: inhabitants(world, day, granted) for year, day in peopled.items() if day}
    new, could = Counts(), Counts()
    for year, people in living.items():
        at_home = {world.today(row["kom"]) for row in people}
        for person, case in granted.items():
            bef = world.snapshot(person, case["afgdato"])
            if case["afgdato"].year == year and bef and world.today(case["bopkom"]) in at_home:
                _count(new, world, year, case["bopkom"], stratum(world, bef, case["afgdato"]))
        for row in people:
            _count(could, world, year, row["kom"], stratum(world, row, row["referencetid"]))
    cells = Cells()
    for year, place, number, elsewhere in rows(world, granted, living):
        base = None if elsewhere else sum(n for (y, p, _), n in could.items() if (y, p) == (year, place)) or None
        cells["aarlig", f"{place}/{year}"] = (float(number), number, base)
        told = figures((year, place), (number, base), new, could) if base else dict.fromkeys(NAMES)
        cells |= {(f"aarlig_{name}", f"{place}/{year}"): (value, None, None) for name, value in told.items()}
    return cells


def first_grants(world: World) -> dict[str, Row]:
    """The first grant of everybody, whenever it was."""
    grants = [r for r in world.rows["tilkendelsesregister"] if is_application(r) and r["afgoerelse"] == "T"]
    dated = sorted((row for row in grants if row["afgdato"]), key=lambda row: (row["afgdato"], row["sagsid"]))
    return {row["person_id"]: row for row in reversed(dated)}


def snapshot_of(world: World, year: int) -> date | None:
    """The snapshot nearest to the middle of the year, if any is near."""
    away = {row["referencetid"]: abs((row["referencetid"] - date(year, 7, 1)).days) for row in world.rows["bef"]}
    near = sorted((days, day) for day, days in away.items() if days <= 366)
    return near[0][1] if near else None


def inhabitants(world: World, day: date, granted: dict[str, Row]) -> list[Row]:
    """Who lived in a municipality that day, old enough and not too old, without a pension."""
    return [row for row in world.rows["bef"] if row["referencetid"] == day and could_be(world, row, granted)]


def could_be(world: World, row: Row, granted: dict[str, Row]) -> bool:
    """Whether an inhabitant could be granted a pension."""
    day, born = row["referencetid"], row["foed_dag"]
    case = granted.get(row["person_id"])
    spells = world.rows_of("foertidspension", row["person_id"])
    pensioned = any(s["fra"] <= day and (s["til"] is None or s["til"] >= day) for s in spells)
    age = next(r for r in world.lists["folkepensionsalder"]
               if r["foedt_fra"] <= born.isoformat() <= r["foedt_til"])  # fmt: skip
    retires = birthday(born, born.year + int(age["aar"]))
    if age["maaneder"] == "6":
        retires = half_a_year_after(retires)
    known = world.columns_of(row["kom"]) != []
    before = case is not None and case["afgdato"] < day
    return known and not before and not pensioned and years_old(born, day) >= 18 and day < retires


def half_a_year_after(day: date) -> date:
    """Six months later; the last of a shorter month."""
    year, month = (day.year, day.month + 6) if day.month <= 6 else (day.year + 1, day.month - 6)
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(following - timedelta(days=1), date(year, month, 1) + timedelta(days=day.day - 1))


def stratum(world: World, bef: Row, day: date) -> Stratum:
    """Sex, first year of the five-year age, education and origin."""
    levels = {row["niveau"]: row["tabel_6_2"] for row in world.lists["uddannelsesniveau"]}
    five = max(18, years_old(bef["foed_dag"], day) // 5 * 5)
    return bef["koen"] or "9", five, levels[education_level(world, bef["person_id"], day)], bef["ie_type"] or "9"


def _count(counts: Counts, world: World, year: int, kommune: str, cell: Stratum) -> None:
    counts.update((year, place, cell) for place in places(world, kommune))


def places(world: World, kommune: str) -> list[str]:
    """The municipality itself, its region, the country; abroad and unknown none."""
    columns = world.columns_of(kommune)
    return [world.key_of(kommune), *(c for c in columns if c.startswith("region_")), COUNTRY] if columns else []


def rows(world: World, granted: dict[str, Row], living: dict[int, list[Row]]) -> list[tuple[int, str, int, bool]]:
    """Year, place, persons granted, and whether one of them lived where nobody is counted."""
    years = {row["afgdato"].year for row in granted.values()}
    found = {
        (year, place) for row in world.lists["kommune"] for year in years for place in places(world, row["kom"])
        if int(row["gyldig_fra"][:4]) <= year <= int(row["gyldig_til"][:4])
    }  # fmt: skip
    numbers, elsewhere = Counter[tuple[int, str]](), set()
    for case in granted.values():
        year = case["afgdato"].year
        peopled = {world.today(row["kom"]) for row in living.get(year, [])}
        for place in places(world, case["bopkom"]):
            numbers[year, place] += 1
            if world.today(case["bopkom"]) not in peopled:
                elsewhere.add((year, place))
    return [(*cell, numbers[cell], cell in elsewhere) for cell in found | set(numbers)]


NAMES = [f"{name}{end}" for name in ("rate", "standardiseret", "indeks") for end in ("", "_nedre", "_oevre")]
NAMES += ["observeret", "forventet"]


def figures(cell: tuple[int, str], counts: tuple[int, int], new: Counts, could: Counts) -> dict[str, float | None]:
    """Every figure of a year and place, from the numbers of granted and of inhabitants."""
    (year, place), (number, base) = cell, counts
    low, high = byar(number)
    told: dict[str, float | None] = dict.fromkeys(NAMES)
    told |= {"rate": 1000 * number / base, "rate_nedre": 1000 * low / base, "rate_oevre": 1000 * high / base}
    told |= direct(year, place, new, could)
    nation = {cell: n for (y, p, cell), n in could.items() if (y, p) == (year, COUNTRY)}
    observed = sum(new[year, place, cell] for cell in nation)
    expected = sum(could[year, place, cell] * new[year, COUNTRY, cell] / n for cell, n in nation.items())
    told |= {"observeret": observed, "forventet": expected}
    if expected:
        low, high = byar(observed)
        told |= {"indeks": observed / expected, "indeks_nedre": low / expected, "indeks_oevre": high / expected}
    return told


def direct(year: int, place: str, new: Counts, could: Counts) -> dict[str, float | None]:
    """The directly standardised rate and its limits; nothing where the place lacks a stratum of the country."""
    coarse: dict[tuple[str, str, int], list[int]] = {}
    for part, counts in enumerate((new, could)):
        for (y, p, cell), n in counts.items():
            if y == year and p in (place, COUNTRY):
                coarse.setdefault((p, *cell[:2]), [0, 0])[part] += n
    weights = {cell[1:]: n for cell, (_, n) in coarse.items() if cell[0] == COUNTRY and n}
    own = {cell: coarse.get((place, *cell), [0, 0]) for cell in weights}
    if not all(n for _, n in own.values()):
        return {}
    whole, known = sum(weights.values()), sum(d for d, _ in own.values())
    rate = sum(weights[cell] / whole * d / n for cell, (d, n) in own.items())
    variance = sum((weights[cell] / whole / n) ** 2 * d for cell, (d, n) in own.items())
    if not known:
        return {"standardiseret": 1000 * rate}
    low, high = (1000 * (rate + sqrt(variance / known) * (limit - known)) for limit in byar(known))
    return {"standardiseret": 1000 * rate, "standardiseret_nedre": low, "standardiseret_oevre": high}


def byar(count: int) -> tuple[float, float]:
    """Byar's limits of a Poisson count."""
    low = count * (1 - 1 / (9 * count) - Z / (3 * sqrt(count))) ** 3 if count else 0.0
    return low, (count + 1) * (1 - 1 / (9 * (count + 1)) + Z / (3 * sqrt(count + 1))) ** 3
