"""The committed deliveries, read and recounted once for all tests of the folder."""

from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from tests.unit.synthetic.delivered import accepted
from tests.unit.synthetic.recount import FOUR, ROOT, Cells, recount
from tests.unit.synthetic.recount_careers import table_6_4, tables_6_7_and_6_8
from tests.unit.synthetic.recount_health import chapter_6_health

LANDING = ROOT / "data" / "seed" / "leverancer"
EXPECTED = ROOT / "data" / "seed" / "synthetic"
REGISTERS = ("tilkendelsesregister", "amfora", "lmdb", "bef", "udda", "ind", "idap", "foertidspension")


class Recount(NamedTuple):
    """Recounted cells, the målgruppe (``kolonne`` for the four municipalities), and the registers' rows in force."""

    cells: Cells
    mine: pl.DataFrame
    registers: dict[str, pl.DataFrame]


@pytest.fixture(scope="session")
def landing() -> Path:
    return LANDING


@pytest.fixture(scope="session")
def quarantine() -> pl.DataFrame:
    return pl.read_csv(EXPECTED / "forventet_karantaene.csv", schema_overrides={"kolonne": pl.Utf8})


@pytest.fixture(scope="session")
def recounted(quarantine: pl.DataFrame) -> Recount:
    registers = {name: accepted(LANDING, name, quarantine) for name in REGISTERS}
    cells, mine, rest = recount(registers)
    chapter_6_health(cells, mine, rest, registers)
    four = mine.filter(pl.col("BOPKOM").is_in(list(FOUR))).with_columns(kolonne=pl.col("BOPKOM").replace_strict(FOUR))
    table_6_4(cells, accepted(LANDING, "dream", quarantine, frozenset(four["PNR"])), four)
    tables_6_7_and_6_8(cells, registers["amfora"], four)
    return Recount(cells, four, registers)
