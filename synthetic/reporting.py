"""Decisions of 2025-2026 with every reporting column, made under the rules of docs/indberetning_regler.md."""

from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from synthetic.cases_of_period import with_diagnoses
from synthetic.decisions import COLUMNS
from synthetic.population import Population
from synthetic.streams import stream

REPORTING = [
    "MYNDIGHED",
    "SAGSBEHANDLER",
    "LOVGRUNDLAG",
    "ANLEDNING",
    "HAVDE_FTP",
    "REHABTEAM_DATO",
    "REHABTEAM_INDSTILLING",
    "SUNDKOORD_DATO",
    "SUNDKOORD_VURDERING",
    "TERMINAL",
    "MOEDETILBUD_DATO",
    "FRISTBREV_DATO",
    "REVISIONSDATO",
    "RESSOURCEFORLOEB",
    "ARBEJDSFUNKTIONER",
    "SAERLIGE_OMSTAENDIGHEDER",
    "SAMTYKKE",
]
FIRST_DAY, LAST_DAY = date(2025, 7, 1), date(2026, 4, 30)
# Everybody is between 33 and 63 years old: nobody reaches pension age, but some the rules that begin at 60.
SIXTY_BY_THEN = date(1966, 5, 1)
BORN = (date(1963, 7, 1), date(1992, 12, 31))
NEW_CASES, CHANGES = 420, 64
GROUND = {
    "18_DOK": "1",
    "18_AAB": "1",
    "17_1": "2",
    "17_2": "3",
    "17_3": "3",
    "17_4": "3",
    "20_1": "4",
    "44": "5",
    "43A": "6",
    "62": "6",
}
CASEWORKERS = (
    "Team Ydelse Øst",
    "Team Ydelse Vest",
    'Pensionsenheden, gruppe "B"',
    "Sygedagpenge & pension",
    "Jobcenter Å",
)


def build_reporting(population: Population, seed: int) -> pl.DataFrame:
    """Rows of the register with person (row of the population): applications, and changes of running pensions."""
    rng = stream(seed, "indberetning")
    people = population.people.with_row_index("person").with_columns(pl.col("person").cast(pl.Int64))
    of_age = people.filter(pl.col("foed_dag").is_between(*BORN))
    applicants = of_age.filter(pl.col("rolle") == "fri").sample(NEW_CASES, seed=int(rng.integers(2**31)), shuffle=True)
    pensioners = of_age.filter(pl.col("rolle") == "senere").sample(CHANGES, seed=int(rng.integers(2**31)), shuffle=True)
    cases = pl.concat([_applications(applicants, rng), *_changes(pensioners, rng)], how="diagonal")
    groups = np.array(["psykiske_lidelser", "bevaegeapparat", "hjertekarsygdomme", "nerve_sanseapparat", "kraeft"])
    with_codes = with_diagnoses(cases.with_columns(diagnosegruppe=pl.Series(rng.choice(groups, cases.height))), seed)
    return _finished(with_codes, people, rng)


def _days(low: int, high: int, n: int, rng: np.random.Generator) -> pl.Expr:
    return pl.duration(days=pl.lit(pl.Series(rng.integers(low, high + 1, n))))


def _decided(n: int, rng: np.random.Generator) -> NDArray[np.datetime64]:
    """Weekdays, most of them in the last months."""
    span = (LAST_DAY - FIRST_DAY).days
    day = np.datetime64(FIRST_DAY) + (span * rng.random(n) ** 0.6).astype("timedelta64[D]")
    return np.asarray(np.busday_offset(day, 0, roll="backward"))


