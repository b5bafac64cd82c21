"""The tables counted person by person in plain Python, straight from the contract's sentences: slow and obvious."""

from collections import defaultdict
from datetime import date, timedelta

from tests.oracle.tables.random_country import Country, Row, monday, week_number

FIRST, LAST = date(2007, 7, 1), date(2009, 3, 31)
REFERENCE = date(2008, 1, 1)
NAMES = {"657": "herning", "661": "holstebro", "740": "silkeborg", "791": "viborg"}
REGIONS = {"657": "region_midt", "661": "region_midt", "740": "region_midt", "791": "region_midt",
           "101": "region_hovedstaden", "851": "region_nordjylland"}  # fmt: skip
FOUR, COUNTRY = "alle_fire_kommuner", "alle_regioner"
MEASURES = {"1": "vejledning", "2": "saerligt_tilrettelagte_projekter", "10": "andet"}
STATES = {"": "loenmodtager", "111": "dagpenge", "730": "kontanthjaelp", "890": "sygedagpenge", "130": "kontanthjaelp",
          "740": "ledighedsydelse"}  # fmt: skip
Counts = dict[tuple[str, str], int]


def columns_of(kommune: str) -> list[str]:
    """Every column that a municipality is in."""
    if kommune == "000":
        return []
    four = [NAMES[kommune], FOUR] if kommune in NAMES else []
    return [*four, REGIONS[kommune], COUNTRY]


def applications(country: Country) -> list[Row]:
    """Cases of the period, with their ``day``."""
    cases = []
    for row in country["tilkendelsesregister"]:
        day = row["ansdato"] if row["afgoerelse"] == "I" else row["afgdato"]
        if row["afgoerelse"] in "TAI" and row["myndighed"] != "UDK" and day and FIRST <= day <= LAST:
            cases.append({**row, "day": day})
    return cases


def granted(country: Country) -> dict[str, Row]:
    """The first grant of everybody who was granted a pension in the period."""
    first: dict[str, Row] = {}
    for case in applications(country):
        if case["afgoerelse"] != "T":
            continue
        known = first.get(case["person_id"])
        if known is None or (case["day"], case["sagsid"]) < (known["day"], known["sagsid"]):
            first[case["person_id"]] = case
    return first


def birthday(born: date, year: int) -> date:
    """29 February falls on 1 March in common years."""
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def age(born: date, day: date) -> tuple[int, float]:
    """Completed years, and years with the part of the running one."""
    years = day.year - born.year - (birthday(born, day.year) > day)
    last, following = birthday(born, born.year + years), birthday(born, born.year + years + 1)
    return years, years + (day - last).days / (following - last).days


def snapshot(country: Country, person: str, day: date) -> Row | None:
    """The person's last snapshot on or before the day, else the first after."""
    own = sorted((row for row in country["bef"] if row["person_id"] == person), key=lambda row: row["referencetid"])
    before = [row for row in own if row["referencetid"] <= day]
    return before[-1] if before else own[0] if own else None


def others(country: Country) -> list[Row]:
    """Everybody in the register's last snapshot on or before the reference date who was not granted a pension."""
    last = max(row["referencetid"] for row in country["bef"] if row["referencetid"] <= REFERENCE)
    cohort = granted(country)
    return [row for row in country["bef"] if row["referencetid"] == last and row["person_id"] not in cohort]


def quarter_state(country: Country, person: str, day: date, quarter: int) -> str | None:
    """The state of a quarter (1 is the oldest), None without a DREAM row."""
    rows = [row for row in country["dream"] if row["person_id"] == person]
    if not rows:
        return None
    begin = week_number(day) - 260 + 13 * (quarter - 1)
    states = [STATES[code] for code in rows[0]["ydelser"][begin : begin + 13]]
    most = max(states.count(state) for state in states)
    return next(state for state in reversed(states) if states.count(state) == most)


def measures(country: Country, person: str, day: date) -> list[str]:
    """Kinds of the person's measures that began in the 260 weeks before the grant's week."""
    counted = []
    for kind in ("1", "2", "10"):
        records = sorted(
            (row["startdto"], row["slutdto"])
            for row in country["amfora"]
            if row["person_id"] == person and row["foranst"] == kind
        )
        latest: date | None = None
        for begin, end in records:
            is_new = latest is None or (begin - latest).days > 7
            if is_new and monday(day) - timedelta(weeks=260) <= begin < monday(day):
                counted.append(MEASURES[kind])
            latest = end if latest is None else max(latest, end)
    return counted


def uses(country: Country, person: str, day: date, prefixes: tuple[str, ...]) -> bool:
    """Whether the net number of packs in the 365 days before is positive."""
    packs: list[float] = [
        row["apk"]
        for row in country["lmdb"]
        if row["person_id"] == person
        and row["atc"].startswith(prefixes)
        and day - timedelta(days=365) <= row["eksd"] < day
    ]
    return sum(packs) > 0


def has_pensioned_parent(country: Country, row: Row) -> bool:
    """Whether a parent's pension overlaps 1990-2007."""
    parents = {row["mor_id"], row["far_id"]} - {None}
    return any(
        pension["person_id"] in parents
        and pension["fra"] <= date(2007, 12, 31)
        and (pension["til"] is None or pension["til"] >= date(1990, 1, 1))
        for pension in country["foertidspension"]
    )


def tally(pairs: list[tuple[str, str]]) -> Counts:
    """How often each pair of row and column occurs."""
    counts: Counts = defaultdict(int)
    for pair in pairs:
        counts[pair] += 1
    return counts


def tally_of(names: list[str]) -> dict[str, int]:
    """How often each name occurs."""
    return {name: names.count(name) for name in set(names)}
