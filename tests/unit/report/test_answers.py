"""What the sentences and pictures are computed from, by hand."""

from datetime import date, datetime
from pathlib import Path

import duckdb
import polars as pl
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from dagster_project.clock import COPENHAGEN
from dagster_project.report.answers.differences import differences
from dagster_project.report.answers.intervals import newcombe, wilson
from dagster_project.report.answers.scenarios import when_they_come
from dagster_project.report.answers.sentences import most_different, who_differs
from dagster_project.report.answers.timing import as_bars, bounded
from dagster_project.report.answers.trend import changes_of_law
from dagster_project.report.answers.yearly import index, latest_index, rates, waiting
from dagster_project.report.charts.cells import lines
from dagster_project.report.charts.render import picture, svg
from dagster_project.report.charts.sequence import ribbons
from dagster_project.report.charts.shares import bars, with_hidden
from dagster_project.report.labels import Labels
from dagster_project.report.source import Edition, Municipality, Source

COUNTS = [(0, 10), (3, 40), (20, 40), (40, 40), (311, 545)]


def source_of(tables: dict[str, pl.DataFrame], names: tuple[str, ...] = ("Aby", "Boby")) -> Source:
    con = duckdb.connect(":memory:")
    for schema in ("frigivelse", "kode"):
        con.execute(f"CREATE SCHEMA {schema}")
    for name, rows in tables.items():
        con.register("nye", rows.to_arrow())
        con.execute(f"CREATE TABLE {name} AS SELECT * FROM nye")
    places = tuple(Municipality(str(at), name.lower(), name) for at, name in enumerate(names))
    day = date(2023, 12, 31)
    made = datetime(2024, 1, 1, tzinfo=COPENHAGEN)
    return Source(con, Edition.RELEASED, "g", "t", (day, day), made, places, Labels({}, {}), {}, Path())


def cells(rows: list[tuple[str, str, str, int | None, int]]) -> pl.DataFrame:
    names = ["tabel", "raekke", "kolonne", "antal", "grundlag"]
    frame = pl.DataFrame(rows, schema=names, orient="row")
    return frame.with_columns(statistik=pl.lit("percent"), vaerdi=100 * pl.col("antal") / pl.col("grundlag"))


@pytest.mark.parametrize(("count", "total"), COUNTS)
def test_the_interval_of_a_share_is_wilsons(count: int, total: int) -> None:
    lower, upper = wilson(pl.lit(count), pl.lit(total))
    found = pl.select(lower.alias("fra"), upper.alias("til")).row(0)
    assert found == pytest.approx(proportion_confint(count, total, method="wilson"), abs=1e-9)


@pytest.mark.parametrize("other", COUNTS)
@pytest.mark.parametrize("one", COUNTS)
def test_the_interval_of_a_difference_is_newcombes(one: tuple[int, int], other: tuple[int, int]) -> None:
    lower, upper = newcombe((pl.lit(one[0]), pl.lit(one[1])), (pl.lit(other[0]), pl.lit(other[1])))
    expected = confint_proportions_2indep(*one, *other, method="newcomb", compare="diff")
    assert pl.select(lower.alias("a"), upper.alias("b")).row(0) == pytest.approx(expected, abs=1e-6)


def test_a_municipality_is_held_up_against_the_others_and_the_country_stands_beside() -> None:
    rows = cells(
        [
            ("5.3", "kraeft", "aby", 30, 100),
            ("5.3", "kraeft", "boby", 10, 300),
            ("5.3", "kraeft", "alle_regioner", 50, 1000),
        ]
    )
    found = differences(source_of({"frigivelse.rapporttabel": rows}))
    aby = found.row(by_predicate=pl.col("sted") == "aby", named=True)
    assert (aby["andel"], aby["landet"], aby["mod"]) == (30, 5, "oevrige")
    assert aby["de_oevrige"] == pytest.approx(10 / 3)
    assert aby["forskel"] == pytest.approx(30 - 10 / 3)
    assert aby["nedre"] < aby["forskel"] < aby["oevre"]


