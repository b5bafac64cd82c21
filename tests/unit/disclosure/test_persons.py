"""What tables of the same persons say of each other: known answers for each relation."""

from collections.abc import Iterator

import duckdb
import pytest

from dagster_project.disclosure import persons
from dagster_project.disclosure.relations import Builder, Name, Relation

P = "kommune:p"
HERE = "herning"


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def known(builder: Builder) -> list[Relation]:
    """The relations, without the counts of what is more."""
    return [{n: sign for n, sign in relation.items() if n[0] != "mindst"} for relation in builder.relations]


def everybody(family: str, part: str = "alle") -> Name:
    return family, "", HERE, part


def of(family: str, part: str = "alle", led: str = P) -> Name:
    return family, led, HERE, part


def test_those_in_bef_are_among_everybody(con: duckdb.DuckDBPyConnection) -> None:
    builder = Builder({everybody("egenskab:koen"): 20, everybody("personer"): 21, of("egenskab:koen"): 3}, 5)
    persons.with_record(builder, con)
    assert known(builder) == [{everybody("personer"): 1, everybody("egenskab:koen"): -1}]
    builder = Builder({everybody("egenskab:koen", "kvinder"): 20, everybody("personer"): 21}, 5)
    persons.with_record(builder, con)
    assert known(builder) == []


def test_the_base_of_a_pathways_shares_is_its_size(con: duckdb.DuckDBPyConnection) -> None:
    values = {of("stoerrelse"): 7, of("egenskab:koen"): 7, of("egenskab:alder"): 6, everybody("egenskab:koen"): 7}
    values |= {of("egenskab:koen", "kvinder"): 7, ("scenarie", P, HERE, "alle"): 7}
    builder = Builder(values, 5)
    persons.whole_pathways(builder, con)
    assert known(builder) == [{of("egenskab:koen"): 1, of("stoerrelse"): -1}]


def test_quarters_in_all_are_means_times_persons(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""CREATE SCHEMA marts;
        CREATE TABLE marts.forloebstype_karakteristik AS SELECT * FROM (VALUES
            ('kommune', 'p', 'herning', 'kvartaler', 'x', 'mean', 1.3),
            ('kommune', 'p', 'herning', 'alder', 'y', 'mean', 40),
            ('kommune', 'p', 'herning', 'kvartaler', 'z', 'mean', NULL),
            ('kommune', 'p', 'herning', 'kvartaler', 'v', 'n', 3),
            ('kommune', 'p', 'viborg', 'kvartaler', 'x', 'mean', 2.0)
        ) v("analyse", forloebstype, kommune, egenskab, kategori, statistik, vaerdi);
        CREATE TABLE marts.rapporttabel AS SELECT * FROM (VALUES
            ('bilag_1_herning', 'w', 'p', 'mean', 0.1), ('bilag_1_herning', 'v', 'p', 'n', 1.0),
            ('7.2', 'u', 'p', 'mean', 1.0)
        ) v(tabel, raekke, kolonne, statistik, vaerdi)""")
    marks = {("gennemsnit:kvartaler", P, HERE, f"{state}:op"): 0 for state in "xyzwvu"}
    builder = Builder({of("stoerrelse"): 10} | marks, 5)
    persons.quarters_in_all(builder, con)
    assert {name[3]: builder.values[name] for name in builder.hidden} == {"x": 13, "w": 1}
    assert not any(builder.hidden.values())
    builder = Builder({of("stoerrelse"): 10}, 5)
    persons.quarters_in_all(builder, con)
    assert builder.hidden == {}, "no mean is shown"


def test_where_nobody_lacks_a_pathway_nobody_is_missing_in_any_count(con: duckdb.DuckDBPyConnection) -> None:
    missing, lacking = (of(family, led="uden forløb kommune") for family in ("egenskab:koen", "stoerrelse"))
    total = of("stoerrelse", led="i_alt")
    builder = Builder({missing: 2, lacking: 3, total: 30, everybody("tilstand"): 30}, 5)
    builder.totals = {
        ("kommune", "egenskab:koen", HERE, "alle"): total,
        ("kommune", "stoerrelse", HERE, "alle"): total,
        ("kommune", "foranstaltning", HERE, "alle"): total,
        ("kommune", "egenskab:alder", HERE, "alle"): total,
    }
    builder.values[of("foranstaltning", led="uden forløb kommune")] = 1
    persons.without_pathway(builder, con)
    assert known(builder) == [{lacking: 1, missing: -1}, {everybody("tilstand"): 1, total: -1}]


def states(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""CREATE SCHEMA kode; CREATE TABLE kode.tilstand AS SELECT * FROM (VALUES
        ('grov', 'x', 'x'), ('grov', 'y', 'uoplyst'), ('grov', 'z', 'uoplyst')) v(alfabet, tilstand, tabel_6_4)""")


