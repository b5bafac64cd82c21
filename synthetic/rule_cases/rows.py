"""Rule cases as rows of the registers: decisions, the persons' background, and the answer expected of the export."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import numpy as np
import polars as pl

from synthetic.persons import person_numbers
from synthetic.rule_cases import CASES
from synthetic.rule_cases.case import KINDS, NEEDS, ORDINARY, RuleCase, Value

MUNICIPALITIES = ("661", "657", "740", "791", "751", "101")
FIRST_BORN, FIRST_NUMBER = date(1969, 1, 6), 700_001
WEEK_1 = date(2024, 12, 30)
WEEKS = 60
Row = dict[str, str | date | None]
BLOCK = 1
"""Of `person_numbers`: nobody in the population of the seed has a number of this block."""
DATES = (
    *("ANSDATO", "PAABDATO", "AFGDATO", "REHABTEAM_DATO", "GENFORELAGT_DATO", "SUNDKOORD_DATO"),
    *("MOEDETILBUD_DATO", "FRISTBREV_DATO", "VIRKNINGSDATO", "REVISIONSDATO"),
)
TEXTS = (
    *("SAGSID", "PNR", "BOPKOM", "AFGOERELSE", "GRUNDLAG", "DIAG1", "DIAG2", "DIAG3", "AFSLAGSGRUND", "AFGNR"),
    *("MYNDIGHED", "SAGSBEHANDLER", "LOVGRUNDLAG", "ANLEDNING", "HAVDE_FTP", "REHABTEAM_INDSTILLING"),
    *("SUNDKOORD_VURDERING", "TERMINAL", "RESSOURCEFORLOEB", "ARBEJDSFUNKTIONER", "SAERLIGE_OMSTAENDIGHEDER"),
    *("SAMTYKKE", "AFSLAGSHJEMMEL", "UDSENDT"),
)


def decisions() -> tuple[pl.DataFrame, pl.DataFrame]:
    """(the decisions of all cases with the earlier ones that they need, the rows of the next delivery)."""
    numbers = people()["pnr"]
    rows, later = list[Row](), list[Row]()
    for number, case in enumerate(CASES):
        person: dict[str, Value] = {
            "PNR": numbers[number],
            "BOPKOM": _municipality(number),
            "MYNDIGHED": _municipality(number),
        }
        rows += _decisions_of(number, case, person)
        if case.later:
            code, day, changes = case.later
            later.append(_row(case_number(number, case.day), code, day, {**person, **changes}))
    schema = {**dict.fromkeys(TEXTS, pl.Utf8), **dict.fromkeys(DATES, pl.Date)}
    return pl.DataFrame(rows, schema=schema), pl.DataFrame(later, schema=schema)


def expected() -> pl.DataFrame:
    """``sagsid, regel, alvor, tilfaelde`` of what each case breaks; without ``alvor``, its rule keeps silent."""
    answers = [
        (case_number(number, case.day), rule, severity, case.title)
        for number, case in enumerate(CASES)
        for rule, severity in ({case.rule: ""} | dict(case.breaks)).items()
    ]
    return pl.DataFrame(answers, schema=["sagsid", "regel", "alvor", "tilfaelde"], orient="row")


def people() -> pl.DataFrame:
    """One row per case: ``pnr``, ``foed_dag``, ``koen``, ``kommune``, and the case's ``forloeb``, ``pension``."""
    born = np.array([_born(number, case) for number, case in enumerate(CASES)], dtype="datetime64[D]")
    women = np.arange(len(CASES)) % 2 == 1
    return pl.DataFrame(
        {
            "pnr": person_numbers(born, women, BLOCK),
            "foed_dag": pl.Series(born),
            "koen": ["2" if woman else "1" for woman in women],
            "kommune": [_municipality(number) for number in range(len(CASES))],
            "forloeb": pl.Series([case.course for case in CASES], dtype=pl.Utf8).str.to_date("%Y-%m-%d"),
            "pension": pl.Series([case.pension for case in CASES], dtype=pl.Utf8).str.to_date("%Y-%m-%d"),
        }
    )


def weeks() -> pl.DataFrame:
    """DREAM of the persons who have a row there: PNR and a column for each ISO week from 2024-12-30 on."""
    numbers = people()["pnr"]
    names = [f"y_{day:%g%V}" for day in (WEEK_1 + timedelta(weeks=w) for w in range(WEEKS))]
    rows = []
    for number, case in enumerate(CASES):
        codes = [code for code, length in case.weeks for _ in range(length)]
        if codes:
            rows.append([numbers[number], *(codes + [""] * WEEKS)[:WEEKS]])
    return pl.DataFrame(rows, schema=["PNR", *names], orient="row").sort("PNR")


def case_number(number: int, day: str) -> str:
    """SAGSID: the year and a running number."""
    return f"{day[:4]}-{FIRST_NUMBER + number}"


def _born(number: int, case: RuleCase) -> date:
    return date.fromisoformat(case.born) if case.born else FIRST_BORN + timedelta(weeks=number)


def _municipality(number: int) -> str:
    return MUNICIPALITIES[number % len(MUNICIPALITIES)]


def _decisions_of(number: int, case: RuleCase, person: Mapping[str, Value]) -> Iterator[Row]:
    earlier = NEEDS.get(case.code, ()) if case.before is None else case.before
    for before, (code, day, changes) in enumerate(earlier, start=1):
        yield _row(f"{case_number(number, day)}-{before}", code, day, {**person, **changes})
    yield _row(case_number(number, case.day), case.code, case.day, {**person, **case.changes})


def _row(sagsid: str, code: str, day: str, changes: Mapping[str, Value]) -> Row:
    decided = date.fromisoformat(day)
    own: dict[str, Value] = {"SAGSID": sagsid, "AFGDATO": 0, "AFGOERELSE": code, "GRUNDLAG": "1"}
    values = {**ORDINARY, **KINDS[code], **own, "AFSLAGSGRUND": "1" if code == "A" else None, **changes}
    texts = {column: str(values[column]) if values.get(column) else "" for column in TEXTS}
    dated = {column: _dated(values.get(column), decided) for column in DATES}
    return {**texts, **dated}


def _dated(value: Value, decided: date) -> date | None:
    if isinstance(value, int):
        return decided + timedelta(days=value)
    return date.fromisoformat(value) if value else None
