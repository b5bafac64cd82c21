"""Every statement of the text is a Danish sentence: no key, no code, no number of a list."""

import re
from collections.abc import Iterator

import duckdb
import pytest

from dagster_project.reconciliation.statements import Statement, listed_statements
from dagster_project.report.labels import Labels, read_labels
from dagster_project.report.sentences import computed_words, name_of, sentence
from tests.lib.code_lists import load_code_lists
from tests.lib.labels import write_labels


@pytest.fixture(scope="module")
def labels() -> Iterator[Labels]:
    with duckdb.connect() as con:
        load_code_lists(con)
        write_labels(con)
        yield read_labels(con)


def numbered(number: str) -> Statement:
    return next(one for one in listed_statements() if one.number == number)


def test_every_statement_is_a_sentence_without_a_key(labels: Labels) -> None:
    said = [sentence(one, labels) for one in listed_statements()]
    assert len(said) > 380
    assert [text for text in said if re.search(r"_|\b[a-z]+\+|\{|\}", text)] == []
    assert [text for text in said if not re.fullmatch(r"[A-ZÆØÅ].* er .*[^,.]\.", text)] == []


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("F001", "Andelen af kvinder er højest i Herning og Viborg."),
        (
            "F014",
            "Andelen med diagnosen psykiske lidelser i de fire kommuner er lavest for lønmodtageren, der blev syg.",
        ),
        ("F041", "Andelen af tilkendelserne fra 2008 i de fire kommuner er højest af alle slags."),
        ("F065", "Andelen af afslag med grunden uden henvisning i Viborg er 58,8 pct."),
        ("F089", "Andelen med uddannelsen grundskole (inkl. uoplyst uddannelse) i hele landet er godt 50 pct."),
        ("F155", "Antallet af personer i de fire kommuner er 1.553."),
        ("F218", "Antallet af personer i de fire kommuner er nr. 3, talt fra den højeste for pendleren."),
        (
            "F215",
            "Det kvartal, hvor den sene indsats begynder, for den langvarige kontanthjælpsmodtager i de fire kommuner "
            "er omkring kvartal 12.",
        ),
    ],
)
def test_it_says_what_the_report_says(labels: Labels, number: str, text: str) -> None:
    assert sentence(numbered(number), labels) == text


def test_a_computed_figure_has_the_unit_of_the_statement(labels: Labels) -> None:
    assert computed_words(numbered("F089"), 49.96) == "50,0 pct."
    assert computed_words(numbered("F001"), 2.0) == "nr. 2"
    assert computed_words(numbered("F155"), 1552.0) == "1.552"
    assert computed_words(numbered("F155"), None) == ""
    with pytest.raises(KeyError, match="share_unheard_of"):
        name_of("diff_from_mean_share_unheard_of", labels)
