"""The cells of every table on persons that can be followed by hand (tests/lib/dbt_persons.py)."""

import pytest

from tests.dbt.conftest import Built

pytestmark = pytest.mark.xdist_group("dbt")


def test_every_model_test_and_unit_test_of_dbt_passes(built: Built) -> None:
    assert {name: status for name, status in built.statuses.items() if status not in {"success", "pass"}} == {}


def test_the_target_group_is_the_whole_country_with_exact_ages(built: Built) -> None:
    rows = built.query(
        "SELECT person_id, kommune, region, CAST(afgoerelsesdato AS VARCHAR), alder FROM forloeb.maalgruppe"
    )
    assert rows == [
        ("anna", "657", "1082", "2008-02-01", 40.0),
        ("bo", "101", "1084", "2008-02-15", None),
        ("carl", "000", None, "2008-02-01", 40.0),
        ("hans", "657", "1082", "2008-02-01", pytest.approx(62 + 184 / 366)),
    ]


def test_4_1_counts_persons_by_year_and_keeps_regions_without_any(built: Built) -> None:
    table = built.table("4.1")
    assert table["herning", "2008", "n"] == (2, 2, None)
    assert table["herning", "2008", "percent"] == (100, 2, 2)
    assert table["koebenhavn", "alle", "n"] == (1, 1, None)
    assert table["alle_regioner", "alle", "n"] == (3, 3, None), "abroad is in no row"
    assert table["region_sjaelland", "2008", "n"] == (0, 0, None)
    assert ("region_sjaelland", "2008", "percent") not in table, "no share of nobody"


def test_5_1_and_5_2_count_cases_and_not_persons(built: Built) -> None:
    assert built.table("5.1")["alle", "herning", "n"] == (4, 4, None)
    assert built.table("5.1")["paragraf_17_stk_1_2", "koebenhavn", "percent"] == (50, 1, 2)
    assert built.table("5.1")["ny_vurdering", "koebenhavn", "percent"] == (0, 0, 2)
    assert built.table("5.2")["herning", "tilkendelse", "n"] == (3, 3, None)
    assert built.table("5.2")["herning", "afslag", "percent"] == (25, 1, 4)
    assert built.table("5.2")["koebenhavn", "ikke_afgjort", "percent"] == (50, 1, 2)
    assert built.table("5.2")["herning", "alle", "percent"] == (100, 4, 4)


def test_5_3_and_5_4_take_the_first_diagnosis_and_the_ground_of_refusals(built: Built) -> None:
    assert built.table("5.3")["psykiske_lidelser", "herning", "percent"] == (50, 1, 2)
    assert built.table("5.3")["oevrige_diagnoser", "koebenhavn", "percent"] == (100, 1, 1)
    assert built.table("5.4")["arbejdsproevning", "herning", "percent"] == (100, 1, 1)
    assert built.table("5.4")["alle", "koebenhavn", "n"] == (0, 0, None)
    assert ("arbejdsproevning", "koebenhavn", "percent") not in built.table("5.4")


def test_6_1_counts_a_person_without_bef_in_n_only(built: Built) -> None:
    table = built.table("6.1")
    assert table["alle", "koebenhavn", "n"] == (1, 1, None)
    assert {key for key in table if key[1] == "koebenhavn"} == {("alle", "koebenhavn", "n")}
    assert table["kvinder", "alle_regioner", "percent"] == (50, 1, 2)
    assert table["partner", "herning", "percent"] == (50, 1, 2)
    assert table["indvandrere", "herning", "percent"] == (50, 1, 2)
    assert table["alder", "herning", "years"] == (pytest.approx((40 + 62 + 184 / 366) / 2), None, None)
    assert table["alle", "oevrig_befolkning", "n"] == (3, 3, None), "dora, finn, jens; not carl, who has a T"
    assert not [key for key in table if key[1] == "region_hovedstaden"], "only the study's region is printed"


