"""Relations between tables that no sum of one table shows: the attacker has all of them side by side.

Each is checked against the data when it is added; one that does not hold binds nobody.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import ceil, floor
from typing import Any

import duckdb

from dagster_project.disclosure.cells import subsets
from dagster_project.disclosure.relations import FOUR, Builder, Name, Relation

# A mean is printed with one decimal.
HALF_A_DIGIT = 0.05
DEFAULT_THRESHOLD = "0.75"


def bind_across(builder: Builder, con: duckdb.DuckDBPyConnection) -> None:
    """Add what tables of different chapters say of the same persons (after the pathways are bound)."""
    _last_quarter(builder, con)
    _levels_of_education(builder, con)
    _mean_quarters(builder)
    _kinds_of_medicine(builder)
    _active_persons(builder)
    _thresholds(builder)
    _measures(builder, con)
    _cases_and_persons(builder)
    _parts_of_the_group(builder)


def _last_quarter(builder: Builder, con: duckdb.DuckDBPyConnection) -> None:
    """6.4 is the last quarter of the distributions, some states taken together."""
    quarters = [int(name[0].partition(":")[2]) for name in builder.values if name[0].startswith("tilstand:")]
    if not quarters:
        return
    for place, states in _totals_by_place(builder, f"tilstand:{max(quarters)}"):
        for (alphabet,) in _rows(con, "SELECT DISTINCT alfabet FROM kode.tilstand ORDER BY ALL"):
            rows = _rows(con, "SELECT tilstand, tabel_6_4 FROM kode.tilstand WHERE alfabet = ?", [alphabet])
            _merged(builder, ("tilstand", place), states, dict(rows))


def _levels_of_education(builder: Builder, con: duckdb.DuckDBPyConnection) -> None:
    """6.2 takes the longer educations together, the description of pathways does not."""
    rows = _rows(con, "SELECT DISTINCT karakteristik, tabel_6_2 FROM kode.uddannelsesniveau ORDER BY ALL")
    for place, levels in _totals_by_place(builder, "egenskab:uddannelse"):
        _merged(builder, ("egenskab:uddannelse", place), levels, dict(rows))


def _merged(builder: Builder, target: tuple[str, str], parts: dict[str, Name], merged: dict[str, str]) -> None:
    """Pathways' totals of ``parts`` against the row they are taken together in, persons without a sequence apart."""
    members: dict[str, Relation] = defaultdict(dict)
    for part, name in parts.items():
        members[merged.get(part, part)][name] = 1
    for row, relation in members.items():
        whole = (target[0], "", target[1], row)
        if builder.values.get(whole) == sum(builder.values[name] for name in relation):
            builder.add({whole: -1} | relation)
        else:
            builder.at_least({whole: 1}, relation)


def _mean_quarters(builder: Builder) -> None:
    """A mean of quarters per state, times its persons, is nearly the sum of the distributions; unless it is suppressed.

    A suppressed mean binds nobody: that is what its two counts of nothing (``op``, ``ned``) may grow for.
    """
    quarters: dict[tuple[str, str, str], Relation] = defaultdict(dict)
    for name in builder.values:
        if name[0].startswith("tilstand:") and ":" in name[1]:
            quarters[name[1], name[2], name[3]][name] = 1
    for (led, place, state), counts in quarters.items():
        persons = builder.values.get(("stoerrelse", led, place, "alle"), 0)
        total = sum(builder.values[name] for name in counts)
        least, most = _totals_of_mean(total, persons) if persons else (0, 0)
        over, under = (("gennemsnit:kvartaler", led, place, f"{state}:{end}") for end in ("op", "ned"))
        builder.at_least(counts | {under: 1}, {builder.constant(least): 1})
        builder.at_least({builder.constant(most): 1, over: 1}, counts)


def _totals_of_mean(total: int, persons: int) -> tuple[int, int]:
    """The least and the most whole total whose mean over ``persons`` is printed like that of ``total``."""
    printed = floor(10 * total / persons + 0.5) / 10
    least, most = persons * (printed - HALF_A_DIGIT), persons * (printed + HALF_A_DIGIT)
    return max(0, ceil(least - 1e-9)), floor(most + 1e-9)


def _kinds_of_medicine(builder: Builder) -> None:
    """Figure 6.1 counts persons by kinds, 6.5 kinds by persons; who bought none bought no kind."""
    numbers, kinds = _by_place(builder, "typer"), defaultdict(list)
    for name in builder.values:
        if name[0].startswith("medicin:") and name[1] == "" and name[3] == "ja":
            kinds[name[2]].append(name)
    for place, rows in numbers.items():
        weighted = {name: int(number) for number, name in rows.items() if number.isdigit() and number != "0"}
        builder.add(weighted | dict.fromkeys(kinds[place], -1))
        for kind in kinds[place]:
            builder.at_least({("borger", "", place, "alle"): 1}, {kind: 1, ("typer", "", place, "0"): 1})


