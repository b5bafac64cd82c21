"""A study so small that hardly anything may be shown: one municipality, two pathways, careers drawn at random."""

import duckdb
import numpy as np
from numpy.typing import NDArray

QUARTERS = 20
STATES = ("dagpenge", "kontanthjaelp", "loenmodtager", "selvforsoergelse", "ingen_ydelse")
PATHWAYS = ("langvarig_kontanthjaelp", "loenmodtager_syg")
PLACE = "herning"
TABLES = """
CREATE SCHEMA marts;
CREATE TABLE marts.tilstandsfordeling ("analyse" VARCHAR, kommune VARCHAR, forloebstype VARCHAR, kvartal INTEGER,
    tilstand VARCHAR, antal BIGINT, grundlag BIGINT, andel DOUBLE);
CREATE TABLE marts.forloebstype_karakteristik ("analyse" VARCHAR, kommune VARCHAR, forloebstype VARCHAR,
    egenskab VARCHAR, kategori VARCHAR, statistik VARCHAR, vaerdi DOUBLE, antal BIGINT, grundlag BIGINT);
CREATE TABLE marts.rapporttabel (tabel VARCHAR, raekke VARCHAR, kolonne VARCHAR, statistik VARCHAR, vaerdi DOUBLE,
    antal BIGINT, grundlag BIGINT);
"""


def careers(seed: int, sizes: tuple[int, int]) -> list[NDArray[np.int64]]:
    """For each pathway (persons, quarters) numbers of states; most persons stay long in one."""
    random = np.random.default_rng(seed)
    found = []
    for likely, size in enumerate(sizes):
        chance = np.full(len(STATES), 0.05)
        chance[likely + 1] = 1 - 0.05 * (len(STATES) - 1)
        spells = random.choice(len(STATES), (size, QUARTERS // 4), p=chance)
        found.append(np.repeat(spells, 4, axis=1))
    return found


def write_marts(con: duckdb.DuckDBPyConnection, pathways: list[NDArray[np.int64]]) -> None:
    """The tables of ``marts`` that describe ``pathways``, and 6.4 that describes them together."""
    con.execute(TABLES)
    for name, states in zip(PATHWAYS, pathways, strict=True):
        size = len(states)
        _insert(con, "forloebstype_karakteristik", "kommune", PLACE, name, "alle", "alle", "n", size, size, None)
        for number, state in enumerate(STATES):
            mean = float((states == number).sum()) / size
            _insert(
                con, "forloebstype_karakteristik", "kommune", PLACE, name, "kvartaler", state, "mean", mean, None, None
            )
            for quarter in range(QUARTERS):
                count = int((states[:, quarter] == number).sum())
                _insert(
                    con, "tilstandsfordeling", "kommune", PLACE, name, quarter + 1, state, count, size, count / size
                )
    everybody = np.concatenate(pathways)
    total = len(everybody)
    _insert(con, "rapporttabel", "6.4", "alle", PLACE, "n", total, total, None)
    unknown = [STATES.index(state) for state in ("selvforsoergelse", "ingen_ydelse")]
    last = {state: int((everybody[:, -1] == STATES.index(state)).sum()) for state in STATES[:3]}
    last["uoplyst"] = int(np.isin(everybody[:, -1], unknown).sum())
    for row, count in {**last, "alle": total}.items():
        _insert(con, "rapporttabel", "6.4", row, PLACE, "percent", 100 * count / total, count, total)


def _insert(con: duckdb.DuckDBPyConnection, table: str, *values: object) -> None:
    con.execute(f"INSERT INTO marts.{table} VALUES ({', '.join('?' * len(values))})", list(values))
