"""The pages of any study: one municipality, two, thirty; tables that the run has not, or has without a row."""

import re
from pathlib import Path

import pytest

from dagster_project.report import write_report
from dagster_project.report.pages.declared import PAGES
from tests.unit.report.small_report import write_small_report

SOME = ("657", "661", "740", "791", "751", "730", "746", "615", "707", "727", "741", "760", "779")
TIMING = ("timing_scenarie", "timing_kvartal", "timing_foranstaltning", "timing_foelsomhed")
GROUPS = ("tilstandsfordeling", "forloebstype_karakteristik", "klyngeusikkerhed", "metodefoelsomhed", "navnefoelsomhed")


def pages_of(home: Path, municipalities: tuple[str, ...], names: str, **how: object) -> dict[str, str]:
    """The pages of ``names``: drawing all of them for every case would take longer than it tells."""
    chosen = [page for page in PAGES if page.file.removesuffix(".html") in names.split()]
    settings = write_small_report(home, municipalities, **how)  # type: ignore[arg-type]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dagster_project.report.write.PAGES", chosen)
        patch.setattr("dagster_project.report.write.write_table_files", lambda _: None)
        patch.setattr("dagster_project.report.write.write_runtime", lambda _: None)
        write_report(settings)
    found = {page.file: (settings.report_dir / page.file).read_text(encoding="utf-8") for page in chosen}
    for name, text in found.items():
        assert "fire kommuner" not in text.lower(), name
        assert "None" not in text, name
        assert not re.search(r"\bnan\b", text), name
    return found


def test_many_municipalities_have_a_table_each_and_no_picture_each(tmp_path: Path) -> None:
    page = pages_of(tmp_path, SOME, "kommune")["kommune.html"]
    assert page.count('<section id="kommune-') == len(SOME)
    assert page.count('class="figur"') == 1, "the development alone"


def test_one_municipality_is_held_up_against_the_rest_of_the_country(tmp_path: Path) -> None:
    found = pages_of(tmp_path, ("751",), "index kommune veje timing")
    assert "Hvor langt er kommunen fra resten af landet?" in found["kommune.html"]
    assert "Aarhus er ikke til at skelne fra landet" in found["kommune.html"]
    assert 'id="vaelg"' not in found["index.html"], "there is nothing to choose"


@pytest.mark.parametrize(
    "without", [TIMING, GROUPS, ("rapporttabel",), ("figur_2_2",), (*TIMING, *GROUPS, "rapporttabel", "figur_2_2")]
)
def test_a_table_that_the_run_has_not_takes_its_own_part_away_alone(tmp_path: Path, without: tuple[str, ...]) -> None:
    found = pages_of(tmp_path, ("657", "661"), "index kommune veje timing", without=without)
    assert ("Studiet har ingen timing" in found["timing.html"]) is ("timing_scenarie" in without)
    assert ('id="figur-fordeling_samlet"' in found["veje.html"]) is ("tilstandsfordeling" not in without)
    assert ('id="figur-stoerrelse"' in found["index.html"]) is ("rapporttabel" not in without)
    assert ('id="figur-udvikling"' in found["kommune.html"]) is ("figur_2_2" not in without)


def test_a_study_without_a_single_grant_has_pages_that_say_so(tmp_path: Path) -> None:
    found = pages_of(tmp_path, ("657", "661"), " ".join(page.file.removesuffix(".html") for page in PAGES), empty=True)
    assert "Studiet har ingen timing" in found["index.html"]
    assert "kan ikke holdes op mod andre" in found["kommune.html"]
    assert 'class="figur"' not in found["index.html"]


def test_a_generation_whose_manifest_is_gone_has_its_pages(tmp_path: Path) -> None:
    settings = write_small_report(tmp_path)
    for manifest in settings.generations_dir.glob("*/manifest.json"):
        manifest.unlink()
    write_report(settings)
    text = (settings.report_dir / "index.html").read_text(encoding="utf-8")
    assert "SYNTETISK" not in text
    assert "20261123T190000Z" in text


def test_a_generation_of_before_a_column_was_there_has_its_pages_without_what_needs_it(tmp_path: Path) -> None:
    import duckdb  # noqa: PLC0415

    settings = write_small_report(tmp_path)
    with duckdb.connect(str(settings.published_file)) as con:
        con.execute("ALTER TABLE frigivelse.timing_scenarie DROP COLUMN inddeling")
    write_report(settings)
    text = (settings.report_dir / "timing.html").read_text(encoding="utf-8")
    assert 'id="figur-steder"' not in text
    assert 'id="figur-foelsomhed"' in text