def _active_persons(builder: Builder) -> None:
    """Who is never active is not active in any quarter."""
    for name in [name for name in builder.values if name[0].startswith("aktiv:") and name[3] == "ja"]:
        never = ("scenarie", name[1], name[2], "ingen")
        builder.at_least({("stoerrelse", name[1], name[2], "alle"): 1}, {never: 1, name: 1})


def _thresholds(builder: Builder) -> None:
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
    scenarios: dict[str, Relation] = defaultdict(dict)
    for (analysis, family, _, part), total in builder.totals.items():
        if (analysis, family) == ("samlet", "scenarie"):
            scenarios[part][total] = 1
    for part, totals in scenarios.items():
        builder.at_least({("foelsomhed", DEFAULT_THRESHOLD, "", part): 1}, totals)


def _measures(builder: Builder, con: duckdb.DuckDBPyConnection) -> None:
    """Measures by scenario hold those of 6.8; 6.7 counts the same measures by person; who has one is once active."""
    by_kind: dict[str, Relation] = defaultdict(dict)
    for name in builder.values:
        if name[0] == "scenariets_foranstaltning":
            by_kind[name[3]][name] = 1
    for kind, relation in by_kind.items():
        builder.at_least(relation, {("foranstaltning", "", FOUR, kind): 1})
    bands = _rows(con, "SELECT noegle, antal_fra::INTEGER FROM kode.antalsbaand ORDER BY ALL")
    for place in _by_place(builder, "antalsbaand"):
        least = {("antalsbaand", "", place, band): first for band, first in bands}
        builder.at_least({("foranstaltning", "", place, "alle"): 1}, least)
        never = builder.totals.get(("samlet", "scenarie", place, "ingen"))
        if never:
            some = ("antalsbaand", "", place, "alle")
            builder.at_least({("personer", "", place, "alle"): 1}, {some: 1, never: 1})


def _cases_and_persons(builder: Builder) -> None:
    """Who was granted has a case: in the period, and in each of its years."""
    for place, parts in _by_place(builder, "afgoerelse").items():
        if "tilkendelse" in parts:
            builder.at_least({parts["tilkendelse"]: 1}, {("personer", "", place, "alle"): 1})
    for place, years in _by_place(builder, "aar").items():
        for year, name in years.items():
            builder.at_least({("tilkendelser", "", place, year): 1}, {name: 1})


def _parts_of_the_group(builder: Builder) -> None:
    """Tables of an age group against tables of everybody: at most as many more have a property as are of other ages."""
    for small, big, all_of_it in subsets().iter_rows():
        for place, parts in _by_place(builder, small).items():
            persons, within = ("personer", "", place, "alle"), ("borger", "", place, "alle")
            whole, part = (big, "", place, "ja"), parts.get("ja")
            total = builder.totals.get(("kommune", big, place, "ja"))
            if part and whole in builder.values:
                builder.at_least({whole: 1}, {part: 1})
            elif part and total:
                whole = total
                with_sequence = builder.totals.get(("kommune", "stoerrelse", place, "alle"), persons)
                builder.at_least({whole: 1, persons: 1}, {part: 1, with_sequence: 1})
            if part and all_of_it == "ja":
                builder.at_least({part: 1, persons: 1}, {whole: 1, within: 1})


def _by_place(builder: Builder, family: str) -> dict[str, dict[str, Name]]:
    """Counts of everybody by place and part."""
    found: dict[str, dict[str, Name]] = defaultdict(dict)
    for name in builder.values:
        if name[0] == family and name[1] == "":
            found[name[2]][name[3]] = name
    return found


def _totals_by_place(builder: Builder, family: str) -> Iterator[tuple[str, dict[str, Name]]]:
    """(place, part -> total over the pathways) of each analysis, without the base."""
    found: dict[tuple[str, str], dict[str, Name]] = defaultdict(dict)
    for (analysis, own, place, part), total in builder.totals.items():
        if own == family and part != "alle":
            found[analysis, place][part] = total
    return ((place, parts) for (_, place), parts in found.items())


def _rows(con: duckdb.DuckDBPyConnection, query: str, values: list[str] | None = None) -> list[tuple[Any, ...]]:
    """The rows of a code list, or none where it is not there."""
    try:
        return con.execute(query, values or []).fetchall()
    except duckdb.CatalogException:
        return []
