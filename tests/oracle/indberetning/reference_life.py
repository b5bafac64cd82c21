"""The life of records a second time, in plain Python: what each export writes, byte for byte.

Every record is followed by itself: where it stands, its last version, and the annulments that wait for their month.
"""

import csv
import io
from collections import defaultdict
from dataclasses import dataclass, field

from tests.oracle.indberetning.reference_history import reused
from tests.oracle.indberetning.reference_rules import judge
from tests.oracle.indberetning.reference_terms import Case, Register, authority, kind
from tests.oracle.indberetning.reference_values import (
    Known,
    Row,
    event_of,
    facts_of,
    identity,
    in_list,
    known_of,
    month_of,
    values,
)

Pair = tuple[str, str]
Told = tuple[str, Row]
Undone = tuple[str, str, Case, dict[tuple[str, str], str]]
"""Folder and month of the record that stands, the row that is undecided now, and what it breaks."""
RECORD_HEAD = (
    "indberetning_id;version;haendelse;myndighed;sagsbehandler;cpr;paabegyndt;ordning;grundlag;havde_ftp;anledning;afgoerelse;"
    "afgoerelsesdato;fulgt_rehabteam;fulgt_sundhedskoordinator;skal_vurderes_paa_ny;revisionsdato;diagnose_1;diagnose_2;"
    "diagnose_3;ressourceforloeb"
)
ERROR_HEAD = (
    "indberetning_id;sagsid;afgnr;afgoerelse;afgoerelsesdato;sagsbehandler;regel;alvor;felt;paragraf;tekst;handling"
)
"""Without `fundet`, which has tests of its own."""


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
    """What the receiver has been told.

    ``texts``: paragraph, text and action of each rule, field and severity. ``confirmed``: id, rule and the facts that
    somebody stood by.
    """

    texts: dict[Row, list[Row]]
    confirmed: set[tuple[str, str, str]] = field(default_factory=set)
    lives: dict[str, Life] = field(default_factory=lambda: defaultdict(Life))
    cases: dict[str, tuple[str, int]] = field(default_factory=dict)
    before: dict[str, Known] = field(default_factory=dict)
    """What stood under the case's number when the record came, and, of a record that is gone, where it stood."""
    gone: dict[str, Told] = field(default_factory=dict)
    folders: dict[Pair, int] = field(default_factory=dict)
    listed: dict[Pair, str] = field(default_factory=dict)

    def export(self, cases: list[Case], months: set[str], register: Register) -> dict[str, str]:
        """The files that an export of ``months`` writes, by path."""
        decided = {identity(case): case for case in cases if case["afgoerelse"] != "I" and case["afgdato"]}
        for key, case in decided.items():
            self._note_what_was_sent(key, case, register)
        broken = {key: self._judge(key, case, register) for key, case in decided.items()}
        self.cases |= {key: event_of(case) for key, case in decided.items()}
        held_by_register = {event_of(case) for case in cases}
        undone = self.undone(cases, register)
        asked = [(decided[key], said) for key, said in broken.items()] + [told[2:] for told in undone.values()]
        unclear = {event_of(case) for case, said in asked if said.get(("R31", "SAGSID")) == "bekraeft"}
        rows: dict[Pair, list[Row]] = defaultdict(list)
        for key, event in self.cases.items():
            now, life = decided.get(key), self.lives[key]
            told = []
            held = {"fejl", "bekraeft"} & set(broken.get(key, {}).values())
            if event in held_by_register - unclear and not held:
                stood, known = life.standing, register.sent.get(event)
                told += life.follow((month_of(now), values(now, register)) if now else None, months)
                self._note_what_came(key, told, stood, known)
            for month, row in told + life.annul_waiting(months):
                rows[row[2], month].append((key, *row))
        return self._write(rows, self._errors(decided, broken, months, undone), months)

    def undone(self, cases: list[Case], register: Register) -> dict[str, Undone]:
        """The rows that are undecided now although a record of their case stands, by its id; what R31 says of each."""
        found: dict[str, Undone] = {}
        for case in cases:
            if case["afgoerelse"] != "I" and case["afgdato"]:
                continue
            row = case | {"afgoerelse": "I", "afgdato": None}
            for key, event in self.cases.items():
                stands = self.lives[key].standing
                if event == event_of(case) and not stands and key in self.gone:
                    month, content = self.gone[key]
                    said = self._answered(key, row, known_of(content))
                    found[key] = (content[0], month, row, said)
                if event != event_of(case) or not stands:
                    continue
                self._note_what_was_sent(key, case, register)
                said = {(rule, where): severity for rule, where, severity in reused(row, register)}
                found[key] = (stands[1][0], stands[0], row, self._confirmed(key, row, said))
        return found

    def judged(self, case: Case, register: Register) -> dict[tuple[str, str], str]:
        """What the case breaks now."""
        self._note_what_was_sent(identity(case), case, register)
        return self._judge(identity(case), case, register)

    def confirm(self, case: Case, rule: str, key: str = "") -> None:
        """Somebody stands by the decision as it is."""
        self.confirmed.add((key or identity(case), rule, facts_of(case)))

    def _judge(self, key: str, case: Case, register: Register) -> dict[tuple[str, str], str]:
        said = self._confirmed(key, case, judge(case, register))
        return self._answered(key, case, self.before.get(key)) | said

    def _confirmed(self, key: str, case: Case, said: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
        return {
            (rule, where): "bekraeftet"
            if severity == "bekraeft" and (key, rule, facts_of(case)) in self.confirmed
            else severity
            for (rule, where), severity in said.items()
        }

    def _note_what_was_sent(self, key: str, case: Case, register: Register) -> None:
        """The record that stands under the case's number: its own, else the latest of the others."""
        standing = {}
        for other, event in self.cases.items():
            life = self.lives[other]
            if event == event_of(case) and life.standing:
                standing[other] = known_of(life.standing[1])
        if standing:
            mine = key if key in standing else max(standing, key=lambda other: (standing[other][1], other))
            register.sent[event_of(case)] = standing[mine]

    def _note_what_came(self, key: str, told: list[Told], stood: Told | None, known: Known | None) -> None:
        if stood and not self.lives[key].standing:
            self.gone[key] = stood
        if known and (not stood or any(row[1] == "ny" for _, row in told)):
            self.before[key] = known

    def _answered(self, key: str, case: Case, known: Known | None) -> dict[tuple[str, str], str]:
        """R31 as somebody answered it: it stays listed while the facts are those."""
        if known is None or (key, "R31", facts_of(case)) not in self.confirmed:
            return {}
        asked = reused(case, Register(sent={event_of(case): known}))
        return {(rule, where): "bekraeftet" for rule, where, _ in asked}

    def _errors(
        self,
        decided: dict[str, Case],
        broken: dict[str, dict[tuple[str, str], str]],
        months: set[str],
        undone: dict[str, Undone],
    ) -> dict[Pair, list[Row]]:
        found: dict[Pair, list[Row]] = defaultdict(list)
        places = {
            key: ("ukendt" if kind(case) == "ukendt" else str(authority(case)), month_of(case), case, broken[key])
            for key, case in decided.items()
        }
        for key, (folder, month, case, said) in (places | undone).items():
            event = (case["sagsid"], str(case["afgnr"]), case["afgoerelse"], str(case["afgdato"] or ""))
            for (rule, where), severity in said.items() if month in months else ():
                options = self.texts[rule, where, "bekraeft" if severity == "bekraeftet" else severity]
                paragraph, text_, action = options[0] if len(options) == 1 else ("*", "*", "*")
                found[folder, month].append(
                    (key, *event, case["sagsbehandler"] or "", rule, severity, where, paragraph, text_, action)
                )
        return found

    def _write(self, rows: dict[Pair, list[Row]], errors: dict[Pair, list[Row]], months: set[str]) -> dict[str, str]:
        files: dict[str, str] = {}
        for pair in sorted(rows.keys() | errors.keys() | {pair for pair in self.folders if pair[1] in months}):
            lists = text(ERROR_HEAD, sorted(errors.get(pair, []), key=in_list))
            if not rows.get(pair) and lists == self.listed.get(pair, text(ERROR_HEAD, [])):
                continue
            number = self.folders[pair] = self.folders.get(pair, 0) + 1
            self.listed[pair] = lists
            stem = f"{pair[0]}/{pair[1]}/{number:03d}/ftp_{pair[0]}_{pair[1]}_{number:03d}"
            files[f"{stem}.csv"] = text(RECORD_HEAD, sorted(rows.get(pair, []), key=lambda row: (row[0], int(row[1]))))
            files[f"{stem}_fejl.csv"] = lists
        return files


def text(head: str, rows: list[Row]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", lineterminator="\r\n").writerows([head.split(";"), *rows])
    return stream.getvalue()
