"""What a measure of the text is made of: each kind of cell, sums, shares over several places, and what is not there."""

from dagster_project.reconciliation.text.measures import (
    FOUR,
    Definition,
    Figure,
    Key,
    define,
    kinds_of,
    measure_value,
    quoted_cell,
)

TOWNS = ("herning", "viborg")


def share(part: int | None, whole: int | None, value: float | None = None) -> Figure:
    return Figure(100 * part / whole if part is not None and whole else value, part, whole)


def number(value: float) -> Figure:
    return Figure(value, None, None)


def women(place: str) -> Key:
    return "6.1", "kvinder", place, "percent"


def of(facts: dict[Key, Figure], measure: str, *places: str, group: str = "alle") -> float | None:
    return measure_value(facts, measure, group, places, TOWNS)


def test_a_definition_has_what_its_pattern_caught() -> None:
    assert define("share_education_gymnasial", "alle", ("herning",)) == Definition(
        ("6.2|{x}|{k}|percent",), (), ranked_among_kinds=False, caught="gymnasial"
    )
    found = define("share_measures_vejledning", "pendler", ("herning",))
    assert found == Definition(("{t}|{x}|{k4}|percent",), (), ranked_among_kinds=True, caught="vejledning")
    assert define("share_women", "alle", ("herning",)) == Definition(
        ("6.1|kvinder|{k}|percent",), (), ranked_among_kinds=False, caught=""
    )


def test_a_measure_of_another_group_or_of_none_has_no_definition() -> None:
    assert define("share_women", "oevrige_borgere") is None
    assert define("share_women_and_men", "alle") is None
    assert define("unemployment_degree", "whoever") is not None, "any group"


def test_pathways_of_the_four_together_stand_in_other_cells_than_those_of_one() -> None:
    pooled, separate = (define("share_of_persons", "pendler+fleksjobvisiteret", places) for places in ((FOUR,), TOWNS))
    assert pooled
    assert separate
    assert (pooled.numerator, pooled.denominator) == (("7.2|{g}|{k}|n",), ("7.2|alle|{k}|n",))
    assert (separate.numerator, separate.denominator) == (("7.2|{g}|{k}|percent",), ())


def test_one_cell_is_quoted_as_it_is() -> None:
    assert of({women("herning"): share(1, 8)}, "share_women", "herning") == 12.5
    assert quoted_cell("share_women", "alle", ("herning",), TOWNS) == women("herning")


def test_shares_of_several_places_are_pooled_and_quoted_nowhere() -> None:
    facts = {women("herning"): share(10, 40), women("viborg"): share(20, 60)}
    assert of(facts, "share_women", *TOWNS) == 30.0
    assert quoted_cell("share_women", "alle", TOWNS, TOWNS) is None


def test_a_share_whose_base_is_unknown_is_not_pooled() -> None:
    facts = {women("herning"): share(10, None, 25.0), women("viborg"): share(20, 60)}
    assert of(facts, "share_women", *TOWNS) == 25.0 + 100 * 20 / 60  # parts are there, one base is not
    facts = {women("herning"): share(None, 40, 25.0), women("viborg"): share(20, 60)}
    assert of(facts, "share_women", *TOWNS) is None
    facts = {women("herning"): share(0, 0, 25.0), women("viborg"): share(20, 60)}
    assert of(facts, "share_women", *TOWNS) == 25.0 + 100 * 20 / 60


def test_a_cell_without_a_figure_is_not_there() -> None:
    facts = {women("herning"): Figure(None, 3, 9), women("viborg"): share(20, 60)}
    assert of(facts, "share_women", *TOWNS) == 100 * 20 / 60
    assert of({women("herning"): Figure(None, 3, 9)}, "share_women", "herning") is None
    assert of({}, "share_women", "herning") is None
    assert of({}, "no_such_measure", "herning") is None


