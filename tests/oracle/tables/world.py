"""A world as plain rows: a study, code lists, registers and pathway groups, and the questions that every table asks."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from dagster_project.registers.weeks import FIRST_WEEK
from dagster_project.study import Study

Row = dict[str, Any]
Country = dict[str, list[Row]]
CodeList = list[dict[str, str]]
FOUR, COUNTRY = "alle_fire_kommuner", "alle_regioner"
FOREVER = ("1900-01-01", "9999-12-31")


@dataclass(frozen=True)
class World:
    """Rows in force of every register, the study, the code lists, and who is in which pathway."""

    study: Study
    lists: dict[str, CodeList]
    rows: Country
    groups: list[Row] = field(default_factory=list)

    def valid(self, name: str, column: str, code: str, day: date) -> dict[str, str] | None:
        """The row of a code list that ``code`` means on ``day``."""
        for row in self.lists[name]:
            first, last = (row.get(key) or default for key, default in zip(("gyldig_fra", "gyldig_til"), FOREVER,
                                                                          strict=True))  # fmt: skip
            if row[column] == code and first <= day.isoformat() <= last:
                return row
        return None

    @cached_property
    def municipalities(self) -> dict[str, dict[str, str]]:
        """What the list last said of each code."""
        return {row["kom"]: row for row in sorted(self.lists["kommune"], key=lambda row: row["gyldig_til"])}

    def today(self, kommune: str) -> str:
        """What a municipality became; a code of no list stays."""
        return self.municipalities.get(kommune, {}).get("ny_kode") or kommune

    def key_of(self, kommune: str) -> str:
        """The key of a municipality as it is today."""
        return key_of_name(self.municipalities[self.today(kommune)]["navn"])

    @cached_property
    def studied(self) -> list[str]:
        """Keys of the study's municipalities."""
        return [self.key_of(code) for code in self.study.kommuner]

    @cached_property
    def regions(self) -> dict[str, str]:
        """Key by code of every region."""
        return {row["region_kode"]: row["noegle"] for row in self.lists["region"]}

    def columns_of(self, kommune: str | None) -> list[str]:
        """Every geographic column that a municipality is in; abroad and unknown are in none."""
        if kommune == "000" or kommune not in self.municipalities:
            return []
        now = self.today(kommune)
        own = [self.key_of(now), FOUR] if now in self.study.kommuner else []
        region = self.regions.get(self.municipalities[now]["region_kode"])
        return [*own, *([region] if region else []), COUNTRY]

    @cached_property
    def applications(self) -> list[Row]:
        """Applications of the period, with their ``day``."""
        first, last = self.study.periode
        dated = [
            {**row, "day": row["ansdato"] if row["afgoerelse"] == "I" else row["afgdato"]}
            for row in self.rows["tilkendelsesregister"] if is_application(row)
        ]  # fmt: skip
        return [row for row in dated if row["day"] and first <= row["day"] <= last]

    @cached_property
    def granted(self) -> dict[str, Row]:
        """The first grant in the period of everybody who has one."""
        grants = sorted((row for row in self.applications if row["afgoerelse"] == "T"),
                        key=lambda row: (row["day"], row["sagsid"]))  # fmt: skip
        return {row["person_id"]: row for row in reversed(grants)}

    def rows_of(self, register: str, person: str) -> list[Row]:
        """A person's rows in a register."""
        return self._by_person[register].get(person, [])

    @cached_property
    def _by_person(self) -> dict[str, dict[str, list[Row]]]:
        filed: dict[str, dict[str, list[Row]]] = {name: {} for name in self.rows}
        for name, rows in self.rows.items():
            for row in rows:
                filed[name].setdefault(row["person_id"], []).append(row)
        return filed

    def snapshot(self, person: str, day: date) -> Row | None:
        """The person's last row in BEF on or before the day, else the first after."""
        own = sorted(self.rows_of("bef", person), key=lambda row: row["referencetid"])
        before = [row for row in own if row["referencetid"] <= day]
        return before[-1] if before else own[0] if own else None

    @cached_property
    def others(self) -> list[Row]:
        """The register's last snapshot on or before the reference date, without those granted in the period."""
        days = [row["referencetid"] for row in self.rows["bef"] if row["referencetid"] <= self.reference]
        last = max(days, default=None)
        return [row for row in self.rows["bef"] if row["referencetid"] == last and row["person_id"] not in self.granted]

    @property
    def reference(self) -> date:
        """The index date of the comparison groups."""
        return self.study.oevrig_referencedato

    @cached_property
    def states(self) -> dict[str, list[str]]:
        """Quarter states of everybody granted who has all the weeks, oldest first."""
        found = {person: self._quarters(person, case["day"]) for person, case in self.granted.items()}
        return {person: states for person, states in found.items() if states}

    def _quarters(self, person: str, day: date) -> list[str] | None:
        rows, length = self.rows_of("dream", person), self.study.uger_pr_kvartal
        begin = week_number(day) - self.study.uger
        codes = rows[0]["ydelser"][begin : begin + self.study.uger] if rows and begin >= 0 else []
        if len(codes) < self.study.uger or None in codes:
            return None
        weeks = [self._state(code, begin + i) for i, code in enumerate(codes)]
        return [commonest_latest(weeks[i : i + length]) for i in range(0, len(weeks), length)]

    def _state(self, code: str, week: int) -> str:
        row = self.valid("dream_ydelse", "kode", code, FIRST_WEEK + timedelta(weeks=week)) if code else None
        return row[self.study.alfabet] if row else "loenmodtager"


def key_of_name(navn: str) -> str:
    """The key of a municipality by the contract: lower case, the Danish letters as two, blank and hyphen as `_`."""
    plain = navn.lower().replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
    return plain.replace(" ", "_").replace("-", "_")


def is_application(row: Row) -> bool:
    """Granted, refused or undecided, and not by Udbetaling Danmark."""
    return row["afgoerelse"] in ("T", "A", "I") and row["myndighed"] != "UDK"


def commonest_latest(states: list[str]) -> str:
    """The state with the most weeks; of tied ones the one that occurs latest."""
    most = max(states.count(state) for state in states)
    return next(state for state in reversed(states) if states.count(state) == most)


def birthday(born: date, year: int) -> date:
    """29 February falls on 1 March in common years."""
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def years_old(born: date, day: date) -> int:
    """Completed years."""
    return day.year - born.year - (birthday(born, day.year) > day)


def exact_age(born: date, day: date) -> float:
    """Completed years and the part of the running one."""
    years = years_old(born, day)
    last, following = birthday(born, born.year + years), birthday(born, born.year + years + 1)
    return years + (day - last).days / (following - last).days


def monday(day: date) -> date:
    """The Monday of a day's ISO week."""
    return day - timedelta(days=day.weekday())


def week_number(day: date) -> int:
    """Place of the day's week in the list of weeks."""
    return (monday(day) - FIRST_WEEK).days // 7