def test_the_whole_less_its_own_is_the_others_where_the_whole_is_shown() -> None:
    rows = cells(
        [
            ("6.5", "angstmedicin", "aby", 30, 100),
            ("6.5", "angstmedicin", "boby", None, 300),
            ("6.5", "angstmedicin", "alle_fire_kommuner", 60, 400),
        ]
    )
    found = differences(source_of({"frigivelse.rapporttabel": rows}))
    assert found.filter(pl.col("sted") == "aby")["de_oevrige"].to_list() == [10]
    assert found.filter(pl.col("sted") == "boby")["forskel"].to_list() == [None]


def test_one_suppressed_part_makes_the_others_unknown() -> None:
    rows = cells(
        [
            ("5.3", "kraeft", "aby", 30, 100),
            ("5.3", "kraeft", "boby", None, 300),
            ("5.3", "kraeft", "alle_regioner", 50, 1000),
        ]
    )
    found = differences(source_of({"frigivelse.rapporttabel": rows}))
    assert found["forskel"].null_count() == found.height == 2


def test_one_municipality_is_taken_out_of_the_country_before_the_two_are_compared() -> None:
    rows = cells([("5.3", "kraeft", "aby", 30, 100), ("5.3", "kraeft", "alle_regioner", 50, 1100)])
    found = differences(source_of({"frigivelse.rapporttabel": rows}, ("Aby",)))
    assert found["forskel"].to_list() == pytest.approx([28])
    assert found["mod"].to_list() == ["landet"]
    assert (
        most_different(found, "Aby")
        == "Aby skiller sig mest ud fra landet ved diagnosen kraeft (30,0\u00a0% mod 2,0\u00a0%)."
    )


def test_a_sentence_names_what_a_chance_does_not_easily_make_and_nothing_else() -> None:
    rows = cells([
        ("5.3", "kraeft", "aby", 30, 100), ("5.3", "kraeft", "boby", 10, 300),
        ("5.3", "social", "aby", 11, 100), ("5.3", "social", "boby", 30, 300),
    ])  # fmt: skip
    found = differences(source_of({"frigivelse.rapporttabel": rows}))
    assert "social" not in most_different(found.filter(pl.col("sted") == "aby"), "Aby")
    assert who_differs(found, {"aby": "Aby", "boby": "Boby"}).endswith(
        "2 af 4 forskelle er større, end et tilfælde let giver."
    )


def scenario_rows() -> pl.DataFrame:
    names = ["sted", "vej", "del", "antal", "grundlag"]
    rows = [
        ("Aby", "V1", "tidlig", 6, 10), ("Aby", "V1", "sen", 4, 10),
        ("Aby", "V2", "tidlig", None, 20), ("Aby", "V2", "sen", None, 20), ("Aby", "V2", "ingen", 8, 20),
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=names, orient="row")


def test_what_is_hidden_of_a_scenario_bounds_it_from_both_sides() -> None:
    found = {row["del"]: row for row in bounded(scenario_rows(), "sted").iter_rows(named=True)}
    assert found["tidlig"]["mindst"] == pytest.approx(6 / 30)
    assert found["tidlig"]["hoejst"] == pytest.approx(18 / 30)
    assert found["ingen"]["mindst"] == found["ingen"]["hoejst"] == pytest.approx(8 / 30)


def test_a_bar_is_whole_and_what_is_hidden_is_a_part_of_it() -> None:
    shown = with_hidden(as_bars(bounded(scenario_rows(), "sted")), ["linje"], "del")
    assert shown["andel"].sum() == pytest.approx(1)
    assert shown.filter(pl.col("del") == "skjult")["andel"].to_list() == pytest.approx([12 / 30])


