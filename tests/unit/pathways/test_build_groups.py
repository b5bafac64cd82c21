"""Groups, their names and their quality as written to the warehouse."""

from datetime import date

from dagster_project.pathways.build_groups import build_groups
from dagster_project.pathways.build_quarters import build_quarters
from dagster_project.pathways.build_uncertainty import build_uncertainty
from tests.unit.pathways.warehouse_of import FLEX, SICK, WORK, person, study, two_worlds, warehouse, weeks_of

World = dict[str, tuple[str, list[tuple[date, str | None]] | None]]


def test_both_analyses_number_and_name_their_groups() -> None:
    con = warehouse(two_worlds())
    build_quarters(con, study(antal_grupper={"samlet": 2, "657": 2, "661": 2}))
    build_groups(con, study(antal_grupper={"samlet": 2, "657": 2, "661": 2}))
    found = con.sql(
        'SELECT "analyse", forloebstype, count(*), count(DISTINCT kommune) '
        "FROM forloeb.gruppe GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert found == [
        ("kommune", "langvarig_kontanthjaelp", 12, 2),
        ("kommune", "loenmodtager_syg", 12, 2),
        ("samlet", "langvarig_kontanthjaelp", 12, 2),
        ("samlet", "loenmodtager_syg", 12, 2),
    ]


def test_group_numbers_follow_size_and_then_the_smallest_person() -> None:
    con = warehouse(two_worlds())
    build_quarters(con, study())
    build_groups(con, study(antal_grupper={"samlet": 2}))
    first = con.sql(
        "SELECT klynge FROM forloeb.gruppe WHERE \"analyse\" = 'samlet' ORDER BY person_id LIMIT 1"
    ).fetchone()
    assert first == (1,)


def test_quality_and_stability_are_kept_for_every_analysis_and_k() -> None:
    con = warehouse(two_worlds())
    build_quarters(con, study())
    build_groups(con, study())
    quality = con.sql(
        'SELECT "analyse", kommune, count(*), count(*) FILTER (valgt), min(k) FROM marts.klyngekvalitet '
        "GROUP BY ALL ORDER BY ALL"
    )
    # Five lengths of sickness, two kinds: ten different sequences at the most, k up to their number; and what is shown.
    assert quality.fetchall() == [
        ("kommune", "657", 10, 1, 2),
        ("kommune", "661", 10, 1, 2),
        ("samlet", "alle", 10, 1, 2),
    ]
    stable = con.sql(
        "SELECT count(*), min(gentagelser), min(ari_mindst) >= -1, max(ari_middel) <= 1 FROM marts.klyngestabilitet"
    )
    assert stable.fetchone() == (27, 20, True, True)


def test_groups_do_not_depend_on_the_order_of_the_rows() -> None:
    people = two_worlds()
    outcomes = []
    for order in (list(people), list(people)[::-1]):
        con = warehouse({key: people[key] for key in order})
        build_quarters(con, study())
        build_groups(con, study())
        outcomes.append(
            [
                con.sql(f"FROM {table}").fetchall()
                for table in ("forloeb.kvartal", "forloeb.gruppe", "marts.klyngekvalitet", "marts.klyngestabilitet")
            ]
        )
    assert outcomes[0] == outcomes[1]


def test_a_municipality_of_one_sequence_is_one_group_and_one_without_persons_has_no_analysis() -> None:
    con = warehouse({person(1): ("657", list(weeks_of([FLEX] * 20)))})
    build_quarters(con, study())
    build_groups(con, study())
    assert con.sql('SELECT "analyse", klynge, forloebstype FROM forloeb.gruppe ORDER BY "analyse"').fetchall() == [
        ("kommune", 1, "fleksjobvisiteret"),
        ("samlet", 1, "fleksjobvisiteret"),
    ]


def test_a_wish_for_more_groups_than_there_are_different_sequences_makes_as_many_as_there_are() -> None:
    alike: World = {person(at): ("657", [*weeks_of([SICK] * at + [WORK] * (20 - at))]) for at in (3, 9)}
    con, wish = warehouse(alike), study(antal_grupper={"samlet": 6, "657": 6})
    for build in (build_quarters, build_groups, build_uncertainty):
        build(con, wish)
    assert con.sql('SELECT "analyse", k FROM marts.klyngekvalitet WHERE valgt ORDER BY ALL').fetchall() == [
        ("kommune", 2),
        ("samlet", 2),
    ]


def test_more_groups_than_the_table_judges_are_held_against_other_methods_too() -> None:
    many: World = {person(at): ("657", [*weeks_of([SICK] * (at + 1) + [WORK] * (19 - at))]) for at in range(12)}
    con, wish = warehouse(many), study(antal_grupper={"samlet": 11})
    for build in (build_quarters, build_groups, build_uncertainty):
        build(con, wish)
    pooled = "SELECT DISTINCT k FROM marts.metodefoelsomhed WHERE \"analyse\" = 'samlet'"
    assert con.sql(pooled).fetchall() == [(11,)]