def test_two_means_have_no_sum() -> None:
    ages = {("6.1", "alder", place, "years"): number(41.5) for place in TOWNS}
    assert of(ages, "mean_age", "herning") == 41.5
    assert of(ages, "mean_age", *TOWNS) is None


def test_numbers_are_summed() -> None:
    facts = {
        ("6.8", "alle", place, "n"): Figure(float(count), count, None)
        for place, count in zip(TOWNS, (3, 4), strict=True)
    }
    assert of(facts, "n_measures", *TOWNS) == 7.0


def test_a_share_of_numbers_is_in_percent_and_another_ratio_is_not() -> None:
    facts = {
        ("6.8", "alle", "herning", "n"): Figure(30.0, 30, None),
        ("6.8", "alle", FOUR, "n"): Figure(120.0, 120, None),
        ("6.1", "alle", "herning", "n"): Figure(12.0, 12, None),
    }
    assert of(facts, "share_of_measures", "herning") == 25.0
    assert of(facts, "measures_per_person", "herning") == 2.5
    assert quoted_cell("share_of_measures", "alle", ("herning",), TOWNS) is None
    assert quoted_cell("no_such_measure", "alle", ("herning",), TOWNS) is None


def test_a_ratio_needs_both_and_no_base_of_nothing() -> None:
    part, base = ("6.8", "alle", "herning", "n"), ("6.1", "alle", "herning", "n")
    assert of({part: number(30)}, "measures_per_person", "herning") is None
    assert of({base: number(12)}, "measures_per_person", "herning") is None
    assert of({part: number(30), base: number(0)}, "measures_per_person", "herning") is None
    assert of({part: number(30), base: number(12)}, "measures_per_person", "herning") == 2.5
    assert of({part: Figure(None, None, None), base: number(12)}, "measures_per_person", "herning") == 0.0


def test_a_part_counts_before_the_figure_that_is_made_of_it() -> None:
    whole = {("6.7", "alle", "herning", "n"): Figure(50.0, 50, None)}
    bands = {
        ("6.7", band, "herning", "percent"): share(5, 50)
        for band in ("foranstaltninger_6_10", "foranstaltninger_11_15")
    }
    assert of(whole | bands, "share_persons_6_plus_measures", "herning") == 20.0


def test_a_pathway_of_the_four_together_is_summed_over_the_municipalities_that_have_it() -> None:
    facts = {("7.5", "vejledning", "viborg", "percent"): share(6, 24)}
    assert of(facts, "share_measures_vejledning", FOUR, group="pendler") == 25.0
    facts[("7.5", "vejledning", "herning", "percent")] = share(6, 6)
    assert of(facts, "share_measures_vejledning", FOUR, group="pendler") == 40.0
    assert of(facts, "share_measures_vejledning", "viborg", group="pendler") == 25.0


def test_pathways_together_are_each_counted_once() -> None:
    cells = {("7.5", "alle", "viborg", "n"): Figure(4.0, 4, None), ("7.6", "alle", "viborg", "n"): Figure(5.0, 5, None)}
    assert of(cells, "n_measures", "viborg", group="pendler+loenmodtager_syg") == 9.0
    assert of(cells, "n_measures", "viborg", "viborg", group="pendler+pendler") == 4.0


def test_the_kinds_of_a_measure_are_those_that_have_a_cell() -> None:
    facts = {
        ("7.5", kind, place, "percent"): share(1, 2)
        for kind, place in (("vejledning", "viborg"), ("fleksjob", "viborg"), ("alle", "viborg"))
    }
    facts |= {("7.5", "loentilskud", "viborg", "n"): number(1), ("7.6", "hospital", "viborg", "percent"): share(1, 2)}
    expected = ["share_measures_fleksjob", "share_measures_vejledning"]
    assert kinds_of(facts, "share_measures_vejledning", "pendler", TOWNS) == expected
    assert kinds_of(facts, "no_such_measure", "pendler", TOWNS) == []
