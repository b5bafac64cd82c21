"""The pages of studies that are not the report's: every label is Danish and the study's own, and nothing is printed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from dagster_project.publication.content import Content
from dagster_project.publication.generations import publish
from dagster_project.reconciliation.reconcile import COLUMNS as RECONCILED
from dagster_project.report import write_report
from dagster_project.settings import PROJECT_ROOT, load_settings
from dagster_project.study import Study, load_study
from dagster_project.warehouse import open_warehouse
from dagster_project.words.municipalities import municipality_key
from tests.lib.code_lists import load_code_lists
from tests.lib.labels import write_labels
from tests.lib.named_studies import THIRTY
from tests.unit.publication.small_warehouse import run_at

STUDIES = PROJECT_ROOT / "data" / "seed" / "studier"
RECENT = load_study(STUDIES / "udvidet_2024.toml")
NEW_STATES = ("uddannelseshjaelp", "jobafklaringsforloeb", "fleksjob")
TOTALS = ("i_alt_kvartaler", "antal_sekvenser", "andel")
# Rows of each table: keys as the models write them.
ROWS = {
    "5.1": ("paragraf_18", "ny_vurdering", "alle"),
    "5.3": ("psykiske_lidelser", "oevrige_diagnoser", "alle"),
    "6.1": ("alder", "kvinder", "alle"),
    "6.4": ("dagpenge", *NEW_STATES, "alle"),
    "6.7": ("foranstaltninger_1_5", "foranstaltninger_26_31", "alle", "alle_individer"),
    "6.8": ("vejledning", "saerligt_tilrettelagte_projekter", "alle"),
}
SPOKEN_OF_THE_REPORT = r"\bfire\b|2012|trykt|\brapporten|\bHerning\b"


@dataclass(frozen=True)
class Case:
    """A study, and the code lists that it runs with."""

    study: Study
    lists: Path | None = None

    @property
    def names(self) -> Path:
        """The rules of names of its pathways."""
        return (self.lists or PROJECT_ROOT / "data" / "seed" / "kodelister") / "forloebsnavn.csv"


CASES = {
    "2024": Case(replace(RECENT, kommuner=("751", "101", "851", "461")), STUDIES / "udvidet_2024"),
    "to kommuner": Case(replace(RECENT, titel="To kommuner", kommuner=("751", "851"), alfabet="tilstand_akf2012")),
    "tredive kommuner": Case(replace(RECENT, titel="Tredive", kommuner=THIRTY)),
}


class Reader(HTMLParser):
    """Texts of a page by the element they stand in."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.labels: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop() if self.open and self.open[-1] == tag else None

    def handle_data(self, data: str) -> None:
        if {"style", "script", "code"} & set(self.open):
            return
        self.text += data
        if {"th", "caption", "summary", "option", "h2", "h3", "a"} & set(self.open) and data.strip():
            self.labels.append(data.strip())


def cells(con: duckdb.DuckDBPyConnection, case: Case) -> Iterator[tuple[str, str, str]]:
    """Keys of the cells of every kind of table."""
    names = dict(con.execute("SELECT kom, navn FROM kode.kommune ORDER BY gyldig_til").fetchall())
    places = [municipality_key(names[code]) for code in case.study.kommuner]
    pathways = [key for (key,) in con.execute(f"SELECT DISTINCT forloebstype FROM '{case.names}'").fetchall()]
    columns = [*places, "alle_fire_kommuner", "alle_regioner", "oevrig_befolkning"]
    yield from (("4.1", place, year) for place in [*places, "region_midt"] for year in ("2023", "2024", "alle"))
    yield from ((table, row, column) for table, rows in ROWS.items() for row in rows for column in columns)
    for table in ("7.2", "7.2_samlet", "7.2_kommune"):
        yield from ((table, pathway, column) for pathway in [*pathways, "alle"] for column in columns[:-2])
    yield from (("7.3", row, column) for row in ROWS["6.8"] for column in columns[:-2])
    for place in places[:2]:
        yield from (("7.2_kryds", pathways[0], f"{place}:{other}") for other in pathways)
        rows = ("dagpenge", *NEW_STATES, *TOTALS)
        yield from ((f"bilag_1_{place}", row, pathway) for row in rows for pathway in pathways)


