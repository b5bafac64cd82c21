"""The committed deliveries: which rows lie in which delivery, in which format, with which faults and corrections."""

from dataclasses import dataclass

import polars as pl

from dagster_project.study import Study
from synthetic import background, cases, decisions, parents, purchases
from synthetic.benefits import study_weeks
from synthetic.dates import CORRECTED, FIRST
from synthetic.faults import FAULTS, Fault
from synthetic.files import TextForm
from synthetic.landing import At, Landing, Planted
from synthetic.population import Population
from synthetic.seed_benefits import write_amfora, write_dream
from synthetic.seed_reporting import write_reporting
from synthetic.streams import stream
from synthetic.users import medicine_users
from synthetic.versions import with_mistakes


def write_register_of_decisions(landing: Landing, rows: pl.DataFrame, study: Study, seed: int) -> pl.DataFrame:
    """Three files of different makes, later corrections and the named cases; the answer is what these expect."""
    rng = stream(seed, "leverancer", "tilkendelsesregister")
    begun = pl.coalesce("AFGDATO", "ANSDATO")
    early, late = begun < study.periode[0], begun > study.periode[1]
    first, corrected = with_mistakes(
        rows.filter(~early & ~late),
        {
            "AFGOERELSE": pl.lit("I"),
            "DIAG1": pl.lit("R69"),
            "BOPKOM": pl.lit("101"),
            "GRUNDLAG": pl.lit("6"),
        },
        40,
        rng,
    )
    # Undecided in the first delivery means without a date there.
    first = first.with_columns(AFGDATO=pl.when(pl.col("AFGOERELSE") == "I").then(None).otherwise("AFGDATO"))
    old = TextForm(encoding="cp1252", dates="dansk")
    landing.text(At("tilkendelsesregister", FIRST, "tilkendelser_2000_2007.csv.gz"), rows.filter(early), old)
    with_notes = first.with_columns(BEMAERKNING=_notes(first.height))
    landing.text(
        At("tilkendelsesregister", FIRST, "tilkendelser_2007_2009.csv"),
        with_notes,
        old,
        Planted(FAULTS["tilkendelsesregister"], rng),
    )
    tabbed = TextForm(delimiter="\t", encoding="utf-8-sig", dates="tal", lower_case=True)
    landing.text(At("tilkendelsesregister", FIRST, "tilkendelser_2009_2010.txt"), rows.filter(late), tabbed)
    landing.text(At("tilkendelsesregister", CORRECTED, "rettelser.csv"), corrected, TextForm(delimiter=","))
    special, expected = cases.build_cases(rows, study)
    landing.text(At("tilkendelsesregister", CORRECTED, "saerlige_sager.csv"), special, TextForm())
    return expected


def _notes(n: int) -> pl.Series:
    """A surplus column as case systems export it: now and then a quoted note with line breaks and quotes."""
    number = pl.Series(range(n))
    note = pl.lit('Sagen er drøftet på møde;\nborgeren ønsker "afklaring" først')
    return pl.select(
        pl.when(number % 400 == 0)
        .then(note)
        .when(number % 7 == 0)
        .then(pl.lit("Lægeerklæring er modtaget"))
        .otherwise(pl.lit(""))
    ).to_series()


def write_bef(landing: Landing, frame: pl.DataFrame, study: Study, seed: int) -> None:
    """One file per snapshot; some rows of the reference snapshot are corrected later."""
    rng = stream(seed, "leverancer", "bef")
    reference = study.oevrig_referencedato
    first, corrected = with_mistakes(
        frame.filter(pl.col("REFERENCETID") == reference), {"CIVST": pl.lit("D"), "IE_TYPE": pl.lit("2")}, 40, rng
    )
    for day in frame["REFERENCETID"].unique().sort():
        rows = frame.filter(pl.col("REFERENCETID") == day)
        if day == reference:
            landing.text(
                At("bef", FIRST, f"bef_{day:%Y}.csv.gz"), first, TextForm(delimiter=","), Planted(FAULTS["bef"], rng)
            )
        else:
            landing.parquet(At("bef", FIRST, f"bef_{day:%Y}.parquet"), rows)
    landing.text(
        At("bef", CORRECTED, "bef_rettet.txt"), corrected, TextForm(delimiter="\t", dates="dansk", lower_case=True)
    )


