"""The attacker of the tests on the published file of the committed deliveries: nothing suppressed is computed back."""

import duckdb

from dagster_project.words.tables import TABLES
from tests.lib.home import Home
from tests.oracle.disclosure.attacker.attack import attack


def test_nothing_suppressed_on_the_committed_deliveries_has_fewer_than_five_values(published: Home) -> None:
    with duckdb.connect(str(published.settings.published_file), read_only=True) as con:
        found = attack(con)
        withheld = "SELECT count(*) FROM kvalitet.diskretion WHERE grund <> '' AND tal > 0"
        assert con.execute(withheld).fetchall() == [(0,)]
    assert found.suppressed > 2000
    assert found.leaks == []
    assert found.small == []


def test_tables_as_printed_show_what_the_tidy_form_shows_and_no_figure_more(published: Home) -> None:
    """Figure by figure, whatever the labels are: those of a table, sorted, are those of its cells that are shown."""
    with duckdb.connect(str(published.settings.published_file), read_only=True) as con:
        for table in TABLES:
            if table.number == "figur_2.2":
                continue  # laid out by a model of its own: its numbers are whole, and named
            shown = "SELECT vaerdi FROM frigivelse.rapporttabel WHERE status = 'vist' AND tabel "
            of = f"LIKE '{table.number}\\_%' ESCAPE '\\'" if table.by_place else f"= '{table.number}'"
            tidy = [value for (value,) in con.execute(shown + of).fetchall()]
            printed = con.execute(f'SELECT * FROM frigivelse."{table.name}"').fetchall()
            figures = [value for row in printed for value in row if isinstance(value, float)]
            assert sorted(figures) == sorted(tidy), table.number


def test_special_tables_give_no_size_and_no_part_of_a_year_away(published: Home) -> None:
    with duckdb.connect(str(published.settings.published_file), read_only=True) as con:
        smallest = "SELECT count(mindste_andel), count(*) > 0 FROM frigivelse.klyngekvalitet"
        assert con.execute(smallest).fetchall() == [(0, True)]
        # Figure 2.2 has the year: what is hidden of it is hidden with all else of the year, never a single cell.
        partly = """SELECT myndighed, maaned[:4] AS aar, count(*) FROM frigivelse.indberetning_status GROUP BY ALL
                    HAVING count(antal) BETWEEN 1 AND count(*) - 1 OR count(antal) = 0 AND count(*) < 2"""
        assert con.execute(partly).fetchall() == []
