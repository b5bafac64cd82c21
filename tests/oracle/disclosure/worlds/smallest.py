"""For each relation the smallest world: shown side by side, its tables give somebody away to whoever knows it.

Beside every world stands the count that is wanted. How to read one: what is small is suppressed, and so is the
cheapest other count of its table; the relation is what tells the suppressed one all the same, unless it is heeded.
"""

from dataclasses import dataclass

from tests.oracle.disclosure.attacker.cells import Key
from tests.oracle.disclosure.attacker.knowledge import FOUR
from tests.oracle.disclosure.worlds.cases import (
    HERE,
    NORTH,
    ONE,
    OTHER,
    Cell,
    active,
    at_threshold,
    column,
    cross,
    fine_scenarios,
    mean,
    measures,
    new,
    number,
    scenarios,
    share,
    size,
    states,
    trait,
)


@dataclass(frozen=True)
class Smallest:
    """Cells, and the key of the count that one relation less gives away."""

    cells: list[Cell]
    wanted: Key


def of(what: str, name: str, part: object = "", place: str = HERE, analysis: str = "kommune") -> Key:
    """The key of a count of a pathway."""
    return what, (analysis, name), place, part


# Four of ten live in the two smaller towns, and somebody here: no more than four.
WHOLE_PATHWAY = Smallest(
    [
        size(ONE, 1, analysis="samlet"),
        *trait(ONE, "civilstand", {"gift": 0, "ikke_gift": 1}, analysis="samlet"),
        *trait(ONE, "civilstand", {"gift": 0, "ikke_gift": 3}, "silkeborg", "samlet"),
        *trait(ONE, "civilstand", {"gift": 0, "ikke_gift": 6}, "viborg", "samlet"),
        *trait(ONE, "civilstand", {"gift": 0, "ikke_gift": 10}, FOUR, "samlet"),
    ],
    of("personer", ONE, analysis="samlet"),
)
# 6.4 is over all that have a pathway: it sums the pathways that it is made of.
WITHOUT_PATHWAY = Smallest(
    [
        number("6.1", "alle", HERE, 33),
        *column("6.4", {"dagpenge": 12, "kontanthjaelp": 18}),
        size(ONE, 3),
        size(OTHER, 27),
    ],
    of("personer", ONE),
)
# Ten of the two pathways together are the ten of 6.4.
LAST_QUARTER = Smallest(
    [
        *column("6.4", {"dagpenge": 10, "kontanthjaelp": 40}),
        number("6.4", "alle", HERE, 50),
        *states(ONE, 1, {"dagpenge": 3, "kontanthjaelp": 27}),
        *states(OTHER, 1, {"dagpenge": 7, "kontanthjaelp": 13}),
    ],
    of("tilstand", ONE, (1, "dagpenge")),
)
# Persons with a longer education are no more than 6.2 has: whoever is no longer under 'mellemlang' is not gone to it.
LEVELS = Smallest(
    [
        number("6.2", "alle", HERE, 78),
        *column("6.2", {"grundskole": 34, "gymnasial": 10, "laengere_videregaaende": 34}),
        *trait(ONE, "uddannelse", {"grundskole": 30, "gymnasial": 10,
                                   "mellemlang_videregaaende": 4, "lang_videregaaende": 30}),
    ],
    of("uddannelse", ONE, "mellemlang_videregaaende"),
)  # fmt: skip
# 13 quarters of 30 persons are 0.4 on the mean: of which ten are seen in the second quarter.
MEANS = Smallest(
    [
        size(ONE, 30),
        mean(ONE, "dagpenge", 13, 30),
        mean(ONE, "kontanthjaelp", 47, 30),
        *states(ONE, 1, {"dagpenge": 3, "kontanthjaelp": 27}),
        *states(ONE, 2, {"dagpenge": 10, "kontanthjaelp": 20}),
    ],
    of("tilstand", ONE, (1, "dagpenge")),
)
# Ten bought one kind each: seven of them another one than the kind that is wanted.
MEDICINE = Smallest(
    [
        number("6.5", "alle", HERE, 30),
        share("6.5", "adhd_medicin", HERE, 3, 30),
        share("6.5", "antidepressiv", HERE, 7, 30),
        *column("figur_6.1", {"0": 20, "1": 10, "2": 0}),
    ],
    ("medicin", "", HERE, "adhd_medicin"),
)
# Nineteen persons were granted: so at least nineteen of the 22 cases were.
GRANTED = Smallest(
    [
        share("5.2", HERE, "tilkendelse", 20, 22),
        share("5.2", HERE, "afslag", 2, 22),
        number("5.2", HERE, "alle", 22),
        number("6.1", "alle", HERE, 19),
    ],
    ("afgoerelse", "", HERE, "afslag"),
)
# At most 21 were granted in 2008, of 24: so at least three in 2007, and no more than five cases.
YEARS = Smallest(
    [
        share("4.1", HERE, "2007", 4, 24),
        share("4.1", HERE, "2008", 20, 24),
        number("4.1", HERE, "alle", 24),
        number("figur_2.2", HERE, "2007", 5),
        number("figur_2.2", HERE, "2008", 21),
    ],
    ("aar", "", HERE, "2007"),
)
# The eight of the region are of two places that had five cases each: so each has at least three.
NEW = Smallest(
    [
        *(new(place, 2008, {"laesoe": 4, "morsoe": 4}.get(place, 0)) for place in NORTH),
        new("region_nordjylland", 2008, 8),
        number("figur_2.2", "laesoe", "2008", 5),
        number("figur_2.2", "morsoe", "2008", 5),
    ],
    ("nye", "", "laesoe", "2008"),
)
# The 21 persons are hidden for the sake of their cases; but twenty of them are the base of 6.1.
IN_BEF = Smallest(
    [
        share("5.2", HERE, "tilkendelse", 22, 23),
        share("5.2", HERE, "afslag", 1, 23),
        number("5.2", HERE, "alle", 23),
        number("6.1", "alle", HERE, 21),
        share("6.1", "kvinder", HERE, 9, 20),
    ],
    ("afgoerelse", "", HERE, "afslag"),
)
# Five of 33 bought it, and three are of other ages: at least two of the age group did.
AGE_GROUP = Smallest(
    [
        number("6.5", "alle", HERE, 30),
        share("6.5", "adhd_medicin", HERE, 2, 30),
        number("bilag_2_herning", "antal_personer", "alle", 33),
        share("bilag_2_herning", "adhd_medicin", "alle", 5, 33),
    ],
    ("medicin", "", HERE, "adhd_medicin"),
)
# Five are not active in the first quarter, so no more never are; and no more than eight are early ones: two never are.
NEVER_ACTIVE = Smallest(
    [
        *scenarios(ONE, {"ingen": 2, "tidlig": 8, "sen": 32}),
        active(ONE, 1, 37, 42),
        *at_threshold(0.75, {"ingen": 6, "tidlig": 8, "sen": 37}),
    ],
    of("scenarie", ONE, "ingen", analysis="samlet"),
)
# Who is never active is so at any threshold.
THRESHOLDS = Smallest(
    [
        *at_threshold(0.5, {"ingen": 10, "tidlig": 4, "loebende": 30, "sen": 20}),
        *at_threshold(0.75, {"ingen": 10, "tidlig": 0, "loebende": 42, "sen": 12}),
    ],
    ("foelsomhed", ("graense", 0.5), "", "tidlig"),
)
# All but two of the 32 have a pathway: so all but two of the early ones.
SCENARIOS = Smallest(
    [
        number("6.4", "alle", FOUR, 32),
        *scenarios(ONE, {"tidlig": 3, "sen": 27}),
        *at_threshold(0.75, {"ingen": 0, "tidlig": 5, "sen": 27}),
    ],
    of("scenarie", ONE, "tidlig", analysis="samlet"),
)
# Seventeen of the twenty that no rule but the last takes are of another class.
FINE_SCENARIOS = Smallest(
    [
        *scenarios(ONE, {"ingen": 10, "loebende": 20, "tidlig": 8}),
        *fine_scenarios(ONE, {"loebende": 3, "midt": 17}, 38),
    ],
    of("scenarie_fin", ONE, "loebende", analysis="samlet"),
)
# All but 27 of the thirty are of the other pathway in the municipality's own analysis.
CROSS = Smallest(
    [
        size(ONE, 30, analysis="samlet"),
        size(OTHER, 23, analysis="samlet"),
        size(ONE, 33),
        size(OTHER, 20),
        *cross(ONE, {ONE: 27, OTHER: 3}),
        *cross(OTHER, {ONE: 6, OTHER: 17}),
    ],
    of("kryds", ONE, OTHER, analysis="samlet"),
)
# Nine measures of 6.8 are of a kind, seven of them late: two at least are early.
BY_SCENARIO = Smallest(
    [
        *measures("tidlig", {"fleksjob": 3, "vejledning": 10}),
        *measures("sen", {"fleksjob": 7, "vejledning": 11}),
        *column("6.8", {"fleksjob": 9, "vejledning": 20}, FOUR),
    ],
    ("scenariets_foranstaltning", ("graense", "tidlig"), "", "fleksjob"),
)
# 31 measures of 15 persons: no more than three of them can have six or more.
BY_NUMBER = Smallest(
    [
        *column("6.7", {"foranstaltninger_1_5": 12, "foranstaltninger_6_10": 3}),
        *column("6.8", {"fleksjob": 11, "vejledning": 20}),
        number("6.8", "alle", HERE, 31),
    ],
    ("antal_foranstaltninger", "", HERE, "foranstaltninger_6_10"),
)
# Everybody has a pathway, and every pathway a table: their measures sum to those of 6.8.
MEASURES = Smallest(
    [
        number("6.1", "alle", HERE, 45),
        size(ONE, 20),
        size(OTHER, 25),
        number("7.3", "alle", HERE, 4),
        share("7.3", "fleksjob", HERE, 4, 4),
        number("7.4", "alle", HERE, 26),
        *column("7.4", {"fleksjob": 6, "vejledning": 20}),
        *column("6.8", {"fleksjob": 10, "vejledning": 20}),
        number("6.8", "alle", HERE, 30),
    ],
    ("foranstaltninger", ("tabel", "7.3"), HERE, ""),
)
