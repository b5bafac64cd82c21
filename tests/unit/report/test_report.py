"""The page is one offline file of Danish numbers, and tells where they differ from the printed ones."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from dagster_project.errors import VejeError
from dagster_project.publication.content import Content
from dagster_project.publication.generations import publish
from dagster_project.reconciliation.reconcile import reconcile
from dagster_project.report import write_report
from dagster_project.report.files import tables_with_files, write_table_files
from dagster_project.report.numbers import cell_text, danish
from dagster_project.report.pages.declared import PAGES
from dagster_project.report.source import Edition
from dagster_project.settings import Settings
from dagster_project.warehouse import open_warehouse
from tests.lib.labels import write_labels
from tests.lib.printed_report import printed_warehouse, with_code_lists
from tests.unit.publication.small_warehouse import run_at, small_settings, small_study

QUALITY = """
CREATE TABLE kvalitet.gate AS SELECT 'raa' AS trin, 'koder_kendte' AS navn, 'dream' AS emne, 'conformance' AS kahn,
    'stop' AS alvor, 1.0::DOUBLE AS graense, 0.9995::DOUBLE AS maalt, 'stoppet' AS udfald, '12 ukendte koder' AS fundet,
    'højst 0' AS forventet, 'tilføj <koderne>' AS handling;
INSERT INTO kvalitet.gate VALUES ('forloeb', 'klynge_stabilitet', '', 'plausibility', 'advarsel', 0.85, 0.81,
    'advarsel', '0,81', 'mindst 0,85', 'nævn det');
INSERT INTO kvalitet.gate VALUES ('staging_studie', 'periode_daekket', 'lmdb', 'completeness', 'stop', 400, 0,
    'bestaaet', '0 af 1004: dækker 2006-07-01 til 2009-03-31, studiet kræver 2006-07-01 til 2009-03-31',
    'højst 400 (grænsen er ændret for studiet akf_2012: kort register)', 'bed om den');
CREATE TABLE kvalitet.raekkeregnskab AS SELECT 'bef' AS register, 12017 AS raekker_i_fil, 11990 AS accepteret,
    4 AS dubletter, 0 AS erstattet, 6 AS karantaene;
CREATE TABLE kvalitet.kilde AS SELECT 'ind' AS register, DATE '2010-06-30' AS leverance, 'ind2007.csv' AS fil,
    unnest(['PNR', 'BRUTTO', 'AAR']) AS kolonne, unnest(['PNR', 'PERINDKIALT_13', 'fra_navn aar']) AS kilde;
CREATE TABLE kvalitet.karantaene AS SELECT 'bef' AS register, 'pnr_format' AS regel FROM range(6);
CREATE TABLE kvalitet.leverance AS SELECT 'bef' AS register, DATE '2010-06-30' AS leverance, 'godtaget' AS status,
    '' AS grund;
CREATE TABLE marts.klyngestabilitet AS SELECT * FROM (VALUES ('samlet', 'alle', 6, 0.81), ('kommune', '657', 4, 0.87))
    v("analyse", kommune, k, ari_middel);
CREATE SCHEMA IF NOT EXISTS frigivelse;
CREATE TABLE frigivelse.rapporttabel AS SELECT * REPLACE (CASE WHEN antal BETWEEN 1 AND 4 THEN NULL ELSE vaerdi END
        AS vaerdi, CASE WHEN antal BETWEEN 1 AND 4 THEN NULL ELSE antal END AS antal),
    CASE WHEN antal BETWEEN 1 AND 4 THEN 'diskretion' ELSE 'vist' END AS status FROM marts.rapporttabel;
CREATE TABLE frigivelse.tabel_5_3 AS SELECT 'Kræft' AS "Tilkendelsesdiagnose", NULL::DOUBLE AS "Herning",
    12.5::DOUBLE AS "Viborg", 'diskretion' AS status;
CREATE TABLE frigivelse.afstemning AS SELECT a.* REPLACE (
    CASE WHEN r.status = 'diskretion' THEN r.status ELSE a.status END AS status)
    FROM marts.afstemning a LEFT JOIN frigivelse.rapporttabel r USING (tabel, raekke, kolonne, statistik);
