"""Relations between tables of the same persons: states, educations, medicine, parents, cases."""

from collections import defaultdict
from math import ceil, floor

import duckdb

from dagster_project.disclosure.bound import by_place, rows_of, totals_by_place
from dagster_project.disclosure.cells import subsets
from dagster_project.disclosure.relations import Builder, Name, Relation

# A mean is printed with one decimal.
HALF_A_DIGIT = 0.05


def quarters_in_all(builder: Builder, con: duckdb.DuckDBPyConnection) -> None:
    """Quarters in a state by pathway and place, hidden (before places and pathways are bound): means are their shares.

    A mean says it even where no distribution lies: of the pooled pathways in a municipality, of the separate ones in
    all of them together.
    """
    for led, place, state, mean in _means(con):
        persons = builder.values.get(("stoerrelse", led, place, "alle"))
        if persons and ("gennemsnit:kvartaler", led, place, f"{state}:op") in builder.values:
            builder.hide(("kvartaler", led, place, state), round(mean * persons))


def _means(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str, float]]:
    """(analysis:pathway, place, state, mean quarters) of both tables that have them."""
    return rows_of(
        con,
        """SELECT "analyse" || ':' || forloebstype, kommune, kategori, vaerdi FROM marts.forloebstype_karakteristik
           WHERE statistik = 'mean' AND egenskab = 'kvartaler' AND vaerdi IS NOT NULL
           ORDER BY ALL""",
    ) + rows_of(
        con,
        """SELECT 'kommune:' || kolonne, tabel[9:], raekke, vaerdi FROM marts.rapporttabel
           WHERE tabel LIKE 'bilag_1_%' AND statistik = 'mean' AND vaerdi IS NOT NULL
           ORDER BY ALL""",
    )