def _applications(people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """T, A and I of municipalities, Udbetaling Danmark and Ankestyrelsen."""
    n = people.height
    authority = rng.choice(np.array(["KOM", "UDK", "AST"]), n, p=[0.91, 0.05, 0.04])
    decision = rng.choice(np.array(["T", "A", "I"]), n, p=[0.64, 0.31, 0.05])
    age = 2025.5 - people["foed_dag"].dt.year().to_numpy()
    provision = _provision(decision, age, authority, rng)
    quick = np.isin(provision, ("18_AAB", "17_4")) & (decision == "T") & (authority == "KOM") & (rng.random(n) < 0.3)
    terminal = quick & (rng.random(n) < 0.3)
    long_case = rng.random(n) < 0.06
    frame = people.select("person", "kommune").with_columns(
        myndighed=pl.Series(authority),
        afgoerelse=pl.Series(decision),
        lovgrundlag=pl.Series(provision),
        hurtig=pl.Series(quick),
        terminal=pl.Series(terminal),
        lang=pl.Series(long_case),
    )
    decided = pl.Series(_decided(n, rng))
    frame = frame.with_columns(
        afgdato=decided,
        paabdato=decided - pl.when("lang").then(_days(100, 140, n, rng)).otherwise(_days(15, 80, n, rng)),
    )
    team = pl.when(pl.col("lovgrundlag") == "17_2").then(_days(2, 18, n, rng)).otherwise(_days(5, 70, n, rng))
    without = pl.col("hurtig") | (pl.col("lovgrundlag") == "17_3") | (pl.col("myndighed") == "UDK")
    health = pl.col("hurtig") & ~pl.col("terminal")
    drawn = pl.Series(
        rng.choice(np.array(["borger", "kommune", "sygedagpenge", "aktivering"]), n, p=[0.5, 0.3, 0.15, 0.05])
    )
    # A case on the file as it is is asked for; the municipality itself raises an obvious one (§ 17 stk. 2-4).
    occasion = (
        pl.when(pl.col("lovgrundlag").is_in(["17_2", "17_3"]))
        .then(pl.lit("borger"))
        .when(pl.col("lovgrundlag") == "17_4")
        .then(pl.lit("kommune"))
        .otherwise(pl.lit(drawn))
    )
    senior = pl.col("lovgrundlag").is_in(["18_DOK", "18_AAB"]) & pl.Series((rng.random(n) < 0.05) & (age > 58))
    plain = pl.col("lovgrundlag").is_in(["17_1", "18_DOK"])
    return (
        frame.with_columns(
            rehabteam_dato=pl.when(~without).then(pl.col("paabdato") - team),
            rehabteam_indstilling=pl.when(~without).then(
                pl.when(pl.Series(rng.random(n) < 0.9)).then("afgoerelse").otherwise(pl.lit("A"))
            ),
            sundkoord_dato=pl.when(health).then(pl.col("paabdato") - _days(3, 40, n, rng)),
            sundkoord_vurdering=pl.when(health).then(pl.lit("T")),
            moedetilbud_dato=pl.col("paabdato") + _days(3, 13, n, rng),
            fristbrev_dato=pl.when("lang").then(pl.col("paabdato") + _days(60, 85, n, rng)),
            revisionsdato=pl.when((pl.col("afgoerelse") == "T") & pl.Series(rng.random(n) < 0.08)).then(
                pl.col("afgdato").dt.offset_by("3y")
            ),
            anledning=pl.when(senior).then(pl.lit("seniorpension")).otherwise(occasion),
            havde_ftp=pl.lit("N"),
            ressourceforloeb=pl.when(plain & pl.Series(rng.random(n) < 0.3)).then(pl.lit("J")).otherwise(pl.lit("N")),
            arbejdsfunktioner=pl.when(pl.col("afgoerelse") == "A").then(
                pl.lit("Lettere lager- og kontorarbejde, få timer; ingen løft")
            ),
        )
        .drop("hurtig", "lang")
        .with_columns(
            afgdato=pl.when(pl.col("afgoerelse") != "I").then("afgdato"),
            terminal=pl.when("terminal").then(pl.lit("J")).otherwise(pl.lit("N")),
        )
    )


def _provision(
    decision: NDArray[np.str_], age: NDArray[np.float64], authority: NDArray[np.str_], rng: np.random.Generator
) -> NDArray[np.str_]:
    """LOVGRUNDLAG that the decision may have: under 40 years not 17_1, 17_3 only for refusals, 62 for UDK."""
    n = len(decision)
    older = rng.choice(np.array(["18_DOK", "18_AAB", "17_1", "17_2", "17_4"]), n, p=[0.35, 0.2, 0.25, 0.1, 0.1])
    younger = rng.choice(np.array(["18_DOK", "18_AAB", "17_2", "17_4"]), n, p=[0.45, 0.3, 0.1, 0.15])
    refused = rng.choice(np.array(["18_DOK", "17_1", "17_3"]), n, p=[0.45, 0.4, 0.15])
    found = np.where(decision == "A", refused, np.where(age < 41, younger, older))
    return np.where(authority == "UDK", "62", found)


def _changes(people: pl.DataFrame, rng: np.random.Generator) -> list[pl.DataFrame]:
    """F, H and N of people granted before; a third of those resting take their pension up again (G)."""
    n = people.height
    kind = np.resize(np.array(["H", "H", "F", "N"]), n)
    older = (people["foed_dag"] < SIXTY_BY_THEN).to_numpy()
    base = people.select("person", "kommune").with_columns(
        afgoerelse=pl.Series(kind),
        myndighed=pl.lit("KOM"),
        afgdato=pl.Series(_decided(n, rng)),
        havde_ftp=pl.lit("J"),
        lovgrundlag=pl.Series(np.where(kind == "F", "44", "43A")),
        anledning=pl.Series(np.where(kind == "H", np.where(older, "borger", "indkomst"), "kommune")),
        saerlige_omstaendigheder=pl.Series(np.where(kind == "F", "J", "")),
        ressourceforloeb=pl.lit("N"),
        terminal=pl.lit("N"),
    )
    again = (
        base.filter(pl.col("afgoerelse") == "H")
        .gather_every(3)
        .with_columns(
            afgoerelse=pl.lit("G"), anledning=pl.lit("borger"), afgdato=pl.col("afgdato") + pl.duration(days=40)
        )
        .filter(pl.col("afgdato") <= LAST_DAY)
    )
    return [_started(base, rng), _started(again, rng)]


def _started(frame: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    return frame.with_columns(paabdato=pl.col("afgdato") - _days(10, 30, frame.height, rng))


def _waited(n: int, rng: np.random.Generator) -> pl.Expr:
    """From request to start: abroad the request is the start (§ 51); without the team it follows at once (3.2)."""
    days = pl.lit(pl.Series(rng.integers(8, 61, n)))
    at_once = pl.when(pl.col("lovgrundlag") == "17_3").then(days.clip(upper_bound=21)).otherwise(days)
    return pl.duration(days=pl.when(pl.col("myndighed") == "UDK").then(0).otherwise(at_once))


def _finished(cases: pl.DataFrame, people: pl.DataFrame, rng: np.random.Generator) -> pl.DataFrame:
    """Authority and municipality, case numbers, who handled it, and the register's names in capitals."""
    n = cases.height
    abroad = pl.col("myndighed") == "UDK"
    number = pl.Series([f"{i:06d}" for i in rng.permutation(np.arange(500_001, 500_001 + n))])
    whole = cases.with_columns(
        sagsid=pl.lit("2025-") + number,
        pnr=people["pnr"].gather(cases["person"]),
        bopkom=pl.when(abroad).then(pl.lit("000")).otherwise("kommune"),
        myndighed=pl.when(pl.col("myndighed") == "KOM").then("kommune").otherwise("myndighed"),
        ansdato=pl.col("paabdato") - _waited(n, rng),
        grundlag=pl.col("lovgrundlag").replace_strict(GROUND),
        afslagsgrund=pl.when(pl.col("afgoerelse") == "A")
        .then(pl.Series(rng.integers(1, 9, n)).cast(pl.Utf8))
        .otherwise(pl.lit("")),
        sagsbehandler=pl.Series(rng.choice(np.array(CASEWORKERS), n)),
        samtykke=pl.when(pl.col("afgoerelse") == "F").then(pl.lit("J")).otherwise(pl.lit("N")),
    )
    return whole.select("person", *(pl.col(c.lower()).alias(c) for c in (*COLUMNS, *REPORTING))).sort("SAGSID")
