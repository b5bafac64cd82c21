"""What binds the counts of a table: parts and their whole, places, pathways; known answers for each."""

import polars as pl
import pytest

from dagster_project.disclosure.relations import COUNTRY, FOUR, Builder, Name, Relation, is_mean

REGIONS = {"herning": "region_midt", "viborg": "region_midt", "aalborg": "region_nordjylland"}


def person(place: str, part: str = "alle") -> Name:
    return "personer", "", place, part


def builder(values: dict[Name, int], min_cell: int = 5) -> Builder:
    return Builder(values, min_cell)


def shown(*rows: tuple[int, str, str, Name]) -> pl.DataFrame:
    """Rows (nr, tabel, rolle, celle) as `shown_counts` has them."""
    return pl.DataFrame(
        {
            "kilde": ["rapporttabel"] * len(rows),
            "nr": [row[0] for row in rows],
            "tabel": [row[1] for row in rows],
            "rolle": [row[2] for row in rows],
            "celle": pl.Series([row[3] for row in rows], dtype=pl.Object),
        }
    )


def test_a_sum_is_kept_when_the_data_keeps_it_and_has_its_counts() -> None:
    one, other, whole = person("a"), person("b"), person("c")
    made = builder({one: 2, other: 3, whole: 5})
    made.add({whole: -1, one: 1, other: 1})
    made.add({whole: -1, one: 1})
    made.add({whole: -1, one: 1, other: 1, person("d"): 1})
    assert made.relations == [{whole: -1, one: 1, other: 1}]


def test_an_inequality_has_a_hidden_count_of_what_is_more() -> None:
    more, less = person("more"), person("less")
    made = builder({more: 7, less: 4})
    made.at_least({more: 1}, {less: 1})
    rest = ("mindst", "0", "", "")
    assert made.relations == [{more: 1, less: -1, rest: -1}]
    assert (made.values[rest], made.hidden[rest]) == (3, False)


@pytest.mark.parametrize(("more", "relations"), [(3, 0), (4, 1), (5, 1)])
def test_an_inequality_that_the_data_does_not_keep_binds_nobody(more: int, relations: int) -> None:
    made = builder({person("more"): more, person("less"): 4})
    made.at_least({person("more"): 1}, {person("less"): 1})
    made.at_least({person("more"): 1}, {person("nobody"): 1})
    assert len(made.relations) == relations


def test_a_hidden_count_is_made_once_and_never_in_place_of_a_shown_one() -> None:
    made = builder({person("a"): 2})
    made.hide(person("a"), 9)
    made.hide(person("b"), 9)
    made.hide(person("b"), 8)
    assert made.values == {person("a"): 2, person("b"): 9}
    assert made.hidden == {person("b"): False}


def test_a_constant_is_no_hidden_count() -> None:
    made = builder({})
    name = made.constant(7)
    assert (made.values[name], made.hidden) == (7, {})


def test_parts_sum_to_the_base_of_their_row() -> None:
    base, one, other = ("tilstand", "", "a", "alle"), ("tilstand", "", "a", "x"), ("tilstand", "", "a", "y")
    made = builder({base: 5, one: 2, other: 3})
    made.parts_and_complements(
        shown((0, "6.4", "antal", one), (0, "6.4", "grundlag", base), (1, "6.4", "antal", other),
              (1, "6.4", "grundlag", base), (2, "6.4", "antal", base), (2, "6.4", "grundlag", base),
              (3, "6.4", "antal", ("tilstand", "", "a", "alone")))
    )  # fmt: skip
    assert made.relations == [{base: -1, one: 1, other: 1}]
    assert made.hidden == {}


def test_two_tables_may_divide_the_same_persons_otherwise() -> None:
    base, one, other = ("tilstand", "", "a", "alle"), ("tilstand", "", "a", "x"), ("tilstand", "", "a", "y")
    made = builder({base: 5, one: 5, other: 5})
    made.parts_and_complements(
        shown((0, "6.4", "antal", one), (0, "6.4", "grundlag", base), (1, "6.9", "antal", other),
              (1, "6.9", "grundlag", base))
    )  # fmt: skip
    assert made.relations == [{base: -1, one: 1}, {base: -1, other: 1}]