CREATE TABLE marts.klyngekvalitet AS SELECT * FROM (VALUES
    ('samlet', 'alle', 6, true, 'ward', false, true, 0.41, 0.05), ('samlet', 'alle', 5, false, 'navngivet', false, true,
     0.48, 0.035), ('kommune', '657', 4, true, 'ward', false, true, 0.56, 0.016),
    ('kommune', '657', 5, false, 'ward', true, false, 0.58, 0.004),
    ('kommune', '661', 2, false, 'ward', false, false, 0.3, 0.2))
    v("analyse", kommune, k, valgt, metode, bedre_end_valgt, uden_smaa_grupper, asw, hc);
CREATE TABLE marts.klyngeusikkerhed AS SELECT * FROM (VALUES ('kommune', '657', 'pendler', 0.91, '4: 68, 5: 32'),
    ('kommune', '657', 'loenmodtager_syg', 0.99, '4: 68, 5: 32'))
    v("analyse", kommune, forloebstype, jaccard_middel, k_fordeling);
CREATE TABLE frigivelse.klyngekvalitet AS FROM marts.klyngekvalitet;
CREATE TABLE frigivelse.klyngeusikkerhed AS FROM marts.klyngeusikkerhed;
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    settings = small_settings(tmp_path_factory.mktemp("rapport"))
    with open_warehouse(settings) as warehouse:
        copy_printed_report(settings, warehouse)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dagster_project.publication.generations.audit", lambda _: Content({}, {}))
        publish(settings, small_study(), run_at(0))
    return write_report(settings).parent


@pytest.fixture(scope="module")
def pages(folder: Path) -> dict[str, str]:
    return {file.stem: file.read_text(encoding="utf-8") for file in folder.glob("*.html")}


def copy_printed_report(settings: Settings, warehouse: object) -> None:
    import duckdb  # noqa: PLC0415

    assert isinstance(warehouse, duckdb.DuckDBPyConnection)
    file = settings.home / "trykt.duckdb"
    with with_code_lists(printed_warehouse()) as con:
        con.execute("UPDATE marts.rapporttabel SET vaerdi = 50.15 WHERE tabel = '6.1' AND raekke = 'alder'")
        reconcile(con, small_study())
        write_labels(con)
        con.execute(f"ATTACH '{file}' AS ud")
        con.execute("COPY FROM DATABASE memory TO ud")
        con.execute("DETACH ud")
    warehouse.execute(f"ATTACH '{file}' AS ind (READ_ONLY)")
    for table in (
        "marts.rapporttabel",
        "marts.afstemning",
        *(f"kode.{n}" for n in ("kommune", "etiket", "tabel")),
    ):
        warehouse.execute(f"CREATE TABLE {table} AS SELECT * FROM ind.{table}")
    warehouse.execute("DETACH ind")
    warehouse.execute(QUALITY)


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_table_says_which_period_its_registers_cover_and_that_a_limit_is_the_studys_own(
    pages: dict[str, str],
) -> None:
    page = pages["intern_tabeller"]
    under = page[page.index('id="tabel-6.5"') :]
    line = under.split('<p class="kilde">')[1].split("</p>")[0]
    assert "LMDB: dækker 2006-07-01 til 2009-03-31" in line
    assert "ændret for studiet akf_2012: kort register" in line
    above = page[page.index('id="tabel-6.4"') :]
    assert "LMDB" not in above.split('<p class="kilde">')[1].split("</p>")[0]


def test_numbers_have_decimal_comma_and_thousands_point(pages: dict[str, str]) -> None:
    page = pages["intern_tabeller"]
    assert (danish(27893), danish(33.85, 1), danish(None), cell_text(1, "mark")) == ("27.893", "33,9", "–", "×")
    assert "27.893" in page
    assert "57,1" in page