def test_6_2_and_6_3_look_at_the_index_date_and_its_year(built: Built) -> None:
    assert built.table("6.2")["erhvervsfaglig", "herning", "percent"] == (50, 1, 2)
    assert built.table("6.2")["grundskole", "koebenhavn", "percent"] == (100, 1, 1)
    assert built.table("6.3")["bruttoindkomst", "herning", "kr"] == (150000.25, None, None)
    assert built.table("6.3")["ledighedsgrad", "herning", "percent"] == (5.5, None, None)
    assert ("bruttoindkomst", "koebenhavn", "kr") not in built.table("6.3")
    assert built.table("6.3")["alle", "koebenhavn", "n"] == (1, 1, None)


def test_6_4_shares_are_of_those_with_a_sequence_and_n_is_everybody(built: Built) -> None:
    table = built.table("6.4")
    assert table["uoplyst", "herning", "percent"] == (100, 1, 1)
    assert table["sygedagpenge", "herning", "percent"] == (0, 0, 1)
    assert table["alle", "herning", "percent"] == (100, 1, 1)
    assert table["alle", "herning", "n"] == (2, 2, None)
    assert table["alle", "alle_fire_kommuner", "n"] == (3, 3, None)
    assert ("alle", "koebenhavn", "percent") not in table
    printed = "dagpenge kontanthjaelp ledighedsydelse revalidering sygedagpenge loenmodtager uoplyst alle"
    assert {row for row, _, _ in table} == set(printed.split())


def test_6_5_figure_6_1_and_6_6_are_of_the_ages_of_the_study(built: Built) -> None:
    assert built.table("6.5")["alle", "herning", "n"] == (1, 1, None), "hans is 62"
    assert built.table("6.5")["antidepressiv", "herning", "percent"] == (100, 1, 1)
    assert built.table("6.5")["hjertemedicin", "herning", "percent"] == (0, 0, 1), "bought on the index date"
    assert built.table("6.5")["syrerelaterede_lidelser", "oevrige_borgere", "percent"] == (0, 0, 1), "brought back"
    assert built.table("6.5")["alle", "oevrige_borgere", "n"] == (1, 1, None), "dora; finn is 60, jens lives elsewhere"
    assert built.table("figur_6.1")["2", "herning", "percent"] == (100, 1, 1)
    assert built.table("figur_6.1")["0", "oevrige_borgere", "percent"] == (100, 1, 1)
    assert built.table("figur_6.1")["12", "herning", "percent"] == (0, 0, 1)
    assert built.table("6.6")["herning", "nytilkendte", "percent"] == (100, 1, 1)
    assert built.table("6.6")["herning", "oevrige_borgere", "percent"] == (0, 0, 1)
    assert built.table("6.6")["alle_fire_kommuner", "alle_borgere", "n"] == (2, 2, None)
    assert built.table("6.6")["koebenhavn", "nytilkendte", "n"] == (0, 0, None)


def test_6_7_is_of_those_with_a_measure_and_6_8_of_measures(built: Built) -> None:
    assert built.table("6.7")["foranstaltninger_1_5", "herning", "percent"] == (100, 2, 2)
    assert built.table("6.7")["alle", "alle_fire_kommuner", "n"] == (2, 2, None)
    assert built.table("6.7")["alle_individer", "alle_fire_kommuner", "n"] == (3, 3, None)
    assert built.table("6.8")["alle", "herning", "n"] == (3, 3, None)
    assert built.table("6.8")["vejledning", "herning", "percent"] == (pytest.approx(200 / 3), 2, 3)
    assert built.table("6.8")["alle", "koebenhavn", "n"] == (0, 0, None)


