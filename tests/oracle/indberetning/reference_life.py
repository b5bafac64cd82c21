"""The life of records a second time, in plain Python: what each export writes, byte for byte.

Every record is followed by itself: where it stands, its last version, and the annulments that wait for their month.
"""

import csv
import io
import re
import uuid
from collections import defaultdict
from dataclasses import dataclass, field

from tests.oracle.indberetning.reference_rules import judge
from tests.oracle.indberetning.reference_terms import Case, Register, authority, kind

Pair = tuple[str, str]
Row = tuple[str, ...]
Told = tuple[str, Row]
RECORD_HEAD = (
    "indberetning_id;version;haendelse;myndighed;sagsbehandler;cpr;paabegyndt;ordning;havde_ftp;anledning;afgoerelse;"
    "afgoerelsesdato;fulgt_rehabteam;fulgt_sundhedskoordinator;skal_vurderes_paa_ny;revisionsdato;diagnose_1;diagnose_2;"
    "diagnose_3;ressourceforloeb"
)
ERROR_HEAD = "indberetning_id;sagsid;regel;alvor;paragraf;handling"


@dataclass
class Life:
    """One record: the month and values that stand (none when annulled), and what waits to be annulled, by month."""

    standing: Told | None = None
    version: int = 0
    waiting: dict[str, Row] = field(default_factory=dict)

    def follow(self, now: Told | None, months: set[str]) -> list[Told]:
        """What is told in ``months`` when the register says ``now`` (None: no decision)."""
        told = []
        if self.standing == now:
            return []
        if self.standing and (now is None or now[0] != self.standing[0]):
            old_month, content = self.standing
            if now is not None and now[0] in months:
                self.waiting[old_month] = (str(self.version + 1), "annullering", *content)
                self.version, self.standing = self.version + 1, None
            elif old_month in months:
                told.append((old_month, self._next("annullering", content)))
                self.standing = None
        if now is not None and now[0] in months:
            told.append((now[0], self._next("rettelse" if self.standing else "ny", now[1])))
            self.standing = now
        return told

    def annul_waiting(self, months: set[str]) -> list[Told]:
        return [(month, self.waiting.pop(month)) for month in sorted(months & self.waiting.keys())]

    def _next(self, event: str, content: Row) -> Row:
        self.version += 1
        return (str(self.version), event, *content)


@dataclass
class Star:
    """What the receiver has been told. ``texts``: paragraph and action of each rule and severity."""

    texts: dict[Row, Row]
    lives: dict[str, Life] = field(default_factory=lambda: defaultdict(Life))
    cases: dict[str, str] = field(default_factory=dict)
    folders: dict[Pair, int] = field(default_factory=dict)
    listed: dict[Pair, str] = field(default_factory=dict)

    def export(self, cases: list[Case], months: set[str], register: Register) -> dict[str, str]:
        """The files that an export of ``months`` writes, by path."""
        decided = {identity(case): case for case in cases if case["afgoerelse"] != "I" and case["afgdato"]}
        broken = {key: judge(case, register) for key, case in decided.items()}
        self.cases |= {key: case["sagsid"] for key, case in decided.items()}
        held_by_register = {case["sagsid"] for case in cases}
        rows: dict[Pair, list[Row]] = defaultdict(list)
        for key, sagsid in self.cases.items():
            case, life = decided.get(key), self.lives[key]
            told = []
            if sagsid in held_by_register and "stop" not in broken.get(key, {}).values():
                told += life.follow((month_of(case), values(case)) if case else None, months)
            for month, row in told + life.annul_waiting(months):
                rows[row[2], month].append((key, *row))
        return self._write(rows, self._errors(decided, broken, months), months)

    def _errors(
        self, decided: dict[str, Case], broken: dict[str, dict[str, str]], months: set[str]
    ) -> dict[Pair, list[Row]]:
        found: dict[Pair, list[Row]] = defaultdict(list)
        for key, case in decided.items():
            folder = "ukendt" if kind(case) == "ukendt" else str(authority(case))
            for rule in broken[key].items() if month_of(case) in months else ():
                found[folder, month_of(case)].append((key, case["sagsid"], *rule, *self.texts[rule]))
        return found

    def _write(self, rows: dict[Pair, list[Row]], errors: dict[Pair, list[Row]], months: set[str]) -> dict[str, str]:
        files: dict[str, str] = {}
        for pair in sorted(rows.keys() | errors.keys() | {pair for pair in self.folders if pair[1] in months}):
            lists = text(ERROR_HEAD, sorted(errors.get(pair, []), key=lambda row: (row[0], row[2])))
            if not rows.get(pair) and lists == self.listed.get(pair, text(ERROR_HEAD, [])):
                continue
            number = self.folders[pair] = self.folders.get(pair, 0) + 1
            self.listed[pair] = lists
            stem = f"{pair[0]}/{pair[1]}/{number:03d}/ftp_{pair[0]}_{pair[1]}_{number:03d}"
            files[f"{stem}.csv"] = text(RECORD_HEAD, sorted(rows.get(pair, []), key=lambda row: (row[0], int(row[1]))))
            files[f"{stem}_fejl.csv"] = lists
        return files


def month_of(case: Case) -> str:
    return str(case["afgdato"])[:7]


def identity(case: Case) -> str:
    name = f"veje:indberetning:{authority(case) or ''}:{case['sagsid']}:{case['afgoerelse']}"
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def values(case: Case) -> Row:
    """The columns of the record from ``myndighed`` on."""
    team, doctor = case["rehabteam_dato"], case["sundkoord_dato"]
    grant_to_review = case["afgoerelse"] == "T" and case["revisionsdato"]
    found = (
        *(authority(case), case["sagsbehandler"], case["cpr"], case["paabdato"], case["lovgrundlag"]),
        *(case["havde_ftp"], case["anledning"], case["afgoerelse"], case["afgdato"]),
        "IF" if team is None else "J" if case["rehabteam_indstilling"] == case["afgoerelse"] else "N",
        "IR" if doctor is None else "J" if case["sundkoord_vurdering"] == case["afgoerelse"] else "N",
        *("J" if grant_to_review else "N", case["revisionsdato"]),
        *(who(case[f"diag{number}"]) for number in (1, 2, 3)),
        case["ressourceforloeb"],
    )
    return tuple("" if value is None else str(value) for value in found)


def who(code: str | None) -> str:
    """F20.0 and DF20.0 are F200; letters that SKS puts behind are not WHO's."""
    bare = (code or "").upper().replace(".", "")
    return re.sub(r"^D(?=[A-Z])", "", re.sub(r"(?<=[0-9])[A-Z]+$", "", bare))


def text(head: str, rows: list[Row]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows([head.split(";"), *rows])
    return stream.getvalue()