def test_what_may_leave_prints_a_colon_for_what_is_suppressed(pages: dict[str, str]) -> None:
    assert pages["tabeller"].count("<td>:</td>") > 50
    assert "<td>:</td>" not in pages["intern_tabeller"]


def test_checks_that_did_not_pass_come_first_and_open_with_what_to_do(pages: dict[str, str]) -> None:
    folded = pages["kvalitet"].split('<section id="gates">')[1].split("<details")[1:]
    assert ["open>" in one[:10] for one in folded] == [True, True, False]
    first = text_of(folded[0])
    assert "1 stoppede kørslen" in first
    assert "koder_kendte (dream)" in first
    assert "12 ukendte koder tilføj &lt;koderne&gt;" in first
    assert "advarer" in text_of(folded[1])
    assert "bestået" in text_of(folded[2])


def test_who_may_read_anything_reads_the_checks_in_words_alone(pages: dict[str, str]) -> None:
    told = text_of(pages["tal"].split('<section id="kontroller">')[1].split("</section>")[0])
    assert "1 stoppede kørslen 1 advarer 1 bestået" in told
    assert "koder_kendte (dream) stoppede kørslen tilføj &lt;koderne&gt;" in told
    assert "12 ukendte koder" not in told


def test_tables_are_called_what_a_reader_calls_them(pages: dict[str, str]) -> None:
    page = pages["intern_tabeller"]
    assert "Bilag 1, Herning" in page
    assert "bilag_1_herning<" not in page


def test_a_cell_that_differs_shows_the_printed_number_beside_it(pages: dict[str, str]) -> None:
    page = pages["intern_tabeller"]
    assert re.search(r'class="afviger">50,2<small>trykt 42,8</small>', page)
    assert "7 afviger" in text_of(page)


def test_the_pages_first_figures_say_how_many_cells_are_equal(pages: dict[str, str]) -> None:
    told = text_of(pages["tal"])
    assert re.search(r"\b1\.\d{3} celler er ens", told)
    assert "7 afviger" in told
    assert re.search(r"\d+ er skjult", told), "a suppressed figure that is told to be equal is no longer suppressed"


def test_a_table_has_the_rows_and_columns_that_are_printed(pages: dict[str, str]) -> None:
    page = pages["intern_tabeller"].split('id="tabel-7.2"')[1].split("</article>")[0]
    assert re.findall(r'<th scope="col">([^<]+)</th>', page)[-2:] == ["Viborg", "Alle fire kommuner (N)"]
    rows = re.findall(r'<th scope="row">([^<]+)</th>', page)
    assert (len(rows), rows[-1]) == (6, "Alle (N)")
    assert "Alle (N)" in pages["intern_tabeller"].split('id="tabel-6.4"')[1].split("</article>")[0]


def test_the_reports_own_errors_are_listed_with_proof(pages: dict[str, str]) -> None:
    told = text_of(pages["tal"].split('<section id="rettelser">')[1].split("</section>")[0])
    assert (
        "A06 Tabel 7.4 Viborg og 7.5 Holstebro, antal foranstaltninger 558 og 335 588 og 355 Kun af de rettede" in told
    )
    assert "Andelen med partner er højest i Viborg. Afsnit 6.1.1 B03: tabel 6.1 har flest" in told


def test_a_corrected_cell_shows_what_is_printed_in_both_editions(pages: dict[str, str]) -> None:
    for name in ("tabeller", "intern_tabeller"):
        assert '<td class="rettet">588<small>trykt 558 (A06)</small></td>' in pages[name]
        assert '<span class="maerke rettet">rettet</span>' in pages[name]


def test_statements_are_sentences_and_stay_in_the_house(pages: dict[str, str]) -> None:
    told = text_of(pages["intern_tabeller"].split('<section id="udsagn">')[1])
    assert "kan ikke beregnes" in told
    assert "Antallet af grupper i kommunens egen analyse i Holstebro er 5." in told
    assert 'id="udsagn"' not in pages["tabeller"]


