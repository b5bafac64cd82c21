"""How many measures each person had: table 6.7's bands and the totals of tables 7.3-7.7 at once.

An integer program gives, per pathway and band, how many persons and how many measures; persons within a band then
share the measures at random. Who is active follows the career: quarters on benefits come first.
"""

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp

from synthetic.careers import STATES, planted_quarters
from synthetic.measures.targets import Band, bands, measures_of_pathway, municipalities
from synthetic.streams import stream

Plan = dict[str, list[tuple[Band, int, int]]]


def deal_numbers(careers: pl.DataFrame, seed: int) -> NDArray[np.int64]:
    """Number of measures (n,) of every row of ``careers``."""
    numbers = np.zeros(careers.height, np.int64)
    exposed = (planted_quarters(careers) != STATES.index("loenmodtager")).mean(axis=1)
    municipality, pathway = careers["noegle"].to_numpy(), careers["forloebstype_kommune"].to_numpy()
    rng = stream(seed, "foranstaltninger", "antal")
    rank = exposed + rng.random(careers.height)
    for key in municipalities():
        sizes = {p: int(((municipality == key) & (pathway == p)).sum()) for m, p in measures_of_pathway() if m == key}
        for name, plan in solve_plan(key, sizes).items():
            members = np.flatnonzero((municipality == key) & (pathway == name))
            active = members[np.argsort(-rank[members])][: sum(persons for _, persons, _ in plan)]
            numbers[rng.permutation(active)] = np.concatenate([_share(*part, rng) for part in plan])
    return numbers


def solve_plan(municipality: str, sizes: dict[str, int]) -> Plan:
    """Pathway -> (band, persons, measures), nearest to bands that are spread in proportion to the pathways' measures.

    Raises:
        ValueError: when no whole numbers satisfy the tables.
    """
    totals = {p: sum(measures_of_pathway()[municipality, p].values()) for p in sizes}
    wanted = bands(municipality)
    cells = [(p, b) for p in sizes for b in range(len(wanted))]
    rows, low, high = _constraints(cells, wanted, sizes, totals)
    # Persons, measures, and the distance of persons from their share in the band, per cell.
    size, share = len(cells), [wanted[b].persons * totals[p] / sum(totals.values()) for p, b in cells]
    distance = np.hstack([np.eye(size), np.zeros((size, size)), np.eye(size)])
    above = np.hstack([np.eye(size), np.zeros((size, size)), -np.eye(size)])
    solved = milp(
        np.r_[np.zeros(2 * size), np.ones(size)],
        constraints=LinearConstraint(
            np.vstack([np.hstack([rows, np.zeros((len(rows), size))]), distance, above]),
            np.r_[low, share, np.full(size, -np.inf)],
            np.r_[high, np.full(size, np.inf), share],
        ),
        bounds=Bounds(0, np.inf),
        integrality=np.r_[np.ones(2 * size), np.zeros(size)],
        options={"mip_rel_gap": 0.05},
    )
    if solved.x is None:
        raise ValueError(f"no numbers of measures satisfy tables 6.7 and 7.3-7.7 of {municipality}")
    persons, measures = np.rint(solved.x[:size]).astype(int), np.rint(solved.x[size : 2 * size]).astype(int)
    plan: Plan = {p: [] for p in sizes}
    for (pathway, band), count, total in zip(cells, persons, measures, strict=True):
        plan[pathway].append((wanted[band], int(count), int(total)))
    return plan


def _constraints(
    cells: list[tuple[str, int]], wanted: list[Band], sizes: dict[str, int], totals: dict[str, int]
) -> tuple[NDArray[np.float64], list[float], list[float]]:
    """Rows over (persons, measures) per cell, with their limits."""
    size = len(cells)
    rows, low, high = [], [], []

    def add(row: NDArray[np.float64], at_least: float, at_most: float) -> None:
        rows.append(row)
        low.append(at_least)
        high.append(at_most)

    for number, band in enumerate(wanted):
        add(np.array([b == number for _, b in cells] + [False] * size, float), band.persons, band.persons)
    for pathway, members in sizes.items():
        here = [p == pathway for p, _ in cells]
        add(np.array(here + [False] * size, float), 0, members)
        add(np.array([False] * size + here, float), totals[pathway], totals[pathway])
    for number, (_, b) in enumerate(cells):
        row = np.zeros(2 * size)
        row[size + number], row[number] = 1, -wanted[b].low
        add(row, 0, np.inf)
        row = row.copy()
        row[number] = -wanted[b].high
        add(row, -np.inf, 0)
    return np.array(rows), low, high


def _share(band: Band, persons: int, measures: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Numbers of ``persons`` within the band that sum to ``measures``, every way to fill them equally likely."""
    room = [band.high - band.low] * persons
    more = rng.multivariate_hypergeometric(room, measures - band.low * persons) if persons else np.zeros(0, int)
    return np.asarray(band.low + more, np.int64)
