"""The recount of the gates agrees with a count person by person, on random countries."""

import statistics

import polars as pl
import pytest

from dagster_project.gates.genoptaelling import recount_chapters_4_to_6
from tests.oracle.tables import brute_force as brute
from tests.oracle.tables.random_country import Country, random_country, warehouse_of

SEEDS = [1, 2, 3]
Recounted = tuple[Country, pl.DataFrame]


@pytest.fixture(scope="module", params=SEEDS, ids=lambda seed: f"seed {seed}")
def recounted(request: pytest.FixtureRequest) -> Recounted:
    country = random_country(request.param)
    with warehouse_of(country) as con:
        cells, _ = recount_chapters_4_to_6(con)
    return country, cells


def counts(cells: pl.DataFrame, tabel: str, statistic: str) -> brute.Counts:
    """Numerators above zero by row and column."""
    chosen = cells.filter(pl.col("tabel") == tabel, pl.col("statistik") == statistic, pl.col("antal") > 0)
    return {(row, column): number for row, column, number in chosen.select("raekke", "kolonne", "antal").iter_rows()}


def bases(cells: pl.DataFrame, tabel: str) -> dict[str, int]:
    chosen = cells.filter(pl.col("tabel") == tabel, pl.col("statistik") == "percent", pl.col("kraevet"))
    return dict(chosen.select("kolonne", "grundlag").iter_rows())


def in_table(kommune: str, *, four: bool) -> list[str]:
    columns = brute.columns_of(kommune)
    if four:
        return [column for column in columns if column in {*brute.NAMES.values(), brute.FOUR}]
    return [column for column in columns if column != brute.FOUR]


def test_grants_are_counted_once_a_person_by_year(recounted: Recounted) -> None:
    country, cells = recounted
    cohort = brute.granted(country).values()
    expected = brute.tally(
        [(column, year) for case in cohort for column in in_table(case["bopkom"], four=False)
         for year in (str(case["day"].year), "alle")]
    )  # fmt: skip
    assert counts(cells, "4.1", "n") == expected
    assert counts(cells, "4.1", "percent") == expected


def test_applications_are_counted_by_decision(recounted: Recounted) -> None:
    country, cells = recounted
    words = {"T": "tilkendelse", "A": "afslag", "I": "ikke_afgjort"}
    expected = brute.tally(
        [(column, word) for case in brute.applications(country) for column in in_table(case["bopkom"], four=False)
         for word in (words[case["afgoerelse"]], "alle")]
    )  # fmt: skip
    assert counts(cells, "5.2", "n") == expected


def test_diagnoses_are_grouped_with_and_without_the_danish_letter(recounted: Recounted) -> None:
    country, cells = recounted
    groups = {"DF320": "psykiske_lidelser", "F20.1": "psykiske_lidelser", "m54": "bevaegeapparat",
              "DI219": "hjertekarsygdomme"}  # fmt: skip
    expected = brute.tally(
        [(groups[case["diag1"]], column) for case in brute.granted(country).values() if case["diag1"] in groups
         for column in in_table(case["bopkom"], four=False)]
    )  # fmt: skip
    found = {key: n for key, n in counts(cells, "5.3", "percent").items() if key[0] in groups.values()}
    assert found == expected


def test_ages_are_exact_and_from_the_persons_own_snapshot(recounted: Recounted) -> None:
    country, cells = recounted
    ages: dict[str, list[float]] = {}
    for person, case in brute.granted(country).items():
        row = brute.snapshot(country, person, case["day"])
        for column in in_table(case["bopkom"], four=False) if row else []:
            ages.setdefault(column, []).append(brute.age(row["foed_dag"], case["day"])[1])  # type: ignore[index]
    chosen = cells.filter(
        pl.col("tabel") == "6.1", pl.col("raekke") == "alder", pl.col("kolonne") != "oevrig_befolkning"
    )
    found = dict(chosen.select("kolonne", "vaerdi").iter_rows())
    assert found == pytest.approx({column: statistics.fmean(ages[column]) for column in found})
    assert set(found) == set(ages) & {*brute.NAMES.values(), "region_midt", brute.COUNTRY}