def test_a_table_lies_beside_the_page_in_the_form_that_may_leave(folder: Path, pages: dict[str, str]) -> None:
    linked = re.findall(r'href="(tabeller/[^"]+)"', pages["tabeller"])
    assert linked == ["tabeller/tabel_5_3.csv", "tabeller/tabel_5_3.xlsx"]
    assert (folder / linked[0]).read_text(encoding="utf-8-sig").splitlines()[1] == "Kræft;:;12,5;diskretion"
    assert (folder / linked[1]).read_bytes().startswith(b"PK")
    assert "tabeller/" not in pages["intern_tabeller"].replace("intern_tabeller", "")


def test_nothing_of_another_generation_lies_among_the_files(folder: Path) -> None:
    old = folder / "tabeller" / "tabel_9_9.csv"
    old.write_text("af en anden generation")
    write_table_files(small_settings(folder.parent))
    assert not old.exists()
    assert tables_with_files(folder) == {"tabel_5_3": ["csv", "xlsx"]}


def test_gates_rows_and_stability_are_told(pages: dict[str, str]) -> None:
    page = pages["kvalitet"]
    text = text_of(page)
    assert "koder_kendte (dream)" in text
    assert "tilføj &lt;koderne&gt;" in text
    assert "bef 12.017 11.990 4 0 6 17" in text
    assert "6 grupper: 0,81" in text
    assert "4 grupper: 0,87" not in text, "above the limit that the gate holds it against"


def test_rows_left_out_and_what_the_mapping_did_are_told(pages: dict[str, str]) -> None:
    page = pages["kvalitet"]
    assert "<td>17</td></tr>" in page
    assert '<td class="tekst">BRUTTO</td><td class="tekst">PERINDKIALT_13</td><td>1</td>' in page
    assert '<td class="tekst">AAR</td><td class="tekst">fra_navn aar</td><td>1</td>' in page
    assert '<td class="tekst">PNR</td>' not in page


def test_groups_are_told_with_what_was_refused_and_how_sure_they_are(pages: dict[str, str]) -> None:
    page = pages["veje"]
    told = text_of(page.split('<section id="grupper">')[1].split("</section>", maxsplit=1)[0])
    assert "Samlet 6 5 0,48 0,035 –" in told, "the quality is that of the five pathways that are shown"
    assert "Herning 4 4 0,56 0,016 Pendleren 0,91 4: 68, 5: 32 5: bedre på alle fire mål" in told
    assert "Holstebro Ingen egen analyse" in told
    assert "kan ikke sammenlignes" in told


def test_nothing_is_fetched_from_anywhere(pages: dict[str, str]) -> None:
    for page in pages.values():
        assert not [source for source in re.findall(r'(?:src|href)="([^"]+)"', page) if "//" in source]
        assert "http" not in page


def test_the_pages_that_may_leave_lead_to_no_page_that_may_not(pages: dict[str, str]) -> None:
    released = [Path(page.file).stem for page in PAGES if page.edition is Edition.RELEASED]
    inside = [page.file for page in PAGES if page.edition is Edition.INTERNAL]
    assert {Path(file).stem for file in inside} | set(released) == set(pages)
    for name in released:
        assert not [file for file in inside if file in pages[name]]
    assert all(f'href="{file}"' in pages["intern"] for file in ["index.html", "indberetning.html", *inside])


def test_tables_are_readable_by_ear(pages: dict[str, str]) -> None:
    class Outline(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.tables = self.captions = self.heads = self.open = 0

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.tables += tag == "table"
            self.captions += tag == "caption"
            self.heads += tag == "th" and dict(attrs).get("scope") in {"row", "col"}
            self.open += tag not in {"meta", "img", "br", "link"}

        def handle_endtag(self, tag: str) -> None:
            self.open -= 1

    tables = 0
    for page in pages.values():
        outline = Outline()
        outline.feed(page)
        assert outline.tables == outline.captions
        assert outline.heads == page.count("<th ")
        assert outline.open == 0
        assert '<html lang="da">' in page
        tables += outline.tables
    assert tables > 50


def test_without_a_generation_there_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(VejeError, match="publiceret generation"):
        write_report(small_settings(tmp_path))
