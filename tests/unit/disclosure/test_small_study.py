"""An attacker of the test's own reads every released table of a small study side by side, and learns nothing."""

from dataclasses import replace
from itertools import product

import duckdb
import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.optimize import linprog

from dagster_project.disclosure import attack, protect
from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import load_study
from tests.lib.printed_report import with_code_lists
from tests.unit.disclosure.small_study import PATHWAYS, QUARTERS, STATES, careers, write_marts

pytestmark = pytest.mark.slow

STUDY = load_study(PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml")
NUMBER = {key: i for i, key in enumerate(product(PATHWAYS, range(1, QUARTERS + 1), STATES))}
UNKNOWN = ("selvforsoergelse", "ingen_ydelse")


class Attacker:
    """Knows what is released, and how the tables hang together; nothing else. A cell is a pathway, quarter, state."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.rows: list[NDArray[np.float64]] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.hidden = []
        sizes = dict(
            con.execute(
                "SELECT forloebstype, antal FROM frigivelse.forloebstype_karakteristik WHERE statistik = 'n'"
            ).fetchall()
        )
        for name, quarter in product(PATHWAYS, range(1, QUARTERS + 1)):
            self.learn([(name, quarter, state) for state in STATES], sizes[name], sizes[name])
        for name, quarter, state, count in con.execute(
            "SELECT forloebstype, kvartal, tilstand, antal FROM frigivelse.tilstandsfordeling"
        ).fetchall():
            self.learn([(name, quarter, state)], count, count)
            if count is None:
                self.hidden.append(NUMBER[name, quarter, state])
        for row, count in con.execute(
            "SELECT raekke, antal FROM frigivelse.rapporttabel WHERE statistik = 'percent' AND raekke <> 'alle'"
        ).fetchall():
            states = UNKNOWN if row == "uoplyst" else (row,)
            self.learn([(name, QUARTERS, state) for name in PATHWAYS for state in states], count, count)
        for name, state, mean in con.execute(
            "SELECT forloebstype, kategori, vaerdi FROM frigivelse.forloebstype_karakteristik WHERE statistik = 'mean'"
        ).fetchall():
            if mean is not None:
                cells = [(name, quarter, state) for quarter in range(1, QUARTERS + 1)]
                self.learn(cells, sizes[name] * (mean - 0.05), sizes[name] * (mean + 0.05))

    def learn(self, cells: list[tuple[str, int, str]], low: float | None, high: float | None) -> None:
        if low is not None and high is not None:
            row = np.zeros(len(NUMBER))
            row[[NUMBER[cell] for cell in cells]] = 1
            self.rows.append(row)
            self.low.append(low)
            self.high.append(high)

    def values_of(self, cell: int) -> int:
        """How many whole numbers a cell can be."""
        matrix = np.vstack([self.rows, -np.array(self.rows)])
        most = np.concatenate([np.array(self.high), -np.array(self.low)]) + 1e-9
        goal = np.zeros(len(NUMBER))
        goal[cell] = 1
        low, high = (linprog(sign * goal, A_ub=matrix, b_ub=most, bounds=(0, None)) for sign in (1, -1))
        assert low.status == 0
        assert high.status == 0
        return int(np.floor(-float(high.fun or 0) + 1e-6) - np.ceil(float(low.fun or 0) - 1e-6)) + 1


@pytest.mark.parametrize(("seed", "sizes", "smallest"), [(1, (12, 31), 5), (2, (60, 25), 5), (3, (30, 45), 10)])
def test_nothing_suppressed_is_bounded_to_fewer_than_five_values(
    seed: int, sizes: tuple[int, int], smallest: int
) -> None:
    with with_code_lists(duckdb.connect()) as con:
        write_marts(con, careers(seed, sizes))
        protect(con, replace(STUDY, min_celle=smallest))
        attacker = Attacker(con)
        assert len(attacker.hidden) > 40
        assert attack(con, smallest).findings == ()
    chosen = np.random.default_rng(seed).permutation(attacker.hidden)[:60]
    assert min(attacker.values_of(int(cell)) for cell in chosen) >= 5


def test_the_tables_side_by_side_are_what_gives_counts_away() -> None:
    """What the means and 6.4 say, shown all the same, breaks counts that their own table protects."""
    with with_code_lists(duckdb.connect()) as con:
        write_marts(con, careers(1, (12, 31)))
        protect(con, STUDY)
        con.execute(
            """UPDATE frigivelse.forloebstype_karakteristik f SET vaerdi = round(m.vaerdi, 1)
               FROM marts.forloebstype_karakteristik m
               WHERE (m.forloebstype, m.kategori, m.statistik) = (f.forloebstype, f.kategori, 'mean')"""
        )
        con.execute(
            """UPDATE frigivelse.rapporttabel f SET antal = m.antal, vaerdi = m.vaerdi FROM marts.rapporttabel m
               WHERE (m.raekke, m.statistik) = (f.raekke, f.statistik)"""
        )
        findings = attack(con).findings
        attacker = Attacker(con)
    assert findings
    cells = [finding.name.split("/") for finding in findings if finding.name.startswith("tilstand:")]
    name, quarter, state = cells[0][1].removeprefix("kommune:"), int(cells[0][0].partition(":")[2]), cells[0][3]
    assert attacker.values_of(NUMBER[name, quarter, state]) < 5
