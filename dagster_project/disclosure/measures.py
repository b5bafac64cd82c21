"""Relations between tables of measures: by type, by number, by scenario, by quarter, and those of the pathways."""

from collections import defaultdict
from itertools import pairwise

import duckdb

from dagster_project.disclosure.bound import by_place, rows_of
from dagster_project.disclosure.relations import FOUR, Builder, Relation

DEFAULT_THRESHOLD = "0.75"
# A sequence has no more weeks, and a person no more measures in it.
MOST_MEASURES = 260
COUNTED = ("stoerrelse", "foranstaltning")


def active_persons(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """Who is never active is not active in any quarter."""
    for name in [name for name in builder.values if name[0].startswith("aktiv:") and name[3] == "ja"]:
        never = ("scenarie", name[1], name[2], "ingen")
        builder.at_least({("stoerrelse", name[1], name[2], "alle"): 1}, {never: 1, name: 1})


def thresholds(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """A higher threshold leaves fewer early and late ones; at the default one they are those of the pathways."""
    thresholds = sorted({name[1] for name in builder.values if name[0] == "foelsomhed"}, key=float)
    for low, high in pairwise(thresholds):
        at = {
            t: {part: ("foelsomhed", t, "", part) for part in ("ingen", "tidlig", "sen", "loebende")}
            for t in (low, high)
        }
        builder.add({at[low]["ingen"]: 1, at[high]["ingen"]: -1})
        builder.at_least({at[low]["tidlig"]: 1}, {at[high]["tidlig"]: 1})
        builder.at_least({at[low]["sen"]: 1}, {at[high]["sen"]: 1})
        builder.at_least({at[high]["loebende"]: 1}, {at[low]["loebende"]: 1})


def scenarios(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """At the default threshold scenarios are those of the pathways, and of persons without one."""
    found: dict[str, Relation] = defaultdict(dict)
    for (analysis, family, _, part), total in builder.totals.items():
        if (analysis, family) == ("samlet", "scenarie"):
            found[part][total] = 1
    everybody, sizes = ("personer", "", FOUR, "alle"), _sizes_by_place(builder)
    for part, totals in found.items():
        whole = ("foelsomhed", DEFAULT_THRESHOLD, "", part)
        builder.at_least({whole: 1}, totals)
        builder.at_least(totals | {everybody: 1}, {whole: 1} | sizes)
    for threshold in {name[1] for name in builder.values if name[0] == "foelsomhed"}:
        builder.add({("foelsomhed", threshold, "", "alle"): 1, everybody: -1})


def fine_scenarios(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """The fine scenarios divide `loebende`, which no rule but the last takes."""
    parts: dict[tuple[str, str], Relation] = defaultdict(dict)
    for name in builder.values:
        if name[0] == "scenarie_fin" and ":" in name[1]:
            parts[name[1], name[2]][name] = 1
    for (led, place), relation in parts.items():
        builder.add(relation | {("scenarie", led, place, "loebende"): -1})


def _sizes_by_place(builder: Builder) -> Relation:
    """Persons of the pooled pathways of every municipality."""
    return {
        total: 1
        for (analysis, family, place, _), total in builder.totals.items()
        if (analysis, family) == ("samlet", "stoerrelse") and place != FOUR
    }


def by_scenario(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """Measures by scenario hold those of 6.8: whoever has a measure has a scenario."""
    by_kind: dict[str, Relation] = defaultdict(dict)
    for name in builder.values:
        if name[0] == "scenariets_foranstaltning":
            by_kind[name[3]][name] = 1
    for kind, relation in by_kind.items():
        builder.at_least(relation, {("foranstaltning", "", FOUR, kind): 1})


def by_number(builder: Builder, con: duckdb.DuckDBPyConnection) -> None:
    """6.7 counts the measures of 6.8 by person: each band has a least and a most; who has one is once active."""
    bands = rows_of(con, "SELECT noegle, antal_fra::INTEGER, antal_til::INTEGER FROM kode.antalsbaand ORDER BY ALL")
    for place, there in by_place(builder, "antalsbaand").items():
        least = {there[band]: first for band, first, _ in bands if band in there}
        most = {there[band]: min(last, MOST_MEASURES) for band, _, last in bands if band in there}
        builder.at_least({("foranstaltning", "", place, "alle"): 1}, least)
        builder.at_least(most, {("foranstaltning", "", place, "alle"): 1})
        never = builder.totals.get(("samlet", "scenarie", place, "ingen"))
        if never:
            some = ("antalsbaand", "", place, "alle")
            builder.at_least({("personer", "", place, "alle"): 1}, {some: 1, never: 1})


def without_pathway(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """Measures that no table of a pathway has are those of persons without one, once every pathway has a table."""
    leds: dict[tuple[str, str], set[str]] = defaultdict(set)
    for family, led, place, _ in builder.values:
        if family in COUNTED and led.startswith("kommune:"):
            leds[family, place].add(led)
    for _, family, place, part in list(builder.totals):
        if family == "foranstaltning" and len(leds["stoerrelse", place]) == len(leds["foranstaltning", place]):
            missing = ("foranstaltning", "uden forløb kommune", place, part)
            builder.at_least({builder.without_pathway("kommune", place): MOST_MEASURES}, {missing: 1})