def with_record(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """The shares of 6.1 are over those in BEF: nearly everybody, and nobody else."""
    for parts in by_place(builder, "egenskab:koen").values():
        if "alle" in parts:
            builder.at_least({("personer", "", parts["alle"][2], "alle"): 1}, {parts["alle"]: 1})


def whole_pathways(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """The shares of a pathway are over all who follow it, and a pathway that is there has somebody."""
    for family, led, place, part in list(builder.values):
        if family.startswith("egenskab:") and ":" in led and part == "alle":
            builder.add({(family, led, place, part): 1, ("stoerrelse", led, place, "alle"): -1})


def without_pathway(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """Where nobody is without a pathway, the pathways' total is that of everybody, whatever is counted."""
    for (analysis, family, place, part), total in builder.totals.items():
        missing = (family, f"uden forløb {analysis}", place, part)
        persons = builder.without_pathway(analysis, place)
        if family not in {"stoerrelse", "foranstaltning"} and missing in builder.values:
            builder.at_least({persons: 1}, {missing: 1})
        if family == "stoerrelse":
            builder.add({("tilstand", "", place, "alle"): 1, total: -1})


def both_analyses(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """Who is in which pathway of both analyses (7.2_kryds): rows are the pooled pathways, columns the separate ones."""
    rows: dict[tuple[str, str], Relation] = defaultdict(dict)
    for name in builder.values:
        if name[0] == "kryds" and name[1].startswith("samlet:"):
            rows[name[1], name[2]][name] = 1
    for (led, place), cells in rows.items():
        builder.add(cells | {("stoerrelse", led, place, "alle"): -1})
    for (analysis, family, place, part), total in list(builder.totals.items()):
        if (analysis, family) == ("samlet", "kryds"):
            builder.add({total: 1, ("stoerrelse", f"kommune:{part}", place, "alle"): -1})


def last_quarter(builder: Builder, con: duckdb.DuckDBPyConnection) -> None:
    """6.4 is the last quarter of the distributions, some states taken together."""
    quarters = [int(name[0].partition(":")[2]) for name in builder.values if name[0].startswith("tilstand:")]
    if not quarters:
        return
    for place, states in totals_by_place(builder, f"tilstand:{max(quarters)}"):
        for (alphabet,) in rows_of(con, "SELECT DISTINCT alfabet FROM kode.tilstand ORDER BY ALL"):
            rows = rows_of(
                con, "SELECT tilstand, tabel_6_4 FROM kode.tilstand WHERE alfabet = ? ORDER BY ALL", [alphabet]
            )
            _merged(builder, ("tilstand", place), states, dict(rows))


def levels_of_education(builder: Builder, con: duckdb.DuckDBPyConnection) -> None:
    """6.2 takes the longer educations together, the description of pathways does not."""
    rows = rows_of(con, "SELECT DISTINCT karakteristik, tabel_6_2 FROM kode.uddannelsesniveau ORDER BY ALL")
    for place, levels in totals_by_place(builder, "egenskab:uddannelse"):
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
        builder.at_least(relation | {builder.without_pathway("kommune", target[1]): 1}, {whole: 1})


def mean_quarters(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """A mean of quarters per state, times its persons, is nearly the quarters in all; unless it is suppressed.

    A suppressed mean binds nobody: that is what its two counts of nothing (``op``, ``ned``) may grow for.
    """
    quarters: dict[tuple[str, str, str], Relation] = defaultdict(dict)
    for name in builder.values:
        if name[0].startswith("tilstand:") and ":" in name[1]:
            quarters[name[1], name[2], name[3]][name] = 1
    states: dict[tuple[str, str], Relation] = defaultdict(dict)
    for name in [name for name in builder.values if name[0] == "kvartaler" and ":" in name[1]]:
        _, led, place, state = name
        states[led, place][name] = 1
        builder.add({name: -1} | quarters[led, place, state])
        least, most = _totals_of_mean(builder.values[name], builder.values["stoerrelse", led, place, "alle"])
        over, under = (("gennemsnit:kvartaler", led, place, f"{state}:{end}") for end in ("op", "ned"))
        builder.at_least({name: 1, under: 1}, {builder.constant(least): 1})
        builder.at_least({builder.constant(most): 1, over: 1}, {name: 1})
    for (led, place), totals in states.items():
        persons = ("stoerrelse", led, place, "alle")
        length, rest = divmod(sum(builder.values[name] for name in totals), builder.values[persons])
        if not rest:
            builder.add(totals | {persons: -length})


def _totals_of_mean(total: int, persons: int) -> tuple[int, int]:
    """The least and the most whole total whose mean over ``persons`` is printed like that of ``total``."""
    printed = floor(10 * total / persons + 0.5) / 10
    least, most = persons * (printed - HALF_A_DIGIT), persons * (printed + HALF_A_DIGIT)
    return max(0, ceil(least - 1e-9)), floor(most + 1e-9)


def kinds_of_medicine(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """Figure 6.1 counts persons by kinds, 6.5 kinds by persons; who bought none bought no kind."""
    numbers, kinds = by_place(builder, "typer"), defaultdict(list)
    for name in builder.values:
        if name[0].startswith("medicin:") and name[1] == "" and name[3] == "ja":
            kinds[name[2]].append(name)
    for place, rows in numbers.items():
        weighted = {name: int(number) for number, name in rows.items() if number.isdigit() and number != "0"}
        builder.add(weighted | dict.fromkeys(kinds[place], -1))
        for kind in kinds[place]:
            builder.at_least({("borger", "", place, "alle"): 1}, {kind: 1, ("typer", "", place, "0"): 1})


def cases_and_persons(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """Who was granted has a case: in the period, and in each of its years."""
    for place, parts in by_place(builder, "afgoerelse").items():
        if "tilkendelse" in parts:
            builder.at_least({parts["tilkendelse"]: 1}, {("personer", "", place, "alle"): 1})
    for place, years in by_place(builder, "aar").items():
        for year, name in years.items():
            builder.at_least({("tilkendelser", "", place, year): 1}, {name: 1})


def parts_of_the_group(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """Tables of an age group against tables of everybody: at most as many more have a property as are of other ages."""
    for small, big, all_of_it in subsets().iter_rows():
        for place, parts in by_place(builder, small).items():
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


def new_pensions(builder: Builder, _con: duckdb.DuckDBPyConnection) -> None:
    """Who is granted for the first time ever has a case that year, and is the first time of the period granted."""
    for place, years in by_place(builder, "nytilkendte").items():
        for year, name in years.items():
            builder.at_least({("tilkendelser", "", place, year): 1}, {name: 1})
            builder.at_least({("aar", "", place, year): 1}, {name: 1})
