"""Rows of before the reform bear a code of their time, later ones that of today."""

from datetime import date

import polars as pl

from synthetic.municipalities import codes_of_the_time


def test_only_rows_of_before_the_reform_get_a_code_of_their_time() -> None:
    days = [date(2006, 12, 31), date(2006, 12, 31), date(2007, 1, 1), None, date(2004, 1, 1)]
    rows = pl.DataFrame({"KOM": ["657", "657", "657", "657", "000"], "dag": days})
    made = codes_of_the_time(rows, "KOM", pl.col("dag"))
    assert set(made["KOM"][:2]) < {"651", "657", "677", "685"}
    assert made["KOM"][0] != made["KOM"][1]
    assert made["KOM"][2:].to_list() == ["657", "657", "000"]
    assert made["dag"].to_list() == days


def test_a_merger_before_the_reform_is_followed() -> None:
    rows = pl.DataFrame({"KOM": ["400"] * 6, "dag": [date(2002, 6, 1)] * 5 + [date(2004, 6, 1)]})
    made = codes_of_the_time(rows, "KOM", pl.col("dag"))["KOM"].to_list()
    assert "400" not in made[:5]
    assert made[5] == "400"