def write_background(landing: Landing, population: Population, seed: int) -> None:
    """Education as Parquet, text and SAS transport; incomes and unemployment as text with decimal commas."""
    rng = stream(seed, "leverancer", "baggrund")
    people = population.people.filter(pl.col("gruppe").is_in(["maalgruppe", "oevrig"]))
    educations = background.udda(people, seed, 0)
    old, rest = pl.col("HF_VFRA") < pl.date(1960, 1, 1), pl.col("HF_VFRA") >= pl.date(1960, 1, 1)
    recent = pl.col("HF_VFRA") >= pl.date(2008, 1, 1)
    landing.xpt(At("udda", FIRST, "udda_aeldre.xpt"), educations.filter(old))
    landing.parquet(At("udda", FIRST, "udda.parquet"), educations.filter(rest & ~recent))
    landing.text(
        At("udda", FIRST, "udda_2008.csv"),
        educations.filter(recent),
        TextForm(dates="iso"),
        Planted(FAULTS["udda"], rng),
    )
    incomes, months = background.income(people, seed, 0), background.unemployment(people, seed, 0)
    comma = TextForm(delimiter=";", decimal_comma=True)
    for year in incomes["AAR"].unique().sort():
        rows = incomes.filter(pl.col("AAR") == year).with_columns(pl.col("BRUTTO").cast(pl.Float64))
        faults: list[Fault] = FAULTS["ind"] if year == 2008 else []
        landing.text(At("ind", FIRST, f"ind_{year}.csv.gz"), rows, comma, Planted(faults, rng))
    landing.text(At("idap", FIRST, "idap.tsv.gz"), months, TextForm(delimiter="\t"), Planted(FAULTS["idap"], rng))


def write_pensions(landing: Landing, population: Population, study: Study, seed: int) -> None:
    """Parents' spells and the målgruppe's own."""
    rng = stream(seed, "leverancer", "foertidspension")
    rows = (
        pl.concat(
            [
                parents.spells(population.people, population.families, study, seed),
                parents.own_pensions(population.cohort, study),
            ]
        )
        .unique(["PNR", "FRA"], keep="first", maintain_order=True)
        .sort("PNR", "FRA")
    )
    landing.text(
        At("foertidspension", FIRST, "foertidspension.csv"), rows, TextForm(), Planted(FAULTS["foertidspension"], rng)
    )


def write_medicine(landing: Landing, population: Population, study: Study, seed: int) -> None:
    """One file a year; a month that was incomplete in the first delivery is delivered again whole."""
    rng = stream(seed, "leverancer", "lmdb")
    rows = purchases.build_purchases(medicine_users(population, study, seed), study, seed)
    again = (pl.col("EKSD").dt.year() == 2008) & (pl.col("EKSD").dt.month() == 5)
    incomplete = pl.Series(rng.random(rows.height) < 0.3)
    first = rows.filter(~again | incomplete)
    for year in first["EKSD"].dt.year().unique().sort():
        mine = first.filter(pl.col("EKSD").dt.year() == year)
        if year == 2008:
            landing.text(
                At("lmdb", FIRST, f"lmdb_{year}.csv"), mine, TextForm(delimiter=","), Planted(FAULTS["lmdb"], rng)
            )
        else:
            landing.text(At("lmdb", FIRST, f"lmdb_{year}.txt.gz"), mine, TextForm(dates="tal", decimal_comma=True))
    landing.parquet(At("lmdb", CORRECTED, "lmdb_2008_05.parquet"), rows.filter(again))


@dataclass(frozen=True)
class Expectations:
    """What a correct reader makes of the deliveries: quarantine, named cases, and breaches of the reporting rules."""

    quarantine: pl.DataFrame
    cases: pl.DataFrame
    breaches: pl.DataFrame


def write_seed(
    landing: Landing, population: Population, planted: pl.DataFrame, study: Study, seed: int
) -> Expectations:
    """Write every register of the committed deliveries; ``planted`` are the careers of the four municipalities."""
    named = write_register_of_decisions(landing, decisions.register_rows(population, study, seed), study, seed)
    write_bef(landing, background.bef(population, study, seed), study, seed)
    write_background(landing, population, seed)
    write_pensions(landing, population, study, seed)
    write_medicine(landing, population, study, seed)
    write_dream(landing, population, planted, study_weeks(study), seed)
    write_amfora(landing, population, planted, seed)
    broken = write_reporting(landing, population, seed)
    return Expectations(landing.finish(), named, broken)
