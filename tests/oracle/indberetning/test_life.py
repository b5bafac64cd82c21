"""Random stories of deliveries and exports: every file is the one that a second reading of the contract writes."""

import csv
import io
import json
from collections import Counter, defaultdict
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import polars as pl
import pytest

from dagster_project.indberetning.rules.inputs import DECISION_COLUMNS
from dagster_project.settings import PROJECT_ROOT
from tests.lib.reporting import GRANT, REFUSAL, RESTING, TAKEN_AWAY, World
from tests.oracle.indberetning.reference_life import ERROR_HEAD, Star, text
from tests.oracle.indberetning.reference_terms import Case, Register
from tests.oracle.indberetning.reference_values import Row

SEEDS, STEPS = range(1, 5), 50
MONTHS = ["2024-01", "2024-02", "2024-03", "2024-04"]
NOTHING: Case = dict.fromkeys([*DECISION_COLUMNS, "cpr"])
BORN = date(1970, 5, 17)


def rule_texts() -> dict[Row, list[Row]]:
    """The texts of each rule, field and severity; where several limbs share them, the list of all."""
    file, found = PROJECT_ROOT / "data/seed/kodelister/indberetning_regel.csv", defaultdict[Row, list[Row]](list)
    with file.open(encoding="utf-8", newline="") as stream:
        for r in csv.DictReader(stream):
            found[r["regel"], r["felt"], r["alvor"]].append((r["paragraf"], r["tekst"], r["handling"]))
    return found


def without_what_was_found(name: str, content: str, texts: dict[Row, list[Row]]) -> str:
    """An error list as the second reading has it: not `fundet`, and no texts where a rule has several for a field."""
    if not name.endswith("_fejl.csv"):
        return content
    rows = []
    for row in csv.DictReader(io.StringIO(content, newline=""), delimiter=";"):
        assert row.pop("fundet")
        severity = "bekraeft" if row["alvor"] == "bekraeftet" else row["alvor"]
        options = texts[row["regel"], row["felt"], severity]
        assert (row["paragraf"], row["tekst"], row["handling"]) in options
        if len(options) > 1:
            row.update(dict.fromkeys(("paragraf", "tekst", "handling"), "*"))
        rows.append(tuple(row.values()))
    return text(ERROR_HEAD, rows)


def any_day(rng: Random) -> date:
    return date(2024, 1, 1) + timedelta(days=rng.randrange(121))


def put(rng: Random, world: World, sagsid: str) -> None:
    kind = rng.choice([GRANT, GRANT, REFUSAL, RESTING, TAKEN_AWAY])
    day = any_day(rng)
    authority = rng.choice(["661", "740", "661", "740", "AST", "999"])
    world.put(
        kind,
        sagsid=sagsid,
        person_id=f"p{sagsid[1:]}",
        myndighed=authority,
        bopkom="661" if authority == "AST" else authority,
        afgdato=day.isoformat(),
        paabdato=(day - timedelta(days=40)).isoformat(),
        rehabteam_dato=(day - timedelta(days=50)).isoformat(),
        moedetilbud_dato=(day - timedelta(days=20)).isoformat(),
    )


def change(rng: Random, world: World) -> None:
    """What a later delivery may say of a case: another value, day, authority or decision, nothing, or nothing more."""
    sagsid = f"S{rng.randint(1, 8)}"
    edits: list[dict[str, Any]] = [
        *({"diag1": rng.choice(["DF20.0", "F32.1", "DM511C"])},) * 14,
        {"diag1": rng.choice([None, "smerter"])},
        {"sagsbehandler": rng.choice(['Øst; "a"', "to\nlinjer", "cr\rher", "x", None])},
        {"afgdato": any_day(rng).isoformat()},
        {"afgdato": any_day(rng).isoformat()},
        {"myndighed": rng.choice(["661", "740", "999"])},
        {"afgoerelse": "I"},
        {"afgdato": None},
        # One day alone: `fundet` shows it, and the second reading does not read `fundet`.
        {"afgoerelse": "I", "ansdato": "2024-05-01"},
        {"afgdato": None, "ansdato": "2024-05-01"},
        {"revisionsdato": rng.choice([None, "2027-01-01"])},
        {"moedetilbud_dato": None},
        {"rehabteam_dato": None},
    ]
    if sagsid not in world.cases or rng.random() < 0.08:
        put(rng, world, sagsid)
    elif rng.random() < 0.05:
        world.put(world.cases[sagsid], afgnr=2, afgoerelse="A", afgdato=any_day(rng).isoformat(), paabdato="2023-12-15")
    elif rng.random() < 0.1:
        del world.cases[sagsid]
    else:
        world.correct(sagsid, **rng.choice(edits))


