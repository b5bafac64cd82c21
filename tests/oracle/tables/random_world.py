"""Random worlds of each kind (`random_cases`): persons with rows missing anywhere."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import Study, load_study
from tests.oracle.tables.random_cases import Case, Lists, default_lists
from tests.oracle.tables.world import Country, Row, World

REPORT = PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml"
WEEKS = 1800  # until February 2026


def random_world(case: Case, seed: int) -> World:
    """A world whose days lie around the study's period; the groups come later."""
    draw = random.Random(f"{case.name} {seed}")  # noqa: S311
    study = replace(load_study(REPORT), **case.changes)
    lists = case.lists(default_lists())
    people = [f"{number:032x}" for number in range(case.persons)]
    rows = _Registers(draw, study, lists, people).country()
    return World(replace(study, periode=case.asked or study.periode), lists, rows)


def with_groups(world: World, seed: int) -> World:
    """The same world with everybody of the study who has a sequence in a pathway of each analysis."""
    draw = random.Random(seed)  # noqa: S311
    kinds = [row["forloebstype"] for row in world.lists["forloebstype"]]
    members = [p for p in world.states if world.today(world.granted[p]["bopkom"]) in world.study.kommuner]
    groups: list[Row] = []
    for analysis in ("samlet", "kommune"):
        for person in members:
            number = draw.randrange(len(kinds))
            at = world.today(world.granted[person]["bopkom"])
            groups.append({"person_id": person, "analyse": analysis, "kommune": at,
                           "klynge": number + 1, "forloebstype": kinds[number]})  # fmt: skip
    return replace(world, groups=groups)


def law_of(own: random.Random, kind: str) -> Row:
    """What a decision may say in the words of the law: lawful, unknown or nothing; of some worlds a field is empty."""
    return {
        "lovgrundlag": own.choice(["17_1", "17_2", "17_3", "18_DOK", "naboen", None]),
        "afslagshjemmel": own.choice(["arbejdsevne", "bopael", "", None]) if kind in "AT" else None,
        "rehabteam_indstilling": own.choice(["T", "A", "RESSOURCEFORLOEB", "t", None]),
        "sundkoord_vurdering": own.choice(["X", None]),
        "ressourceforloeb": own.choice(["J", "N", None]),
    }


