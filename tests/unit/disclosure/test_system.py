"""From rows to one system: one name for the same count, what is hidden, what is known, which base is whose."""

import numpy as np
import polars as pl

from dagster_project.disclosure import system as module
from dagster_project.disclosure.relations import Builder, Name
from tests.unit.disclosure.systems import part, system


def rows(*names: tuple[Name, int]) -> pl.DataFrame:
    return pl.DataFrame(
        [("rapporttabel", i, "antal", value, *name) for i, (name, value) in enumerate(names)],
        schema={"kilde": pl.String, "nr": pl.Int64, "rolle": pl.String, "vaerdi": pl.Int64,
                "familie": pl.String, "led": pl.String, "sted": pl.String, "del": pl.String},
        orient="row",
    )  # fmt: skip


def names_of(*names: tuple[Name, int]) -> list[Name]:
    return module._with_one_name(rows(*names))["celle"].to_list()


def test_the_same_count_has_one_name_where_it_is_the_same() -> None:
    persons, diagnoses = part("alle", family="personer"), part("alle", family="egenskab:diagnosegruppe")
    assert names_of((persons, 9), (diagnoses, 9)) == [persons, persons]
    assert names_of((persons, 9), (diagnoses, 8)) == [persons, diagnoses]
    assert names_of((diagnoses, 9)) == [persons], "whether a table has it or not"
    assert names_of((part("kraeft", family="egenskab:diagnosegruppe"), 9)) != [persons]


def test_of_pathways_nothing_is_the_same_as_of_everybody() -> None:
    of_pathway = ("egenskab:diagnosegruppe", "kommune:p", "herning", "alle")
    assert names_of((of_pathway, 9)) == [of_pathway]


def test_counts_that_are_not_the_same_keep_their_names_whatever_their_order() -> None:
    persons, diagnoses = part("alle", family="personer"), part("alle", family="egenskab:diagnosegruppe")
    assert names_of((diagnoses, 8), (persons, 9), (diagnoses, 8)) == [diagnoses, persons, diagnoses]


def test_the_builder_as_matrix() -> None:
    yes, no, base, size = part("ja"), part("nej"), part("alle"), ("stoerrelse", "kommune:p", "herning", "alle")
    measure = ("scenariets_foranstaltning", "sen", "", "x")
    builder = Builder({yes: 3, base: 7, size: 2, measure: 0}, 5)
    builder._hide(no, 4, sensitive=True)
    builder.hide(part("rest"), 1)
    builder.add({base: -1, yes: 1, no: 1})
    builder.values[("stoerrelse", "kommune:q", "herning", "alle")] = 2
    shown = rows((yes, 3), (base, 7), (size, 2), (measure, 0)).with_columns(
        celle=pl.Series([yes, base, size, measure], dtype=pl.Object)
    )
    found = module._assemble(builder, shown)
    assert found.names == sorted(builder.values)
    assert np.array_equal(found.matrix @ found.values, [0])
    at = {name: found.names.index(name) for name in found.names}
    assert found.matrix.toarray()[0, [at[base], at[yes], at[no], at[size]]].tolist() == [-1, 1, 1, 0]
    assert {found.names[i] for i in np.flatnonzero(found.hidden)} == {no, part("rest")}
    assert {found.names[i] for i in np.flatnonzero(found.sensitive_hidden)} == {no}
    assert {found.names[i] for i in np.flatnonzero(found.tabulated)} == {yes, base, size, measure}
    assert {name: found.least[i] for name, i in at.items() if found.least[i]} == {size: 1}
    assert found.shown["celle"].to_list() == [at[yes], at[base], at[size], at[measure]]


def test_families_kin_and_how_many_things_one_person_may_be() -> None:
    measures, mean = part("x", family="foranstaltning"), ("gennemsnit:kvartaler", "kommune:p", "herning", "x:op")
    first, second = part("x", family="tilstand:1"), part("x", family="tilstand:2")
    some = system({measures: 3, mean: 0, first: 3, second: 3, part("y", family="tilstand:1"): 2}, [])
    assert some.each.tolist() == [30, 60, 1, 1, 1]
    assert some.families.tolist() == [0, 1, 2, 3, 2]
    assert len(set(some.kin[[1, 2, 3, 4]])) == 1
    assert some.kin[0] != some.kin[1]


def test_a_row_says_nothing_without_its_base_unless_it_is_nobody() -> None:
    x, y, base, other = part("x"), part("y"), part("alle"), part("z")
    table = [(0, "t", "antal", x), (0, "t", "grundlag", base), (1, "t", "antal", y), (1, "t", "grundlag", base),
             (2, "t", "antal", other)]  # fmt: skip
    some = system({x: 3, y: 0, base: 3, other: 4}, [], rows=table)
    assert some.with_base.tolist() == [[0, 2]]


def test_a_mean_says_nothing_without_the_persons_behind_it() -> None:
    mean, size = (
        ("gennemsnit:kvartaler", "kommune:p", "herning", "x:op"),
        ("stoerrelse", "kommune:p", "herning", "alle"),
    )
    assert system({mean: 0, size: 9}, []).with_base.tolist() == [[0, 1]]
    assert system({mean: 0}, []).with_base.tolist() == []
    assert system({mean: 0, size: 9}, [], rows=[]).with_base.shape == (1, 2)
