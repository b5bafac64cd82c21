"""Labels of a published file, also of one that was published before labels were."""

import duckdb
import pytest

from dagster_project.report.labels import UNLISTED, Labels, place_of_table, read_labels, table_name
from tests.lib.code_lists import load_code_lists
from tests.lib.labels import write_labels


@pytest.mark.parametrize("published", [True, False], ids=["as published", "of a generation of before"])
def test_keys_have_their_labels(published: bool) -> None:
    with duckdb.connect() as con:
        load_code_lists(con)
        if published:
            write_labels(con)
        labels = read_labels(con)
    assert labels.text("herning") == "Herning"
    assert labels.text("herning:pendler") == "Herning: Pendleren"
    assert labels.text("alle_fire_kommuner") == "Alle fire kommuner"
    order = ["viborg", "region_midt", "dagpenge", "ukendt", "i_alt_kvartaler", "alle"]
    assert sorted(set(order), key=labels.place) == order


def test_without_any_list_keys_stand_for_themselves() -> None:
    with duckdb.connect() as con:
        labels = read_labels(con)
    assert (labels.text("dagpenge"), labels.place("10")) == ("dagpenge", (UNLISTED, 10.0, "10"))


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("5.3", "Tabel 5.3"),
        ("7.2_samlet", "Tabel 7.2, den samlede analyse"),
        ("figur_6.1", "Figur 6.1"),
        ("bilag_1_herning", "Bilag 1, Herning"),
        ("bilag_2", "Bilag 2"),
    ],
)
def test_a_table_is_called_what_a_reader_calls_it(table: str, name: str) -> None:
    assert table_name(table, Labels({"herning": "Herning"}, {})) == name


def test_tables_stand_in_the_order_of_the_report() -> None:
    order = ["6.1", "6.5", "figur_6.1", "6.8", "7.2", "7.2_kommune", "7.2_samlet", "7.2_kryds", "bilag_1_viborg", "1.1"]
    assert sorted(set(order), key=place_of_table) == order