def test_7_1_to_7_7_show_the_separate_analyses_and_only_groups_that_exist(built: Built) -> None:
    assert built.table("7.1") == {("loenmodtager_syg", "herning", "mark"): (1, None, None)}
    assert built.table("7.2")["loenmodtager_syg", "herning", "percent"] == (100, 1, 1)
    assert built.table("7.2")["pendler", "alle_fire_kommuner", "n"] == (1, 1, None), "the pooled analysis"
    assert built.table("7.2_kommune")["loenmodtager_syg", "alle_fire_kommuner", "n"] == (1, 1, None)
    assert built.table("7.2")["alle", "koebenhavn", "n"] == (0, 0, None)
    assert built.table("7.2_samlet")["pendler", "herning", "percent"] == (100, 1, 1)
    assert built.table("7.2_samlet")["pendler", "koebenhavn", "n"] == (0, 0, None), "the group is there, nobody in it"
    assert ("pendler", "koebenhavn", "percent") not in built.table("7.2_samlet")
    assert built.table("7.2_kryds") == {("pendler", "herning:loenmodtager_syg", "n"): (1, 1, None)}
    assert built.table("7.6")["vejledning", "herning", "percent"] == (50, 1, 2)
    assert built.table("7.6")["fleksjob", "herning", "percent"] == (0, 0, 2)
    assert built.table("7.5") == {}, "pendler is a pathway of the pooled analysis only"


def test_the_appendices_have_the_published_keys(built: Built) -> None:
    first = built.table("bilag_1_herning")
    assert first["loenmodtager", "loenmodtager_syg", "mean"] == (12, None, None)
    assert first["selvforsoergelse", "loenmodtager_syg", "mean"] == (0, None, None)
    assert first["i_alt_kvartaler", "loenmodtager_syg", "mean"] == (20, None, None)
    assert first["antal_sekvenser", "loenmodtager_syg", "n"] == (1, 1, None)
    assert first["andel", "loenmodtager_syg", "percent"] == (100, 1, 1)
    second = built.table("bilag_2_herning")
    assert second["psykofarmaka", "alle", "percent"] == (100, 2, 2), "hans has no sequence, and no age limit"
    assert second["adhd_medicin", "loenmodtager_syg", "percent"] == (100, 1, 1)
    assert second["antal_personer", "alle", "n"] == (2, 2, None)


def test_figure_2_2_has_all_years_of_the_register_as_cases(built: Built) -> None:
    table = built.table("figur_2.2")
    assert table["herning", "2008", "n"] == (3, 3, None)
    assert table["herning", "1999", "n"] == (1, 1, None)
    assert table["aarhus", "2008", "n"] == (0, 0, None)
    assert {column for _, column, _ in table} == {"1999", "2008"}


def test_pathways_are_described_for_both_analyses_per_municipality_and_together(built: Built) -> None:
    rows = built.query(
        'SELECT "analyse", kommune, egenskab, kategori, vaerdi, antal, grundlag FROM marts.forloebstype_karakteristik'
    )
    cells = {row[:4]: row[4:] for row in rows}
    assert cells["samlet", "alle_fire_kommuner", "aldersgruppe", "alder_36_45"] == (100, 1, 1)
    assert cells["samlet", "herning", "civilstand", "gift"] == (100, 1, 1)
    assert cells["kommune", "herning", "uddannelse", "erhvervsfaglig"] == (100, 1, 1)
    assert cells["kommune", "herning", "foraelder_foertidspension", "ja"] == (100, 1, 1)
    assert cells["samlet", "herning", "skift", "alle"] == (2, None, None)
    assert cells["samlet", "herning", "startkvartal", "loenmodtager"] == (1, None, None)
    assert cells["samlet", "herning", "diagnosegruppe", "kraeft"] == (0, 0, 1)


def test_wide_tables_have_danish_labels_and_the_study_s_municipalities(built: Built) -> None:
    rows = built.query("SELECT * FROM marts.tabel_5_3")
    columns = [name for (name,) in built.query("SELECT column_name FROM (DESCRIBE marts.tabel_5_3)")]
    assert columns[:3] == ["Tilkendelsesdiagnose", "Herning", "København"]
    assert columns[-1] == "Alle"
    assert rows[0][:3] == ("Psykiske lidelser", 50.0, 0.0)
    assert rows[-1][:3] == ("Alle (N)", 2.0, 1.0)
