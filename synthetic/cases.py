"""Named edge cases in the register of decisions, each with its expected answer beside it.

They stand on real people of the population and outside the counted cells, so that the printed tables are unmoved:
whoever counts one of them wrong moves a table.
"""

from dataclasses import dataclass

import polars as pl

from dagster_project.study import Study
from synthetic.decisions import COLUMNS

EXTRA_COLUMNS = [*COLUMNS, "MYNDIGHED"]
EXPECTATION = ("case", "sagsid", "felt", "forventet", "hvorfor")


@dataclass(frozen=True)
class Case:
    """One row on top of the register. ``fra`` names the pool it takes its person (or whole row) from, see `_pools`."""

    navn: str
    fra: str
    aendret: dict[str, pl.Expr]
    felt: str
    forventet: str
    hvorfor: str


def _text(value: str) -> pl.Expr:
    return pl.lit(value)


def named_cases(study: Study) -> list[Case]:
    """The cases; ``felt`` is what to look at, ``forventet`` what it is."""
    first, last = (pl.lit(day) for day in study.periode)
    day = pl.duration(days=1)
    inside = first + pl.duration(days=200)
    none = {"AFGDATO": pl.lit(None, pl.Date)}
    new = {
        "ANSDATO": first - day * 150,
        "PAABDATO": first - day * 20,
        "DIAG1": _text("F32.1"),
        "AFSLAGSGRUND": _text(""),
    }
    event = {**new, "AFGDATO": inside, "BOPKOM": _text(study.kommuner[0])}
    changes = [
        Case(
            f"haendelse_{code.lower()}",
            "tidligere",
            {**event, "AFGOERELSE": _text(code), "GRUNDLAG": _text("6")},
            "i_tabel_5_2",
            "nej",
            "F, H, G og N er ingen ansøgninger",
        )
        for code in "FHGN"
    ]
    return [
        Case(
            "to_tilkendelser",
            "tidlig_maalgruppe",
            {"AFGDATO": last - day, "BOPKOM": _text("000")},
            "afgoerelsesdato",
            "foerste",
            "en person med flere T tæller én gang, med den første",
        ),
        Case(
            "to_samme_dag",
            "sen_maalgruppe",
            {"BOPKOM": _text("000")},
            "sagsid",
            "foerste",
            "to T samme dag: den mindste SAGSID",
        ),
        Case(
            "ankestyrelsen",
            "maalgruppe_raekke",
            {"MYNDIGHED": _text("AST")},
            "i_maalgruppe",
            "ja",
            "AST tæller som kommunen; rækken erstatter kommunens",
        ),
        Case(
            "udbetaling_danmark",
            "tidligere",
            {**event, "MYNDIGHED": _text("UDK"), "BOPKOM": _text("101"), "AFGOERELSE": _text("T")},
            "i_maalgruppe",
            "nej",
            "sager fra UDK er ingen ansøgninger",
        ),
        Case(
            "udlandet",
            "tidligere",
            {**event, "BOPKOM": _text("0"), "AFGOERELSE": _text("T")},
            "i_kolonne",
            "nej",
            "BOPKOM 000 (her uden nuller) er i ingen kolonne",
        ),
        Case(
            "dagen_foer",
            "tidligere",
            {**event, "AFGDATO": first - day, "AFGOERELSE": _text("T")},
            "i_maalgruppe",
            "nej",
            "perioden begynder dagen efter",
        ),
        Case(
            "dagen_efter",
            "tidligere",
            {**event, "AFGDATO": last + day, "AFGOERELSE": _text("T")},
            "i_maalgruppe",
            "nej",
            "perioden sluttede dagen før",
        ),
        Case(
            "uden_dato",
            "tidligere",
            {**event, **none, "AFGOERELSE": _text("T")},
            "i_maalgruppe",
            "nej",
            "T uden AFGDATO hører til ingen periode",
        ),
        Case(
            "afslag_uden_dato",
            "tidligere",
            {**event, **none, "AFGOERELSE": _text("A"), "AFSLAGSGRUND": _text("1")},
            "i_tabel_5_4",
            "nej",
            "A uden AFGDATO hører til ingen periode",
        ),
        Case(
            "ansoegt_dagen_efter",
            "tidligere",
            {**event, **none, "ANSDATO": last + day, "PAABDATO": pl.lit(None, pl.Date), "AFGOERELSE": _text("I")},
            "i_tabel_5_2",
            "nej",
            "uafgjorte hører til ved ANSDATO",
        ),
        Case(
            "ansoegt_dagen_foer",
            "tidligere",
            {**event, **none, "ANSDATO": first - day, "PAABDATO": pl.lit(None, pl.Date), "AFGOERELSE": _text("I")},
            "i_tabel_5_2",
            "nej",
            "uafgjorte hører til ved ANSDATO",
        ),
        *changes,
    ]


def build_cases(rows: pl.DataFrame, study: Study) -> tuple[pl.DataFrame, pl.DataFrame]:
    """(rows to deliver after the register's own, what is expected of each)."""
    pools = _pools(rows, study)
    made, expected = [], []
    for number, case in enumerate(named_cases(study)):
        base = pools[case.fra].slice(number, 1).with_columns(MYNDIGHED=pl.lit(None, pl.Utf8))
        sagsid = base["SAGSID"] if case.fra == "maalgruppe_raekke" else pl.Series([f"9999-{number:06d}"])
        row = base.with_columns(**case.aendret).with_columns(SAGSID=sagsid)
        answer = (
            base["SAGSID"][0]
            if case.forventet == "foerste" and case.felt == "sagsid"
            else (str(base["AFGDATO"][0]) if case.forventet == "foerste" else case.forventet)
        )
        made.append(row.select(EXTRA_COLUMNS))
        expected.append((case.navn, sagsid[0], case.felt, answer, case.hvorfor))
    return pl.concat(made), pl.DataFrame(expected, schema=list(EXPECTATION), orient="row")


def _pools(rows: pl.DataFrame, study: Study) -> dict[str, pl.DataFrame]:
    """Whose person or row a case takes: people granted before the period, the målgruppe early or late in it."""
    start, end = (pl.lit(day) for day in study.periode)
    granted = rows.filter((pl.col("AFGOERELSE") == "T") & pl.col("AFGDATO").is_between(start, end)).sort("SAGSID")
    outside = granted.filter(~pl.col("BOPKOM").is_in(list(study.kommuner)))
    early = pl.col("AFGDATO") < start + pl.duration(days=180)
    return {
        "tidligere": rows.filter(pl.col("AFGDATO") < start).sort("SAGSID"),
        "tidlig_maalgruppe": granted.filter(early & ~pl.col("BOPKOM").is_in(list(study.kommuner))),
        "sen_maalgruppe": outside.filter(~early),
        "maalgruppe_raekke": outside.filter(early),
    }
