"""Worlds of a few rows, written by hand: a cell is the table that it stands in, and its row there."""

from collections import defaultdict
from collections.abc import Iterable

import duckdb

from tests.lib.code_lists import load_code_lists
from tests.oracle.disclosure.worlds.schema import write

HERE = "herning"
NUMBERS = {"herning": "657", "holstebro": "661", "silkeborg": "740", "viborg": "791"}
NORTH = (
    "aalborg", "broenderslev", "frederikshavn", "hjoerring", "jammerbugt", "laesoe", "mariagerfjord", "morsoe",
    "rebild", "thisted", "vesthimmerlands",
)  # fmt: skip
"""Every municipality of a region."""
ONE, OTHER = "pendler", "loenmodtager_syg"
# The code lists that disclosure control and the attacker read.
LISTS = ("foranst", "kommune", "region", "tilstand", "uddannelsesniveau", "antalsbaand")
Cell = tuple[str, tuple[object, ...]]


def write_cells(con: duckdb.DuckDBPyConnection, cells: Iterable[Cell]) -> None:
    """Write what is needed of `kode`, and the tables of `marts` that ``cells`` stand in: no others."""
    con.execute("CREATE SCHEMA marts")
    load_code_lists(con, *LISTS)
    tables: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for table, row in cells:
        tables[table].append(row)
    for table, rows in tables.items():
        write(con, table, rows)


def number(table: str, row: str, column: str, count: int) -> Cell:
    """A number of the report."""
    return "rapporttabel", (table, row, column, "n", float(count), count, None)


def share(table: str, row: str, column: str, count: int, base: int) -> Cell:
    """A share of the report."""
    return "rapporttabel", (table, row, column, "percent", 100 * count / base, count, base)


def column(table: str, counts: dict[str, int], place: str = HERE) -> list[Cell]:
    """The shares of a whole, down the column of a place."""
    return [share(table, row, place, count, sum(counts.values())) for row, count in counts.items()]


def size(pathway: str, count: int, place: str = HERE, analysis: str = "kommune") -> Cell:
    """How many follow a pathway."""
    row = (analysis, place, pathway, "alle", "alle", "n", float(count), count, None)
    return "forloebstype_karakteristik", row


def trait(pathway: str, name: str, counts: dict[str, int], place: str = HERE, analysis: str = "kommune") -> list[Cell]:
    """The persons of a pathway by category."""
    whole = sum(counts.values())
    key = (analysis, place, pathway, name)
    return [
        ("forloebstype_karakteristik", (*key, part, "percent", 100 * count / whole, count, whole))
        for part, count in counts.items()
    ]


def mean(pathway: str, state: str, quarters: float, persons: int, *, analysis: str = "kommune") -> Cell:
    """The mean quarters in a state."""
    row = (analysis, HERE, pathway, "kvartaler", state, "mean", quarters / persons, None, None)
    return "forloebstype_karakteristik", row


def states(
    pathway: str, quarter: int, counts: dict[str, int], place: str = HERE, analysis: str = "kommune"
) -> list[Cell]:
    """The persons of a pathway by state in a quarter."""
    whole = sum(counts.values())
    key = (analysis, place, pathway, quarter)
    return [("tilstandsfordeling", (*key, part, count, whole, count / whole)) for part, count in counts.items()]


def scenarios(pathway: str, counts: dict[str, int], place: str = HERE, analysis: str = "samlet") -> list[Cell]:
    """The persons of a pathway by the timing of their measures."""
    whole = sum(counts.values())
    key = (analysis, NUMBERS[place], pathway, "grov")
    return [("timing_scenarie", (*key, part, count, whole, count / whole)) for part, count in counts.items()]


def fine_scenarios(pathway: str, counts: dict[str, int], whole: int) -> list[Cell]:
    """Those of a pathway that no rule but the last takes, divided."""
    key = ("samlet", NUMBERS[HERE], pathway, "fin")
    return [("timing_scenarie", (*key, part, count, whole, count / whole)) for part, count in counts.items()]


def cross(pathway: str, counts: dict[str, int]) -> list[Cell]:
    """The persons of a pathway of the pooled analysis, by the one that they have in the municipality's own."""
    return [number("7.2_kryds", pathway, f"{HERE}:{own}", count) for own, count in counts.items()]


def new(place: str, year: int, count: int) -> Cell:
    """Persons granted for the first time ever, of a thousand inhabitants."""
    return "aarlig", (place, year, count, 1000, count, float(count), *([float(count)] * 9))


def active(pathway: str, quarter: int, count: int, persons: int, *, analysis: str = "samlet") -> Cell:
    """The persons of a pathway with a measure in a quarter."""
    row = (analysis, NUMBERS[HERE], pathway, "alle", quarter, count, persons, count / persons)
    return "timing_kvartal", row


def at_threshold(threshold: float, counts: dict[str, int]) -> list[Cell]:
    """The persons of the study by scenario, at a threshold."""
    whole = sum(counts.values())
    return [("timing_foelsomhed", (threshold, part, count, whole, count / whole)) for part, count in counts.items()]


def measures(scenario: str, counts: dict[str, int]) -> list[Cell]:
    """The measures of a scenario by type."""
    whole = sum(counts.values())
    key = ("samlet", "alle", "alle", "grov", scenario)
    return [
        ("timing_foranstaltning", (*key, kind, count, count, whole, count / whole, 1.0))
        for kind, count in counts.items()
    ]
