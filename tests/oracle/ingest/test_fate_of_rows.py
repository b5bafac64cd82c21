"""Every row of random deliveries ends where a reading of the contract in plain Python says it ends."""

import random
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dagster_project.keys import load_pseudonym_key
from dagster_project.registers.weeks import column_of_week, week_at
from tests.lib.landing import ALL, Landing
from tests.oracle.ingest.contract import PLAIN
from tests.oracle.ingest.random_deliveries import deliver_at_random
from tests.oracle.ingest.reference import Fate, fates, week_name

SEEDS = range(3)


@pytest.mark.parametrize("register", ALL)
def test_every_row_ends_where_the_contract_says(tmp_path: Path, register: str) -> None:
    for seed in SEEDS:
        check(Landing(tmp_path / str(seed)), register, seed)


def check(landing: Landing, register: str, seed: int) -> None:
    deliver_at_random(landing.root / "landing", register, random.Random(f"{register} {seed}"))  # noqa: S311
    landing.ingest(register)
    assert {status for status, _ in landing.verdict(register)} == {"advarsel"}, landing.verdict(register)
    expected = fates(landing.root / "landing" / register, register, load_pseudonym_key(landing.settings))
    assert quarantined(landing) == sorted(
        (fate.leverance, fate.fil, fate.linje, fate.regel, shown(fate.kolonne)) for fate in expected if fate.regel
    ), seed
    assert stored(landing, register) == sorted(
        ((fate.leverance, fate.fil, fate.linje, fate.status, fate.values) for fate in expected if not fate.regel),
        key=lambda row: row[:3],
    ), seed
    assert accounts(landing) == counted(landing.root / "landing" / register, expected), seed


def shown(column: str) -> str:
    """As the register spells it."""
    return week_name(column) or column.upper()


def quarantined(landing: Landing) -> list[tuple[Any, ...]]:
    rows = landing.rows("SELECT leverance::VARCHAR, fil, linje, regel, kolonne FROM kvalitet.karantaene")
    return sorted(rows)


def stored(landing: Landing, register: str) -> list[tuple[Any, ...]]:
    """Place, status and values of every row in `raa`, the values under the contract's names."""
    names = {name: "person_id" if name == "PNR" else name.lower() for name in PLAIN[register].columns}
    weeks = ", ydelser" if register == "dream" else ""
    query = f"SELECT leverance::VARCHAR, fil, linje, status, {', '.join(names.values())}{weeks} FROM raa.{register}"
    return sorted((_row(row, list(names)) for row in landing.rows(query)), key=lambda row: row[:3])


def _row(row: tuple[Any, ...], names: list[str]) -> tuple[Any, ...]:
    values = {name: _plain(value) for name, value in zip(names, row[4:], strict=False)}
    for index, code in enumerate(row[4 + len(names)] if len(row) > 4 + len(names) else []):
        if code is not None:
            values[column_of_week(week_at(index))] = code
    return (*row[:4], values)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def accounts(landing: Landing) -> list[tuple[Any, ...]]:
    counts = "raekker_i_fil, accepteret, dubletter, erstattet, karantaene"
    return sorted(landing.rows(f"SELECT leverance::VARCHAR, fil, {counts} FROM kvalitet.raekkeregnskab"))


def counted(folder: Path, expected: list[Fate]) -> list[tuple[Any, ...]]:
    places = [(file.parent.name, file.name) for file in folder.glob("*/*")]
    return sorted(
        (*place, *_counts([fate for fate in expected if (fate.leverance, fate.fil) == place])) for place in places
    )


def _counts(rows: list[Fate]) -> list[int]:
    endings = ("accepteret", "dublet", "erstattet", "karantaene")
    return [len(rows), *(sum(fate.status == ending for fate in rows) for ending in endings)]