def test_comparison_groups_are_of_one_snapshot_and_without_a_grant(recounted: Recounted) -> None:
    country, cells = recounted
    expected = sum(15 <= brute.age(row["foed_dag"], brute.REFERENCE)[0] <= 64 for row in brute.others(country))
    assert counts(cells, "6.1", "n").get(("alle", "oevrig_befolkning"), 0) == expected


def test_the_last_quarter_has_the_commonest_and_of_ties_the_latest_state(recounted: Recounted) -> None:
    country, cells = recounted
    expected = brute.tally(
        [(state, column) for person, case in brute.granted(country).items()
         if (state := brute.quarter_state(country, person, case["day"], 20))
         for column in in_table(case["bopkom"], four=True)]
    )  # fmt: skip
    found = {key: n for key, n in counts(cells, "6.4", "percent").items() if key[0] != "alle"}
    assert found == expected


def test_medicine_is_net_of_returns_in_the_days_before(recounted: Recounted) -> None:
    country, cells = recounted
    kinds = {
        "antidepressiv": ("N06A",),
        "antipsykotisk": ("N05A",),
        "gigtmedicin": ("M01",),
        "adhd_medicin": ("N06BA",),
    }
    persons = [
        (person, case["day"], in_table(case["bopkom"], four=True), brute.snapshot(country, person, case["day"]))
        for person, case in brute.granted(country).items()
    ]
    persons += [
        (row["person_id"], brute.REFERENCE, ["oevrige_borgere"], row)
        for row in brute.others(country) if row["kom"] in brute.NAMES
    ]  # fmt: skip
    of_age = [p for p in persons if p[3] and 19 <= brute.age(p[3]["foed_dag"], p[1])[0] <= 59]
    expected = brute.tally(
        [(kind, column) for person, day, columns, _ in of_age for kind, prefixes in kinds.items()
         if brute.uses(country, person, day, prefixes) for column in columns]
    )  # fmt: skip
    found = {key: n for key, n in counts(cells, "6.5", "percent").items() if key[0] in kinds}
    assert found == expected
    assert bases(cells, "6.5") == brute.tally_of([column for p in of_age for column in p[2]])


def test_parents_pensions_overlap_the_period(recounted: Recounted) -> None:
    country, cells = recounted
    expected = brute.tally(
        [(column, "nytilkendte") for person, case in brute.granted(country).items()
         if (row := brute.snapshot(country, person, case["day"]))
         and 19 <= brute.age(row["foed_dag"], case["day"])[0] <= 59 and brute.has_pensioned_parent(country, row)
         for column in in_table(case["bopkom"], four=True)]
    )  # fmt: skip
    found = {key: n for key, n in counts(cells, "6.6", "percent").items() if key[1] == "nytilkendte"}
    assert found == expected


def test_records_are_merged_to_measures_before_they_are_counted(recounted: Recounted) -> None:
    country, cells = recounted
    expected = brute.tally(
        [(kind, column) for person, case in brute.granted(country).items()
         for kind in brute.measures(country, person, case["day"]) for column in in_table(case["bopkom"], four=True)]
    )  # fmt: skip
    assert counts(cells, "6.8", "percent") == expected


def test_persons_are_placed_by_their_number_of_measures(recounted: Recounted) -> None:
    country, cells = recounted
    bands = [("foranstaltninger_1_5", 1, 5), ("foranstaltninger_6_10", 6, 10), ("foranstaltninger_11_15", 11, 15)]
    numbers = [
        (len(brute.measures(country, person, case["day"])), column)
        for person, case in brute.granted(country).items() for column in in_table(case["bopkom"], four=True)
    ]  # fmt: skip
    expected = brute.tally([(name, column) for n, column in numbers for name, low, high in bands if low <= n <= high])
    assert counts(cells, "6.7", "percent") == expected
    whole = {key[1]: n for key, n in counts(cells, "6.7", "n").items() if key[0] == "alle_individer"}
    assert whole == brute.tally_of([column for _, column in numbers])
