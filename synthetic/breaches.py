"""Decisions of 2025-2026 that break one reporting rule each, planted on purpose, and what the export should say."""

from dataclasses import dataclass

import numpy as np
import polars as pl

FAULT, CONFIRM, WARNING = "fejl", "bekraeft", "advarsel"
NO_DATE, NO_TEXT = pl.lit(None, pl.Date), pl.lit("")


@dataclass(frozen=True)
class Breach:
    """``regel`` is broken with ``alvor`` when ``kolonne`` becomes ``vaerdi`` in a row for which ``naar`` holds."""

    regel: str
    alvor: str
    kolonne: str
    vaerdi: pl.Expr
    naar: pl.Expr


_LOCAL = pl.col("MYNDIGHED") == pl.col("BOPKOM")
_DECIDED = pl.col("AFGDATO").is_not_null() & _LOCAL
_GRANT = (pl.col("AFGOERELSE") == "T") & _DECIDED
_REFUSAL = (pl.col("AFGOERELSE") == "A") & _DECIDED
# In 2025-2026 the six first digits say who is 40: the register's applicants are born 1963-1992.
_OVER_40 = pl.col("PNR").str.slice(4, 2).cast(pl.Int32) <= 83

BREACHES = (
    Breach("R04", CONFIRM, "REHABTEAM_DATO", NO_DATE, _GRANT & (pl.col("LOVGRUNDLAG") == "17_1")),
    Breach(
        "R04",
        CONFIRM,
        "REHABTEAM_DATO",
        pl.col("AFGDATO") + pl.duration(days=3),
        _REFUSAL & (pl.col("LOVGRUNDLAG") == "17_1"),
    ),
    Breach("R08", WARNING, "MOEDETILBUD_DATO", NO_DATE, _GRANT & (pl.col("LOVGRUNDLAG") == "18_DOK")),
    Breach("R09", WARNING, "FRISTBREV_DATO", NO_DATE, (_GRANT | _REFUSAL) & pl.col("FRISTBREV_DATO").is_not_null()),
    Breach(
        "R11",
        FAULT,
        "REVISIONSDATO",
        pl.col("AFGDATO") - pl.duration(days=1),
        _GRANT & pl.col("REVISIONSDATO").is_not_null(),
    ),
    Breach(
        "R11",
        WARNING,
        "REVISIONSDATO",
        pl.col("AFGDATO").dt.offset_by("11y"),
        _GRANT & pl.col("REVISIONSDATO").is_not_null(),
    ),
    Breach("R12", CONFIRM, "ARBEJDSFUNKTIONER", NO_TEXT, _REFUSAL & (pl.col("LOVGRUNDLAG") == "18_DOK")),
    Breach(
        "R13",
        CONFIRM,
        "SAERLIGE_OMSTAENDIGHEDER",
        pl.lit("N"),
        (pl.col("AFGOERELSE") == "F") & (pl.col("AFGDATO") <= pl.date(2025, 12, 31)),
    ),
    Breach("R16", CONFIRM, "HAVDE_FTP", pl.lit("J"), _GRANT & (pl.col("ANLEDNING") == "borger")),
    Breach("R16", FAULT, "HAVDE_FTP", pl.lit("N"), pl.col("AFGOERELSE") == "H"),
    Breach("R19", FAULT, "DIAG1", NO_TEXT, _GRANT),
    Breach("R19", FAULT, "DIAG1", pl.lit("lænd"), _REFUSAL),
    Breach("R19", FAULT, "MYNDIGHED", pl.lit("998"), _GRANT),
    Breach("R19", FAULT, "ANLEDNING", pl.lit("naboen"), pl.col("AFGOERELSE") == "N"),
    Breach(
        "R20",
        WARNING,
        "REHABTEAM_DATO",
        pl.col("PAABDATO") - pl.duration(days=21),
        _GRANT & (pl.col("LOVGRUNDLAG") == "17_2"),
    ),
    Breach("R22", FAULT, "LOVGRUNDLAG", pl.lit("44"), _GRANT & _OVER_40 & (pl.col("LOVGRUNDLAG") == "17_1")),
    Breach("R24", WARNING, "SUNDKOORD_VURDERING", pl.lit("A"), _GRANT & pl.col("SUNDKOORD_DATO").is_not_null()),
    Breach("R29", WARNING, "BOPKOM", pl.lit("751"), _GRANT & (pl.col("BOPKOM") != "751")),
)


def with_breaches(rows: pl.DataFrame, rng: np.random.Generator) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(rows with one breach in each of some, what is expected: sagsid, regel, alvor). No row gets two."""
    taken: list[int] = []
    expected = []
    for breach in BREACHES:
        candidates = np.flatnonzero(rows.select(breach.naar.fill_null(value=False)).to_series())
        row = int(rng.choice(np.setdiff1d(candidates, taken)))
        taken.append(row)
        here = pl.int_range(pl.len()) == row
        rows = rows.with_columns(pl.when(here).then(breach.vaerdi).otherwise(breach.kolonne).alias(breach.kolonne))
        expected.append((rows["SAGSID"][row], breach.regel, breach.alvor))
    return rows, pl.DataFrame(expected, schema=["sagsid", "regel", "alvor"], orient="row").sort("sagsid", "regel")