class _Registers:
    """Draws rows; every value is drawn, few of them usual."""

    def __init__(self, draw: random.Random, study: Study, lists: Lists, people: list[str]) -> None:
        self.draw, self.study, self.lists, self.people = draw, study, lists, people
        first, last = study.periode
        self.early, self.late = first - timedelta(days=300), last + timedelta(days=300)
        others = [row["kom"] for row in lists["kommune"]]
        self.municipalities = [*study.kommuner * 3, *draw.sample(others, 4), "000"]

    def country(self) -> Country:
        people, some = self.people, self._some
        return {
            "tilkendelsesregister": [self._case(number) for number in range(len(people) * 2)],
            "bef": [self._snapshot(p, day) for p in some(people, 0.85) for day in some(self._snapshot_days(), 0.7)],
            "udda": [self._education(p, day) for p in some(people, 0.8) for day in self._days(3)],
            "ind": [{"person_id": p, "aar": year, "brutto": self.draw.choice([-1500.0, 0.0, 210000.25, 1e6])}
                    for p in some(people, 0.8) for year in some(self._years(), 0.7)],
            "idap": [{"person_id": p, "aar": year, "arledgr": float(self.draw.randrange(1001))}
                     for p in some(people, 0.8) for year in some(self._years(), 0.7)],
            "lmdb": [self._purchase(self.draw.choice(people)) for _ in range(len(people) * 6)],
            "amfora": self._records(),
            "dream": [self._weeks(p) for p in some(people, 0.85)],
            "foertidspension": [self._pension(p) for p in some(people, 0.3)],
        }  # fmt: skip

    def _some(self, items: list[Any], share: float) -> list[Any]:
        return [item for item in items if self.draw.random() < share]

    def _day(self, first: date, last: date) -> date:
        return first + timedelta(days=self.draw.randrange((last - first).days + 1))

    def _days(self, number: int) -> list[date]:
        return sorted({self._day(self.early - timedelta(days=4000), self.late) for _ in range(number)})

    def _years(self) -> list[int]:
        return list(range(self.early.year, self.late.year + 1))

    def _snapshot_days(self) -> list[date]:
        reference = self.study.oevrig_referencedato
        return [reference - timedelta(days=365), reference, reference + timedelta(days=1), self.late]

    def _case(self, number: int) -> Row:
        draw, kind = self.draw, self.draw.choice("TTTTTAAIFHGN")
        # Days are few, so that two grants of a person fall on one; limits of the period are common.
        days = [*self.study.periode, self._day(self.early, self.late), self._day(*self.study.periode)]
        day = draw.choice([*days, days[0] - timedelta(days=1), days[1] + timedelta(days=1)])
        own = random.Random(number)  # noqa: S311 - of its own, so that the other draws stay as they were
        begun = own.choice(
            [day - timedelta(days=own.randrange(300)), day - timedelta(days=7), None, day + timedelta(9)]
        )
        decided = day if kind != "I" and draw.random() < 0.95 else None
        return {
            "sagsid": f"{draw.choice('SZ')}{number}", "person_id": draw.choice(self.people),
            "bopkom": draw.choice(self.municipalities), "afgoerelse": kind, "grundlag": draw.choice("12345"),
            "paabdato": begun, **law_of(own, kind),
            "ansdato": day - timedelta(days=draw.randrange(60)) if decided else day, "afgdato": decided,
            "diag1": draw.choice(["DF320", "F20.1", "m54", "", "DD50", "D50", "DI219", "XX", None, " DF32.9 ", "Z99"]),
            "afslagsgrund": draw.choice("1234567") if kind == "A" else None,
            "myndighed": draw.choice(["UDK", "AST", "657", "", None, None]),
        }  # fmt: skip

    def _snapshot(self, person: str, day: date) -> Row:
        own = random.Random(person)  # noqa: S311 - birth follows from the person, so that snapshots agree
        year = self.study.oevrig_referencedato.year
        usual = date(year - own.randrange(10, 75), 1, 1) + timedelta(days=own.randrange(365))
        born = own.choice([date(1972, 2, 29), date(1988, 2, 29), date(year - 19, 2, 28), usual, usual])
        draw, relatives = self.draw, [*self.people[:20], None]
        return {
            "person_id": person, "referencetid": day, "koen": draw.choice(["1", "2"] * 4 + [None]), "foed_dag": born,
            "kom": draw.choice(self.municipalities), "ie_type": draw.choice("123"),
            "civst": draw.choice([*"UGFEPOLD", None]),
            "mor_id": draw.choice(relatives), "far_id": draw.choice(relatives),
            "e_faelle_id": draw.choice([None, "f" * 32]),
        }  # fmt: skip

    def _education(self, person: str, day: date) -> Row:
        codes = [row["hfaudd"] for row in self.lists["hfaudd"][::97]] + ["4333"]
        return {"person_id": person, "hf_vfra": day, "hfaudd": self.draw.choice([*codes, "7777", None, ""])}

    def _purchase(self, person: str) -> Row:
        codes = ["N06AB04", "N06A", "N06BA04", "N05AH03", "N05BA01", "N05CF01", "M01AE01", "A02BC01", "Z", "C"]
        day, packs = self._day(self.early - timedelta(days=100), self.late), [1.0, 2.0, 0.1, 0.2, -0.3, -1.0, -2.0]
        return {"person_id": person, "eksd": day, "atc": self.draw.choice(codes), "apk": self.draw.choice(packs)}

    def _records(self) -> list[Row]:
        drawn: dict[tuple[str, str, date], Row] = {}
        codes = [*dict.fromkeys(row["foranst"] for row in self.lists["foranst"]), "99"]
        for _ in range(len(self.people) * 5):
            begin = self._day(self.early - timedelta(days=2200), self.late)
            person, kind = self.draw.choice(self.people[:30]), self.draw.choice(codes)
            for gap in self.draw.choice([[], [7], [8], [6, 9]]):
                end = begin + timedelta(days=self.draw.choice([0, 5, 30, 400]))
                row = {"person_id": person, "foranst": kind, "startdto": begin, "slutdto": end}
                drawn.setdefault((person, kind, begin), row)
                begin = end + timedelta(days=gap)
            row = {"person_id": person, "foranst": kind, "startdto": begin, "slutdto": begin}
            drawn.setdefault((person, kind, begin), row)
        return list(drawn.values())

    def _weeks(self, person: str) -> Row:
        codes = ["", *(row["kode"] for row in self.draw.sample(self.lists["dream_ydelse"], 6)), "890"]
        weeks: list[str] = []
        while len(weeks) < WEEKS:
            weeks += [self.draw.choice(codes)] * self.draw.randrange(1, 12)
        return {"person_id": person, "ydelser": weeks[:WEEKS]}

    def _pension(self, person: str) -> Row:
        first, last = self.study.foraelder_periode
        begin = self._day(date(first - 8, 1, 1), date(last + 1, 6, 1))
        ends = [None, date(first - 1, 12, 31), date(first, 1, 1), begin + timedelta(days=2000)]
        end = self.draw.choice(ends)
        return {"person_id": person, "fra": begin, "til": max(end, begin) if end else None}
