"""Time to a decision, case by case in plain Python."""

from collections import defaultdict
from datetime import date
from statistics import median

from tests.oracle.tables.reference_rates import Cells, places
from tests.oracle.tables.world import Row, World, is_application

WORDS = {"T": "tilkendelse", "A": "afslag"}


def waiting(world: World) -> Cells:
    """Cells of ``sagstid``."""
    cases = [r for r in world.rows["tilkendelsesregister"]
             if is_application(r) and r["afgoerelse"] in WORDS and r["afgdato"]]  # fmt: skip
    by: dict[str, list[Row]] = defaultdict(list)
    for case in cases:
        for place in places(world, case["bopkom"]):
            by[f"{place}/{case['afgdato'].year}/{WORDS[case['afgoerelse']]}"].append(case)
    later = granted_later(world, cases)
    cells = Cells()
    for key, some in by.items():
        days = sorted((c["afgdato"] - c["paabdato"]).days for c in some if c["paabdato"])
        days = [number for number in days if number >= 0]
        cells["sagstid", key] = (float(median(days)) if days else None, len(days), len(some) - len(days))
        cells["sagstid_p90", key] = (ninetieth(days), None, None)
        persons = later.get(key, [])
        share = sum(persons) / len(persons) if persons else None
        cells["sagstid_senere", key] = (share, sum(persons) if persons else None, len(persons) or None)
    return cells


def ninetieth(days: list[int]) -> float | None:
    """Nine tenths of the way from the first of ``days`` (sorted) to the last."""
    if not days:
        return None
    place = 0.9 * (len(days) - 1)
    below = int(place)
    above = min(below + 1, len(days) - 1)
    return days[below] + (place - below) * (days[above] - days[below])


def granted_later(world: World, cases: list[Row]) -> dict[str, list[bool]]:
    """Of every place and year, whether each person refused there was granted within three years."""
    last = max((case["afgdato"] for case in cases), default=date.min)
    first: dict[tuple[str, int], Row] = {}
    for case in sorted(cases, key=lambda case: (case["afgdato"], case["sagsid"]), reverse=True):
        year = case["afgdato"].year
        if case["afgoerelse"] == "A" and date(year + 3, 12, 31) <= last:
            first[case["person_id"], year] = case
    found: dict[str, list[bool]] = defaultdict(list)
    for (person, year), case in first.items():
        day = case["afgdato"]
        grants = [c["afgdato"] for c in cases if c["person_id"] == person and c["afgoerelse"] == "T"]
        until = date(day.year + 3, day.month, 28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 3)
        for place in places(world, case["bopkom"]):
            found[f"{place}/{year}/afslag"].append(any(day < grant <= until for grant in grants))
    return found
