"""The committed deliveries, read and recounted once for all tests of the folder."""

from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from dagster_project.recount import recount_chapters_4_to_6
from dagster_project.recount.cohort import Cohort, find_cohort
from dagster_project.recount.source import Source
from dagster_project.settings import PROJECT_ROOT
from synthetic.write import report_study
from tests.unit.synthetic.delivered import accepted
from tests.unit.synthetic.delivered_warehouse import delivered_warehouse

LANDING = PROJECT_ROOT / "data" / "seed" / "leverancer"
EXPECTED = PROJECT_ROOT / "data" / "seed" / "synthetic"
REGISTERS = ("tilkendelsesregister", "amfora", "lmdb", "bef", "udda", "ind", "idap", "foertidspension")


class Recount(NamedTuple):
    """Recounted values by table, row, column and statistic; who is counted; and what they were counted from."""

    cells: dict[tuple[str, str, str, str], float]
    cohort: Cohort
    source: Source


@pytest.fixture(scope="session")
def landing() -> Path:
    return LANDING


@pytest.fixture(scope="session")
def quarantine() -> pl.DataFrame:
    return pl.read_csv(EXPECTED / "forventet_karantaene.csv", schema_overrides={"kolonne": pl.Utf8})


@pytest.fixture(scope="session")
def recounted(quarantine: pl.DataFrame, tmp_path_factory: pytest.TempPathFactory) -> Recount:
    registers = {name: accepted(LANDING, name, quarantine) for name in REGISTERS}
    # A row of DREAM has a thousand weeks: only those of persons whose sequences are counted are read.
    studied = registers["tilkendelsesregister"].filter(pl.col("BOPKOM").is_in(report_study().kommuner))["PNR"]
    registers["dream"] = accepted(LANDING, "dream", quarantine, frozenset(studied))
    con = delivered_warehouse(registers, tmp_path_factory.mktemp("leveret"))
    cells, _ = recount_chapters_4_to_6(con)
    keys = cells.select("tabel", "raekke", "kolonne", "statistik").rows()
    return Recount(dict(zip(keys, cells["vaerdi"], strict=True)), find_cohort(Source(con)), Source(con))
