"""From weeks of benefit codes to one state a quarter.

A sequence ends the week before the week of the grant. Weeks are told by their Monday, so that a year of 53 weeks needs
no rule of its own.
"""

import polars as pl

from dagster_project.sequences.arguments import SequenceError

# Footnote 5 of the report: no benefit in a week is work.
BLANK_STATE = "loenmodtager"
NEEDED = {
    "weeks": ("person_id", "uge", "ydelse"),
    "grants": ("person_id", "afgoerelsesdato"),
    "codes": ("kode", "tilstand"),
}


def quarter_states(
    weeks: pl.DataFrame,
    grants: pl.DataFrame,
    codes: pl.DataFrame,
    *,
    quarters: int = 20,
    weeks_per_quarter: int = 13,
) -> pl.DataFrame:
    """The state of every quarter before the grant: the one with the most weeks, of tied ones the latest.

    Args:
        weeks: ``person_id``, ``uge`` (Date within the week), ``ydelse`` (code; blank or null is ``loenmodtager``).
            Weeks outside the sequence, and persons without a grant, are ignored.
        grants: ``person_id`` (once each), ``afgoerelsesdato``.
        codes: ``kode``, ``tilstand``; with ``gyldig_fra`` and ``gyldig_til`` a code means what it meant that week.
        quarters: length of the sequence; quarter 1 is the oldest.
        weeks_per_quarter: weeks of a quarter.

    Returns:
        ``person_id``, ``kvartal`` 1..quarters, ``tilstand``, sorted; a person without any week has no rows.

    Raises:
        SequenceError: for a code that ``codes`` lacks, a person with some but not all weeks, a frame without a column
            that is needed, or no quarters.

    Example:
        Two quarters of two weeks before the week of a grant on Wednesday 30 January 2008.

        >>> from datetime import date
        >>> mondays = [date(2007, 12, 31), date(2008, 1, 7), date(2008, 1, 14), date(2008, 1, 21)]
        >>> weeks = pl.DataFrame({"person_id": "a", "uge": mondays, "ydelse": ["890", "890", "", "890"]})
        >>> grants = pl.DataFrame({"person_id": ["a"], "afgoerelsesdato": [date(2008, 1, 30)]})
        >>> codes = pl.DataFrame({"kode": ["890"], "tilstand": ["sygedagpenge"]})
        >>> quarter_states(weeks, grants, codes, quarters=2, weeks_per_quarter=2).rows()
        [('a', 1, 'sygedagpenge'), ('a', 2, 'sygedagpenge')]
    """
    _check_arguments({"weeks": weeks, "grants": grants, "codes": codes}, (quarters, weeks_per_quarter))
    numbered = number_weeks(weeks, grants, quarters * weeks_per_quarter)
    _check_complete(numbered, quarters * weeks_per_quarter)
    states = _with_states(numbered, codes)
    return (
        states.group_by("person_id", (pl.col("nummer") // weeks_per_quarter + 1).alias("kvartal"), "tilstand")
        .agg(pl.len().alias("uger"), pl.col("nummer").max().alias("seneste"))
        .group_by("person_id", "kvartal")
        .agg(pl.col("tilstand").sort_by("uger", "seneste").last())
        .with_columns(pl.col("kvartal").cast(pl.Int32))
        .sort("person_id", "kvartal")
    )


def _check_arguments(frames: dict[str, pl.DataFrame], counts: tuple[int, int]) -> None:
    for name, frame in frames.items():
        if missing := [column for column in NEEDED[name] if column not in frame.columns]:
            found = f"{', '.join(missing)} mangler"
            raise SequenceError(f"kolonnerne {', '.join(NEEDED[name])}", found, name, "ret rammens kolonner")
    if min(counts) < 1:
        raise SequenceError("mindst 1 kvartal af mindst 1 uge", f"{counts}", "quarter_states", "ret antallet")


def number_weeks(weeks: pl.DataFrame, grants: pl.DataFrame, length: int) -> pl.DataFrame:
    """``weeks`` of persons with a grant, with ``nummer`` 0 (oldest) to length - 1 (the week before the grant's)."""
    mondays = grants.select("person_id", pl.col("afgoerelsesdato").dt.truncate("1w").alias("_mandag"))
    before = (pl.col("_mandag") - pl.col("uge").dt.truncate("1w")).dt.total_days() // 7
    return (
        weeks.join(mondays, on="person_id", how="inner")
        .with_columns((length - before).cast(pl.Int32).alias("nummer"))
        .filter(pl.col("nummer").is_between(0, length - 1))
        .drop("_mandag")
    )


def _check_complete(numbered: pl.DataFrame, length: int) -> None:
    found = numbered.group_by("person_id").agg(pl.len().alias("rows"), pl.col("nummer").n_unique().alias("weeks"))
    wrong = found.filter((pl.col("rows") != length) | (pl.col("weeks") != length)).height
    if wrong:
        raise SequenceError(
            f"{length} uger pr. person, hver én gang",
            f"{wrong} personer med manglende eller gentagne uger",
            "DREAM-ugerne før tilkendelsen",
            "hent en DREAM-leverance med alle ugekolonner",
        )


def _with_states(numbered: pl.DataFrame, codes: pl.DataFrame) -> pl.DataFrame:
    code = pl.col("ydelse").cast(pl.String).fill_null("").str.strip_chars()
    asked = numbered.with_columns(code.alias("kode"))
    # An empty code is not looked up, whatever a code list says of it.
    known = codes.filter(pl.col("kode") != "").with_columns(pl.col("kode", "tilstand").cast(pl.String))
    found = asked.filter(pl.col("kode") != "").join(known, on="kode", how="inner")
    if "gyldig_fra" in codes.columns:
        found = found.filter(pl.col("uge").is_between("gyldig_fra", "gyldig_til"))
    blank = asked.filter(pl.col("kode") == "").with_columns(pl.lit(BLANK_STATE).alias("tilstand"))
    columns = ["person_id", "nummer", "tilstand"]
    states = pl.concat([found.select(columns), blank.select(columns)])
    if states.height != asked.height:
        raise _wrong_codes(asked, found)
    return states


def _wrong_codes(asked: pl.DataFrame, found: pl.DataFrame) -> SequenceError:
    key = ["person_id", "nummer"]
    lost = asked.filter(pl.col("kode") != "").join(found, on=key, how="anti")["kode"].unique().sort()
    what = f"ukendt: {', '.join(lost)}" if len(lost) else "koder med to tilstande"
    return SequenceError("koder med én tilstand i kodelisten", what, "DREAM-ugerne", "ret dream_ydelse.csv")
