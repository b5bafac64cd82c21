"""Persons of a small world, drawn at random: everything that the tables tell of them.

Twelve to some hundred persons in the study's municipalities, some others in the region: few enough for hardly any
count to be safe, which is where an attacker gets something out of tables side by side.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

TOWNS = {"herning": "657", "holstebro": "661", "silkeborg": "740", "viborg": "791"}
REGIONS = ("region_hovedstaden", "region_midt", "region_nordjylland", "region_sjaelland", "region_syddanmark")
FOUR, COUNTRY = "alle_fire_kommuner", "alle_regioner"
STATES = ("dagpenge", "kontanthjaelp", "ledighedsydelse", "loenmodtager", "ingen_ydelse", "selvforsoergelse")
MERGED = {"ingen_ydelse": "uoplyst", "selvforsoergelse": "uoplyst"}
PATHWAYS = ("kortvarig_kontanthjaelp", "langvarig_kontanthjaelp", "pendler", "loenmodtager_syg")
TABLES = dict(zip(PATHWAYS, ("7.3", "7.4", "7.5", "7.6"), strict=True))
LEVELS = ("grundskole", "gymnasial", "erhvervsfaglig", "mellemlang_videregaaende", "lang_videregaaende")
DIAGNOSES = ("psykiske_lidelser", "bevaegeapparat", "kraeft", "oevrige_diagnoser")
AGES = ("under_25", "alder_25_35", "alder_36_45", "alder_46_55", "over_55")
KINDS = ("adhd_medicin", "antipsykotisk", "antidepressiv", "hovedpine")
PSYCHE = ("antipsykotisk", "antidepressiv")
MEASURES = ("fleksjob", "vejledning", "virksomhedspraktik")
BANDS = {1: "foranstaltninger_1_5", 6: "foranstaltninger_6_10", 11: "foranstaltninger_11_15"}
SCENARIOS = ("ingen", "tidlig", "loebende", "sen")


@dataclass(frozen=True)
class World:
    """How many persons (by place), how many quarters, and how many of a hundred lack a sequence."""

    seed: int
    sizes: tuple[int, ...]
    quarters: int = 4
    without: int = 0
    pathways: int = 3


def draw(world: World) -> pl.DataFrame:
    """One row for every person of the målgruppe; list columns where a person has several."""
    random = np.random.default_rng(world.seed)
    places = [*TOWNS, *[region for region in REGIONS if region != "region_midt"], "region_midt"]
    place = np.repeat(places, [*world.sizes, *([9] * (len(places) - len(world.sizes)))])
    n = len(place)
    pathway = random.choice(PATHWAYS[: world.pathways], n, p=_skewed(random, world.pathways))
    pooled = np.where(random.random(n) < 0.7, pathway, random.choice(PATHWAYS[: world.pathways], n))
    main = random.choice(len(STATES), n, p=_skewed(random, len(STATES)))
    states = np.where(
        random.random((n, world.quarters)) < 0.8, main[:, None], random.choice(len(STATES), (n, world.quarters))
    )
    measures = [random.choice(MEASURES, number).tolist() for number in random.poisson(random.choice([0, 2, 6], n))]
    active = [random.random(world.quarters) < min(len(some), 4) / 4 for some in measures]
    for some, row in zip(measures, active, strict=True):
        row[0] |= bool(some) and not row.any()
    return pl.DataFrame(
        {
            "sted": place,
            "aar": random.choice(["2007", "2008"], n),
            "koen": random.choice(["kvinder", "maend"], n),
            "partner": random.random(n) < 0.3,
            "indvandrer": random.random(n) < 0.1,
            "diagnose": random.choice(DIAGNOSES, n, p=_skewed(random, len(DIAGNOSES))),
            "uddannelse": random.choice(LEVELS, n, p=_skewed(random, len(LEVELS))),
            "aldersgruppe": random.choice(AGES, n),
            "ung": random.random(n) < 0.85,
            "gift": random.random(n) < 0.4,
            "foraelder": random.random(n) < 0.2,
            "medicin": [[kind for kind in KINDS if random.random() < 0.3] for _ in range(n)],
            "foranstaltning": measures,
            "med_sekvens": random.integers(0, 100, n) >= world.without,
            "tilstande": [[STATES[s] for s in row] for row in states],
            "aktiv": [row.tolist() for row in active],
            "scenarie": [SCENARIOS[int(random.integers(1, 4))] if row.any() else "ingen" for row in active],
            "kommune": pathway,
            "samlet": pooled,
        }
    ).with_columns(
        # At a lower threshold some of those that are so all along are early or late ones.
        scenarie_lav=pl.when((pl.col("scenarie") == "loebende") & pl.Series(random.random(n) < 0.4))
        .then(pl.Series(random.choice(["tidlig", "sen"], n)))
        .otherwise("scenarie"),
        # Of those that no rule but the last takes some pause for long.
        scenarie_fin=pl.when((pl.col("scenarie") == "loebende") & pl.Series(random.random(n) < 0.5))
        .then(pl.lit("midt"))
        .otherwise("scenarie"),
        flere_tilkendelser=pl.Series(random.random(n) < 0.1),
        genansoegt=pl.Series(np.random.default_rng([world.seed, 1]).random(n) < 0.1),
        afslag=pl.Series(random.poisson(0.3, n)),
    )


def _skewed(random: np.random.Generator, parts: int) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    return random.dirichlet(np.full(parts, 1.2))
