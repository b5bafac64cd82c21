"""The tables that the reporting reads, as frames: what a basis must hold."""

from dataclasses import dataclass

import polars as pl

_TEXTS = (
    *("sagsid", "person_id", "bopkom", "afgoerelse", "diag1", "diag2", "diag3"),
    *("myndighed", "sagsbehandler", "lovgrundlag", "anledning", "havde_ftp"),
    *("rehabteam_indstilling", "sundkoord_vurdering", "terminal", "ressourceforloeb"),
    *("arbejdsfunktioner", "saerlige_omstaendigheder", "samtykke", "afslagshjemmel", "udsendt", "anke_af"),
)
_DATES = (
    *("ansdato", "paabdato", "afgdato", "virkningsdato", "revisionsdato", "rehabteam_dato", "genforelagt_dato"),
    *("sundkoord_dato", "moedetilbud_dato", "fristbrev_dato", "forventet_afgdato", "foed_dag", "leverance"),
)
DECISION_COLUMNS = {**dict.fromkeys(_TEXTS, pl.String), **dict.fromkeys(_DATES, pl.Date), "afgnr": pl.Int64}
"""What the table `indberetning.afgoerelse` must hold; further columns are left alone.

An event is (``sagsid``, ``afgnr``); ``leverance`` is the delivery that brought the row."""
COURSE_COLUMNS = {"person_id": pl.String, "startdto": pl.Date}
INCOME_COLUMNS = {"person_id": pl.String, "aar": pl.Int64, "erhvervsindk": pl.Float64}
PENSION_COLUMNS = {"person_id": pl.String, "fra": pl.Date}
WEEK_COLUMNS = {"person_id": pl.String, "art": pl.String, "fra": pl.Date, "til": pl.Date}


@dataclass(frozen=True)
class Inputs:
    """The tables of one basis that the export reads, as frames.

    ``decisions``: every decision in force (`DECISION_COLUMNS`). ``courses(person_id, startdto)``: ressourceforløb.
    ``incomes(person_id, aar, erhvervsindk)``: earned income. ``pensions(person_id, fra)``: each person's first day of
    pension. ``weeks(person_id, art, fra, til)``: spells of whole weeks in DREAM by their Mondays, ``art`` one of
    `771`, `783`, `loen` (wages by the branche column of the month) and `leveret` (there is a column for the week).
    """

    decisions: pl.DataFrame
    courses: pl.DataFrame
    incomes: pl.DataFrame
    pensions: pl.DataFrame
    weeks: pl.DataFrame


NOTHING = Inputs(
    pl.DataFrame(schema=DECISION_COLUMNS),
    pl.DataFrame(schema=COURSE_COLUMNS),
    pl.DataFrame(schema=INCOME_COLUMNS),
    pl.DataFrame(schema=PENSION_COLUMNS),
    pl.DataFrame(schema=WEEK_COLUMNS),
)
"""The tables of a register without rows."""