def published_pages(case: Case, home: Path) -> dict[str, Reader]:
    """Publish a generation of the study, and read its pages."""
    env = {"VEJE_HOME": str(home)} | ({"VEJE_KODELISTER": str(case.lists)} if case.lists else {})
    settings = load_settings(env)
    with open_warehouse(settings) as con:
        load_code_lists(con)
        con.execute(f"CREATE OR REPLACE TABLE kode.forloebsnavn AS FROM read_csv('{case.names}', all_varchar = true)")
        write_labels(con, case.study.kommuner)
        rows = list(dict.fromkeys(cells(con, case)))
        con.execute("CREATE SCHEMA IF NOT EXISTS frigivelse")
        con.execute("CREATE TABLE marts.rapporttabel (tabel VARCHAR, raekke VARCHAR, kolonne VARCHAR)")
        con.executemany("INSERT INTO marts.rapporttabel VALUES (?, ?, ?)", rows)
        con.execute("""CREATE OR REPLACE TABLE marts.rapporttabel AS SELECT *, 'percent' AS statistik,
            12.5::DOUBLE AS vaerdi, 1 AS antal, 8 AS grundlag FROM marts.rapporttabel ORDER BY hash(raekke, kolonne)""")
        con.execute(f"CREATE TABLE marts.afstemning ({RECONCILED})")
        con.execute("CREATE TABLE frigivelse.rapporttabel AS SELECT *, 'vist' AS status FROM marts.rapporttabel")
        con.execute("CREATE TABLE frigivelse.afstemning AS FROM marts.afstemning")
        con.execute("DROP SCHEMA studie CASCADE")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dagster_project.publication.generations.audit", lambda _: Content({}, {}))
        publish(settings, case.study, run_at(0))
    pages = {}
    for file in write_report(settings).parent.glob("*.html"):
        pages[file.stem] = Reader()
        pages[file.stem].feed(file.read_text(encoding="utf-8"))
    return pages


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Reader]]:
    return request.param, published_pages(CASES[request.param], tmp_path_factory.mktemp("studie"))


def test_no_label_is_a_key(case: tuple[str, dict[str, Reader]]) -> None:
    _, pages = case
    keys = {
        name: [text for text in page.labels if re.search(r"[a-zæøå]_[a-zæøå]", text)] for name, page in pages.items()
    }
    assert {name: found for name, found in keys.items() if found} == {}


def test_nothing_speaks_of_the_report_or_of_its_four(case: tuple[str, dict[str, Reader]]) -> None:
    name, pages = case
    found = {page: set(re.findall(SPOKEN_OF_THE_REPORT, reader.text, re.IGNORECASE)) for page, reader in pages.items()}
    allowed = {"fire"} if name == "2024" else set()
    assert {page: words for page, words in found.items() if words - allowed} == {}


def test_all_of_a_study_are_called_by_their_number(case: tuple[str, dict[str, Reader]]) -> None:
    name, pages = case
    called = {"2024": "Alle fire kommuner", "to kommuner": "Begge kommuner", "tredive kommuner": "Alle 30 kommuner"}[
        name
    ]
    assert called in pages["tabeller"].labels
    assert (called == "Alle fire kommuner") == ("Alle fire kommuner" in pages["tabeller"].labels)


def test_totals_stand_below_every_benefit(case: tuple[str, dict[str, Reader]]) -> None:
    _, pages = case
    labels = pages["tabeller"].labels
    start = next(place for place, label in enumerate(labels) if label.startswith("Bilag 1") and ". " in label)
    order = [labels.index(label, start) for label in ("Dagpenge", "Uddannelseshjælp", "Fleksjob", "I alt (kvartaler)")]
    assert order[-1] == max(order)


def test_pathways_are_called_as_the_rules_of_names_call_them(case: tuple[str, dict[str, Reader]]) -> None:
    name, pages = case
    labels: Sequence[str] = pages["tabeller"].labels
    assert "Pendleren" in labels
    assert ("Fleksjobberen" in labels) == (name == "2024")
    assert ("Borgeren i ressourceforløb" in labels) == (name == "2024")