def test_table_6_4_is_the_last_quarter_with_some_states_together(con: duckdb.DuckDBPyConnection) -> None:
    states(con)
    totals = {part: ("tilstand:10", "i_alt", HERE, part) for part in ("x", "y", "z")}
    values = dict(zip(totals.values(), (4, 1, 2), strict=True)) | {("tilstand:9", "i_alt", HERE, "x"): 4}
    values |= {everybody("tilstand", "x"): 6, everybody("tilstand", "uoplyst"): 4}
    lacking = of("stoerrelse", led="uden forløb kommune")
    builder = Builder(values | {lacking: 2, ("aktiv:11", P, HERE, "x"): 1}, 5)
    builder.totals = {("kommune", "tilstand:10", HERE, part): name for part, name in totals.items()}
    builder.totals[("kommune", "tilstand:9", HERE, "x")] = ("tilstand:9", "i_alt", HERE, "x")
    builder.totals[("kommune", "tilstand:10", HERE, "alle")] = of("stoerrelse")
    persons.last_quarter(builder, con)
    x, unknown = everybody("tilstand", "x"), everybody("tilstand", "uoplyst")
    assert known(builder) == [
        {x: 1, totals["x"]: -1},
        {totals["x"]: 1, lacking: 1, x: -1},
        {unknown: 1, totals["y"]: -1, totals["z"]: -1},
        {totals["y"]: 1, totals["z"]: 1, lacking: 1, unknown: -1},
    ]


def test_what_is_the_same_number_is_the_same_persons(con: duckdb.DuckDBPyConnection) -> None:
    states(con)
    total = ("tilstand:1", "i_alt", HERE, "x")
    builder = Builder({total: 4, everybody("tilstand", "x"): 4}, 5)
    builder.totals = {("kommune", "tilstand:1", HERE, "x"): total}
    persons.last_quarter(builder, con)
    assert builder.relations == [{everybody("tilstand", "x"): -1, total: 1}]


def test_without_distributions_there_is_no_last_quarter(con: duckdb.DuckDBPyConnection) -> None:
    builder = Builder({everybody("tilstand", "x"): 4}, 5)
    persons.last_quarter(builder, con)
    assert builder.relations == []


def test_table_6_2_has_the_longer_educations_together(con: duckdb.DuckDBPyConnection) -> None:
    con.execute("""CREATE SCHEMA kode; CREATE TABLE kode.uddannelsesniveau AS SELECT * FROM (VALUES
        ('grund', 'grund'), ('mellem', 'lange'), ('lang', 'lange'), ('lang', 'lange')) v(karakteristik, tabel_6_2)""")
    family = "egenskab:uddannelse"
    totals = {part: (family, "i_alt", HERE, part) for part in ("mellem", "lang")}
    builder = Builder(dict(zip(totals.values(), (4, 5), strict=True)) | {everybody(family, "lange"): 10}, 5)
    builder.totals = {("kommune", family, HERE, part): name for part, name in totals.items()}
    persons.levels_of_education(builder, con)
    assert known(builder) == [{everybody(family, "lange"): 1, totals["mellem"]: -1, totals["lang"]: -1}]


def test_a_mean_of_quarters_binds_the_quarters_unless_it_is_hidden(con: duckdb.DuckDBPyConnection) -> None:
    first, second = of("tilstand:1", "x"), of("tilstand:2", "x")
    other, third = of("tilstand:1", "y"), of("tilstand:2", "y")
    in_x, in_y, size = of("kvartaler", "x"), of("kvartaler", "y"), of("stoerrelse")
    marks = {of("gennemsnit:kvartaler", f"{state}:{end}"): 0 for state in "xy" for end in ("op", "ned")}
    values = {first: 3, second: 10, other: 27, third: 20, in_x: 13, in_y: 47, size: 30}
    values |= {
        everybody("tilstand", "x"): 9,
        ("tilstand:1", "i_alt", HERE, "x"): 9,
        ("kvartaler", "i_alt", HERE, "x"): 9,
    }
    builder = Builder(values | marks, 5)
    persons.mean_quarters(builder, con)
    least, most = ("tal", "11", "", ""), ("tal", "13", "", "")
    over, under = (of("gennemsnit:kvartaler", f"x:{end}") for end in ("op", "ned"))
    assert known(builder)[:3] == [
        {in_x: -1, first: 1, second: 1},
        {in_x: 1, under: 1, least: -1},
        {most: 1, over: 1, in_x: -1},
    ]
    assert known(builder)[-1] == {in_x: 1, in_y: 1, size: -2}
    assert len(builder.relations) == 7