def test_the_pathway_with_most_is_named_only_when_what_is_hidden_cannot_change_it() -> None:
    names = pl.DataFrame({"raekkefoelge": [1, 2], "forloebstype": ["v1", "v2"], "tekst": ["Vej 1", "Vej 2"]})
    moved = pl.DataFrame({"graense": [0.75] * 2, "scenarie": ["sen", "tidlig"], "antal": [5, 9], "grundlag": [30, 30]})
    rows = [("v1", "sen", 4, 10), ("v1", "tidlig", 6, 10), ("v2", "sen", None, 20), ("v2", "tidlig", 3, 20)]
    told = pl.DataFrame(rows, schema=["forloebstype", "scenarie", "antal", "grundlag"], orient="row").with_columns(
        analyse=pl.lit("samlet"), kommune=pl.lit("0"), inddeling=pl.lit("grov")
    )
    tables = {"kode.forloebsnavn": names, "frigivelse.timing_foelsomhed": moved, "frigivelse.timing_scenarie": told}
    found = {one.name: one for one in when_they_come(source_of(tables))}
    assert found["Sidst i forløbet"].most == "", "up to 17 of 20 on the other pathway may be late"
    assert found["Først i forløbet"].most == "Vej 1 (60\u00a0%)"
    assert found["Løbende"].share is None


def test_hidden_parts_are_hatched_and_numbers_have_a_comma() -> None:
    rows = pl.DataFrame({"linje": ["A", "A"], "del": ["x", "y"], "andel": [0.125, None]})
    chart = bars("b", rows, {"x": ("Iks", "#0072B2"), "y": ("Y", "#D55E00")}, "Tekst", order=["A"])
    assert svg(chart).count('fill="url(#skravering)"') >= 1
    assert '<pattern id="skravering"' in picture(chart)
    assert "xmlns" not in svg(chart)
    sloping = pl.DataFrame({"serie": ["s", "s"], "x": [1, 2], "y": [0.5, 2.5]})
    drawn = svg(lines("l", sloping, "Tekst", series=["s"], x_title="x", y_title="y", form=".1f"))
    assert ">0,5<" in drawn or ">1,0<" in drawn
    assert svg(chart) == svg(chart)


def yearly_rows() -> pl.DataFrame:
    rows = [
        (place, year, 1.0 + at / 10)
        for at, place in enumerate(("aby", "boby", "alle_regioner"))
        for year in range(2019, 2023)
    ]
    frame = pl.DataFrame(rows, schema=["kommune", "aar", "indeks"], orient="row")
    hidden = (pl.col("kommune") == "boby") & (pl.col("aar") == 2022)
    return frame.with_columns(pl.when(~hidden).then("indeks").alias("indeks")).with_columns(
        standardiseret=pl.col("indeks") * 4, indeks_nedre=pl.col("indeks") - 0.2, indeks_oevre=pl.col("indeks") + 0.2
    )


def test_observed_over_expected_is_that_of_the_last_year_that_is_shown() -> None:
    source = source_of({"frigivelse.aarlig": yearly_rows()})
    found = [(name, year, round(value, 3)) for name, year, value, _, _ in latest_index(source)]
    assert found == [("Aby", 2022, 1.0), ("Boby", 2021, 1.1)]
    assert "Landet" in str(rates(source).spec)  # type: ignore[union-attr]
    assert "Landet" not in str(index(source).spec)  # type: ignore[union-attr]
    assert waiting(source) is None


def test_names_of_a_users_own_list_are_words_and_never_code() -> None:
    name = """Pendler's "vej" </script> \\ 'x' """
    rows = pl.DataFrame({"linje": ["A"], "del": ["x"], "andel": [1.0]})
    drawn = svg(bars("b", rows, {"x": (name, "#0072B2")}, "Tekst", order=["A"]))
    assert "Pendler's" in drawn
    assert "</script>" not in drawn
    assert ribbons(
        "t", pl.DataFrame({"linje": ["A"], "kvartal": [1], "del": ["x"]}), {"x": (name, "#0072B2")}, "T", order=["A"]
    )


def test_years_in_which_the_law_became_another_are_drawn_two_of_one_year_as_one() -> None:
    days = [date(2021, 6, 1), date(2020, 1, 1), date(2021, 2, 1), date(2030, 1, 1)]
    laws = pl.DataFrame({"dato": days, "kort": ["midt", "foer", "start", "siden"]})
    source = source_of({"frigivelse.aarlig": yearly_rows(), "kode.lovaendring": laws})
    assert changes_of_law(source).rows() == [(2020, "foer"), (2021, "start, midt"), (2030, "siden")]
    drawn = str(rates(source).spec)  # type: ignore[union-attr]
    assert "start, midt" in drawn
    assert "siden" not in drawn
    assert changes_of_law(source_of({})).is_empty()