@pytest.mark.parametrize(
    ("family", "part", "rest"), [("medicin:adhd", "ja", "nej"), ("egenskab:koen", "kvinder", "maend")]
)
def test_the_rest_of_a_yes_is_a_no_that_is_somebody(family: str, part: str, rest: str) -> None:
    base, yes, no = (family, "", "a", "alle"), (family, "", "a", part), (family, "", "a", rest)
    made = builder({base: 30, yes: 27})
    made.parts_and_complements(shown((0, "t", "antal", yes), (0, "t", "grundlag", base)))
    assert {base: -1, yes: 1, no: 1} in made.relations
    assert (made.values[no], made.hidden[no]) == (3, True)


def test_a_family_that_is_no_whole_binds_nothing() -> None:
    base, one = ("bruttoindkomst", "", "a", "alle"), ("bruttoindkomst", "", "a", "ja")
    made = builder({base: 5, one: 5})
    made.parts_and_complements(shown((0, "6.3", "antal", one), (0, "6.3", "grundlag", base)))
    assert (made.relations, made.hidden) == ([], {})


def test_municipalities_sum_to_the_four_and_with_others_to_their_region() -> None:
    counts = {"herning": 3, "viborg": 4, FOUR: 7, "region_midt": 9}
    made = builder({person(place): count for place, count in counts.items()})
    made.places(REGIONS | {"struer": "region_midt"})
    rest = person("resten af region_midt")
    assert made.relations == [
        {person(FOUR): -1, person("herning"): 1, person("viborg"): 1},
        {person("region_midt"): -1, person("herning"): 1, person("viborg"): 1, rest: 1},
    ]
    assert (made.values[rest], made.hidden) == (2, {rest: True})


def test_where_every_municipality_of_a_region_is_there_no_rest_can_hide_one() -> None:
    made = builder({person("herning"): 3, person("viborg"): 6, person("region_midt"): 9})
    made.places(REGIONS)
    assert made.relations == [{person("region_midt"): -1, person("herning"): 1, person("viborg"): 1}]
    assert made.hidden == {}


def test_the_four_may_have_others_too_and_then_they_are_nobody_in_particular() -> None:
    made = builder({person("herning"): 3, person(FOUR): 7})
    made.places(REGIONS)
    rest = person(f"resten af {FOUR}")
    assert made.relations == [{person(FOUR): -1, person("herning"): 1, rest: 1}]
    assert (made.values[rest], made.hidden) == (4, {rest: False})


def test_more_in_the_parts_than_in_the_whole_binds_nobody() -> None:
    made = builder({person("herning"): 8, person(FOUR): 7})
    made.places(REGIONS)
    assert (made.relations, made.hidden) == ([], {})


def test_regions_sum_to_the_country_and_where_one_is_missing_its_people_are_somebody() -> None:
    both = {person("region_midt"): 9, person("region_nordjylland"): 5, person(COUNTRY): 14}
    made = builder(both)
    made.places(REGIONS)
    assert made.relations == [{person(COUNTRY): -1, person("region_midt"): 1, person("region_nordjylland"): 1}]
    made = builder({person("region_midt"): 9, person(COUNTRY): 9})
    made.places(REGIONS)
    rest = person(f"resten af {COUNTRY}")
    assert made.relations == [{person(COUNTRY): -1, person("region_midt"): 1, rest: 1}]
    assert (made.values[rest], made.hidden) == (0, {rest: True})


def test_each_part_and_group_has_its_own_places() -> None:
    made = builder({person("herning", "x"): 3, person(FOUR, "y"): 3, ("personer", "samlet:p", FOUR, "x"): 3})
    made.places(REGIONS)
    assert made.relations == []


@pytest.mark.parametrize(("min_cell", "is_bound"), [(7, True), (8, False)])
def test_the_country_is_published_elsewhere_from_the_smallest_count_on(min_cell: int, *, is_bound: bool) -> None:
    cases = {("tilkendelser", "", place, "2007"): count for place, count in (("herning", 3), ("viborg", 4))}
    made = builder(cases, min_cell)
    made.places(REGIONS)
    country = ("tilkendelser", "", "landet", "2007")
    assert made.relations == ([{country: -1} | dict.fromkeys(cases, 1)] if is_bound else [])
    assert made.values.get(country) == (7 if is_bound else None)
    assert made.hidden == {}