def test_quarters_of_some_states_alone_are_no_whole_number_of_lives(con: duckdb.DuckDBPyConnection) -> None:
    marks = {of("gennemsnit:kvartaler", f"x:{end}"): 0 for end in ("op", "ned")}
    builder = Builder({of("kvartaler", "x"): 13, of("stoerrelse"): 30} | marks, 5)
    persons.mean_quarters(builder, con)
    assert len(builder.relations) == 2


@pytest.mark.parametrize(
    ("total", "people", "ends"),
    [
        (13, 30, (11, 13)),
        (0, 30, (0, 1)),
        (1, 20, (1, 3)),
        (2, 20, (1, 3)),
        (0, 20, (0, 1)),
        (25, 10, (25, 25)),
        (7, 1, (7, 7)),
    ],
)
def test_totals_that_are_printed_alike(total: int, people: int, ends: tuple[int, int]) -> None:
    assert persons._totals_of_mean(total, people) == ends


def test_kinds_by_person_and_persons_by_kind(con: duckdb.DuckDBPyConnection) -> None:
    numbers = {everybody("typer", number): count for number, count in (("0", 20), ("1", 8), ("2", 2), ("alle", 30))}
    adhd, pain, young = everybody("medicin:adhd", "ja"), everybody("medicin:smerte", "ja"), everybody("borger")
    others = {
        ("medicin:adhd", P, HERE, "ja"): 1,
        everybody("medicin:adhd", "nej"): 25,
        ("medicin:adhd", "", "viborg", "ja"): 1,
    }
    builder = Builder(numbers | {adhd: 5, pain: 7, young: 30} | others, 5)
    persons.kinds_of_medicine(builder, con)
    none = everybody("typer", "0")
    assert known(builder) == [
        {everybody("typer", "1"): 1, everybody("typer", "2"): 2, adhd: -1, pain: -1},
        {young: 1, adhd: -1, none: -1},
        {young: 1, pain: -1, none: -1},
    ]


def test_who_was_granted_has_a_case_in_the_period_and_in_the_year(con: duckdb.DuckDBPyConnection) -> None:
    granted, refused = everybody("afgoerelse", "tilkendelse"), everybody("afgoerelse", "afslag")
    year, cases = everybody("aar", "2007"), everybody("tilkendelser", "2007")
    values = {
        granted: 20,
        refused: 9,
        everybody("personer"): 19,
        year: 4,
        cases: 5,
        ("afgoerelse", "", "viborg", "afslag"): 1,
    }
    builder = Builder(values, 5)
    persons.cases_and_persons(builder, con)
    assert known(builder) == [{granted: 1, everybody("personer"): -1}, {cases: 1, year: -1}]


def test_an_age_group_has_no_more_than_everybody_and_lacks_no_more_than_the_others(
    con: duckdb.DuckDBPyConnection,
) -> None:
    young, all_of_them = everybody("medicin:adhd_medicin", "ja"), everybody("egenskab:adhd_medicin", "ja")
    people, within = everybody("personer"), everybody("borger")
    builder = Builder({young: 2, all_of_them: 5, people: 33, within: 30}, 5)
    persons.parts_of_the_group(builder, con)
    assert known(builder) == [{all_of_them: 1, young: -1}, {young: 1, people: 1, all_of_them: -1, within: -1}]


def test_one_kind_of_several_may_lack_as_many_as_it_will(con: duckdb.DuckDBPyConnection) -> None:
    kind, psyche = everybody("medicin:antidepressiv", "ja"), everybody("egenskab:psykofarmaka", "ja")
    builder = Builder({kind: 2, psyche: 5, everybody("personer"): 33, everybody("borger"): 30}, 5)
    persons.parts_of_the_group(builder, con)
    assert known(builder) == [{psyche: 1, kind: -1}]


def test_parents_are_told_of_pathways_alone(con: duckdb.DuckDBPyConnection) -> None:
    parents, total = everybody("foraelder:nytilkendte", "ja"), of("egenskab:foraelder_foertidspension", "ja", "i_alt")
    sizes, people, within = of("stoerrelse", led="i_alt"), everybody("personer"), everybody("borger")
    builder = Builder({parents: 4, total: 5, sizes: 31, people: 33, within: 30}, 5)
    builder.totals = {("kommune", "egenskab:foraelder_foertidspension", HERE, "ja"): total}
    builder.totals[("kommune", "stoerrelse", HERE, "alle")] = sizes
    persons.parts_of_the_group(builder, con)
    assert known(builder) == [
        {total: 1, people: 1, parents: -1, sizes: -1},
        {parents: 1, people: 1, total: -1, within: -1},
    ]