def cases_of(world: World) -> tuple[list[Case], Register]:
    days = {c for c, kind in DECISION_COLUMNS.items() if kind is pl.Date and c != "foed_dag"}
    cases = []
    for values in world.cases.values():
        case = NOTHING | values | {"foed_dag": BORN, "cpr": world.pnr[values["person_id"]]}
        cases.append(case | {day: date.fromisoformat(case[day]) for day in days if case[day]})
    register = Register()
    for case in cases:
        if case["afgoerelse"] != "I" and case["afgdato"]:
            register.decisions.setdefault(case["person_id"], []).append(case)
    return cases, register


def files_of(world: World, texts: dict[Row, list[Row]]) -> dict[str, str]:
    files = {str(file.relative_to(world.root)): file.read_bytes().decode() for file in world.root.glob("*/*/*/*.csv")}
    return {name: without_what_was_found(name, content, texts) for name, content in files.items()}


def confirm(rng: Random, world: World, star: Star, told: tuple[list[Case], Register], step: int) -> None:
    """Somebody stands by a few of the decisions that are held back."""
    cases, register = told
    for key, (_, _, case, said) in star.undone(cases, register).items():
        if "bekraeft" in said.values() and rng.random() < 0.5:
            star.confirm(case, "R31", key)
            world.confirm(case["sagsid"], "R31", afgnr=case["afgnr"], at=f"2024-06-01T07:{step:02d}")
    for case in [case for decisions in register.decisions.values() for case in decisions]:
        if rng.random() < 0.6:
            continue
        for (rule, _), severity in star.judged(case, register).items():
            if severity == "bekraeft":
                star.confirm(case, rule)
                world.confirm(case["sagsid"], rule, afgnr=case["afgnr"], at=f"2024-06-01T06:{step:02d}")


@pytest.mark.parametrize("seed", SEEDS)
def test_every_file_of_a_story_is_the_expected_one(seed: int, tmp_path: Path) -> None:
    texts = rule_texts()
    world, star, rng = World(tmp_path), Star(texts), Random(seed)  # noqa: S311 - a story, no secret
    for number in range(1, 9):
        put(rng, world, f"S{number}")
    expected, undone = dict[str, str](), 0
    for step in range(STEPS):
        for _ in range(rng.choice([0, 1, 2])):
            change(rng, world)
        months = set(rng.sample(MONTHS, rng.choice([1, 1, 2, 4])))
        cases, register = cases_of(world)
        if step % 5 == 4:
            confirm(rng, world, star, (cases, register), step)
        told = star.export(cases, months, register)
        undone += sum("bekraeft" in said.values() for *_, said in star.undone(cases, register).values())
        report = world.export(*months, at=f"2024-06-01T08:{step:02d}")
        assert len(report.written) * 2 == len(told), f"step {step}"
        expected |= told
        assert files_of(world, texts) == expected, f"step {step}"
    events = Counter(event for (event,) in world.sent("haendelse"))
    assert min(events[event] for event in ("ny", "rettelse", "annullering")) >= 3, events
    assert undone >= 1
    check_manifests(world)


def check_manifests(world: World) -> None:
    for file in world.root.glob("*/*/*/manifest.json"):
        authority, month, number = file.parts[-4:-1]
        manifest = json.loads(file.read_text(encoding="utf-8"))
        records, errors = (file.parent / f"ftp_{authority}_{month}_{number}{end}.csv" for end in ("", "_fejl"))
        sheet = file.parent / f"ftp_{authority}_{month}_{number}_indtastning.html"
        rows = {path.name: read_rows(path) for path in (records, errors)}
        rows[sheet.name] = rows[records.name]
        counts = Counter(row["haendelse"] for row in rows[records.name])
        held = {row["indberetning_id"] for row in rows[errors.name] if row["alvor"] in {"fejl", "bekraeft"}}
        assert manifest["layout"] == 2
        assert (manifest["myndighed"], manifest["maaned"], manifest["loebenr"]) == (authority, month, number)
        assert manifest["antal"] == {e: counts[e] for e in ("ny", "rettelse", "annullering")} | {
            "holdt_tilbage": len(held)
        }
        assert manifest["filer"] == [
            {
                "navn": path.name,
                "sha256": sha256(path.read_bytes()).hexdigest(),
                "bytes": path.stat().st_size,
                "raekker": len(rows[path.name]),
            }
            for path in (records, errors, sheet)
        ]


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))