def test_means_are_no_persons_and_add_up_to_nothing() -> None:
    name = ("gennemsnit:kvartaler", "kommune:p", "herning", "x:op")
    made = builder({name: 0, (*name[:2], FOUR, name[3]): 0})
    made.places(REGIONS)
    made.pathways(REGIONS)
    assert (made.relations, made.totals) == ([], {})
    assert is_mean(name)
    assert not is_mean(person("a"))


def pathway(name: str, place: str, part: str = "alle", family: str = "stoerrelse") -> Name:
    return family, name, place, part


def test_pathways_together_are_nearly_everybody() -> None:
    one, other = pathway("kommune:p", "herning"), pathway("kommune:q", "herning")
    made = builder({one: 3, other: 4, person("herning"): 9})
    made.pathways(REGIONS)
    total, missing = pathway("i_alt", "herning"), pathway("uden forløb kommune", "herning")
    assert made.relations == [{total: -1, one: 1, other: 1}, {person("herning"): -1, total: 1, missing: 1}]
    assert (made.values[total], made.values[missing]) == (7, 2)
    assert made.hidden == {total: False, missing: False}
    assert made.totals == {("kommune", "stoerrelse", "herning", "alle"): total}
    assert made.without_pathway("kommune", "herning") == missing


def test_the_total_of_pathways_that_a_table_shows_is_theirs_when_it_is_the_same() -> None:
    one, total = pathway("kommune:p", "herning"), pathway("i_alt", "herning")
    made = builder({one: 3, total: 3})
    made.pathways(REGIONS)
    assert made.relations == [{total: -1, one: 1}]
    assert made.hidden == {}
    made = builder({one: 3, total: 4})
    made.pathways(REGIONS)
    own = pathway("i_alt kommune", "herning")
    assert made.relations == [{own: -1, one: 1}]
    assert made.values[own] == 3


def test_more_with_a_pathway_than_there_are_binds_them_to_nobody() -> None:
    made = builder({pathway("kommune:p", "herning"): 9, person("herning"): 8})
    made.pathways(REGIONS)
    assert [list(relation) for relation in made.relations] == [
        [pathway("i_alt", "herning"), pathway("kommune:p", "herning")]
    ]


def test_what_is_counted_of_everybody_is_counted_of_pathways_too() -> None:
    part = ("egenskab:koen", "kommune:p", "herning", "kvinder")
    everybody = ("egenskab:koen", "", "herning", "kvinder")
    made = builder({part: 3, everybody: 3})
    made.pathways(REGIONS)
    missing = ("egenskab:koen", "uden forløb kommune", "herning", "kvinder")
    total = ("egenskab:koen", "i_alt", "herning", "kvinder")
    assert made.relations[1] == {everybody: -1, total: 1, missing: 1}
    assert made.values[missing] == 0


def test_the_pooled_pathways_of_all_are_the_separate_ones_of_every_municipality() -> None:
    pooled = {pathway("samlet:p", FOUR): 7, pathway("samlet:q", FOUR): 2}
    separate = {pathway("kommune:r", "herning"): 4, pathway("kommune:r", "viborg"): 5}
    made = builder(pooled | separate)
    made.pathways(REGIONS)
    totals: Relation = {made.totals["samlet", "stoerrelse", FOUR, "alle"]: -1}
    totals |= {made.totals["kommune", "stoerrelse", town, "alle"]: 1 for town in ("herning", "viborg")}
    assert made.relations[-1] == totals


def test_pooled_pathways_of_one_municipality_or_without_separate_ones_bind_nothing_more() -> None:
    made = builder({pathway("samlet:p", "herning"): 4, pathway("kommune:r", "viborg"): 4})
    made.pathways(REGIONS)
    assert len(made.relations) == 2
    made = builder({pathway("samlet:p", FOUR): 0})
    made.pathways(REGIONS)
    assert len(made.relations) == 1
