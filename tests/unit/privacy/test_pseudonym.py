"""Person ids are HMAC-SHA256, as Python's own `hmac` computes it."""

import hashlib
import hmac

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dagster_project.privacy.pseudonym import pseudonymise


@given(st.lists(st.from_regex("[0-9]{10}", fullmatch=True) | st.none(), max_size=20), st.binary(max_size=80))
def test_an_id_is_the_first_32_hex_digits_of_the_hmac(numbers: list[str | None], key: bytes) -> None:
    expected = [n and hmac.new(key, n.encode(), hashlib.sha256).hexdigest()[:32] for n in numbers]
    assert pseudonymise(pl.Series("pnr", numbers, dtype=pl.String), key).to_list() == expected


def test_another_key_gives_unrelated_ids() -> None:
    numbers = pl.Series([f"{i:010d}" for i in range(100)])
    one, other = pseudonymise(numbers, bytes(32)), pseudonymise(numbers, bytes(31) + b"\1")
    assert not set(one) & set(other)


@pytest.mark.parametrize("wrong", ["123", "01010112345", "æ0101011234", "æ01010112", "０101011234"])
def test_numbers_of_different_widths_are_a_mistake_of_the_caller(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"^person numbers are not of one width$"):
        pseudonymise(pl.Series(["0101011234", wrong]), bytes(32))
