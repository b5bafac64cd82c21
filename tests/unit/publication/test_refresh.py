"""Tables that change between runs take the place of those published, under the same generation."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from dagster_project.publication.files import current_generation
from dagster_project.publication.generations import publish
from dagster_project.publication.refresh import refresh_tables
from dagster_project.settings import Settings
from tests.unit.publication.small_warehouse import content_digest, read_published, run_at, small_study

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("audit_in_process")]

STUDY = small_study()


def reporting_states(*, antal: int, aeldste_aabne: date | None) -> pl.DataFrame:
    """One row of `marts.indberetning_status`."""
    place = {"myndighed": "657", "maaned": "2026-03", "tilstand": "sendt"}
    return pl.DataFrame([place | {"antal": antal, "aeldste_aabne": aeldste_aabne}])


def test_receipts_change_the_published_file_under_the_same_generation(settings: Settings) -> None:
    generation = publish(settings, STUDY, run_at(0))
    day = date(2026, 3, 2)
    status = reporting_states(antal=3, aeldste_aabne=day)
    refresh_tables(settings, {"marts.indberetning_status": status})
    assert read_published(settings, "SELECT maaned, antal FROM marts.indberetning_status") == [("2026-03", 3)]
    assert read_published(settings, "SELECT antal, status FROM frigivelse.indberetning_status") == [
        (None, "diskretion")
    ]
    assert content_digest(settings.published_file) == generation.digest


def test_what_is_refreshed_keeps_the_cell_rule_of_its_study(settings: Settings) -> None:
    publish(settings, replace(STUDY, min_celle=10), run_at(0))
    status = reporting_states(antal=7, aeldste_aabne=None)
    refresh_tables(settings, {"marts.indberetning_status": status})
    assert read_published(settings, "SELECT antal, status FROM frigivelse.indberetning_status") == [
        (None, "diskretion")
    ]


def test_what_is_no_whole_table_can_be_written_beside(settings: Settings) -> None:
    generation = publish(settings, STUDY, run_at(0))
    refresh_tables(settings, {}, also=lambda con: con.execute("CREATE TABLE kvalitet.note AS SELECT 1 AS nr"))
    assert read_published(settings, "SELECT nr FROM kvalitet.note") == [(1,)]
    assert current_generation(settings) == generation.name


def test_nothing_else_can_be_refreshed(settings: Settings) -> None:
    publish(settings, STUDY, run_at(0))
    with pytest.raises(ValueError, match=r"marts\.rapporttabel"):
        refresh_tables(settings, {"marts.rapporttabel": pl.DataFrame({"a": [1]})})
