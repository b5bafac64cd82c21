"""The words of the house: keys of municipalities."""

import pytest

from dagster_project.words.municipalities import municipality_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Herning", "herning"),
        ("Høje-Taastrup", "hoeje_taastrup"),
        ("Ærø", "aeroe"),
        ("Ringkøbing-Skjern", "ringkoebing_skjern"),
        ("Lyngby Taarbæk", "lyngby_taarbaek"),
        ("Århus ", "aarhus"),
    ],
)
def test_a_municipality_has_its_name_in_ascii_as_its_key(name: str, key: str) -> None:
    assert municipality_key(name) == key
