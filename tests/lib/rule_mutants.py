"""Every boundary and exception of a reporting rule, found in the rule itself: each as a rule that is wrong just there.

A predicate is an expression of Polars. Its tree is walked, and each comparison, constant, listed code, condition and
answer for an empty cell is changed alone; the same is done with the dates, authorities and act of its row in the table.
"""

import io
import json
import warnings
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import polars as pl

from dagster_project.indberetning.rules.predicates import PREDICATES

Node = Any
_ALWAYS, _EVER = date(1900, 1, 1), date(9999, 12, 31)
_DAY = timedelta(days=1)
_OTHER = {"Lt": "LtEq", "LtEq": "Lt", "Gt": "GtEq", "GtEq": "Gt", "Eq": "NotEq", "NotEq": "Eq"}


def wrong_predicates(limb: tuple[str, str]) -> Iterator[tuple[str, pl.Expr]]:
    """What is changed, and the predicate with that change."""
    whole = tree_of(PREDICATES[limb])
    for path, said, node in _changes(whole, ()):
        yield said, expression_of(_put(whole, path, node))


def wrong_rows(row: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What is changed, and the row of the table with that change."""
    if row["gyldig_fra"] != _ALWAYS:
        yield "begins a day later", row | {"gyldig_fra": row["gyldig_fra"] + _DAY}
        yield "begins a day earlier", row | {"gyldig_fra": row["gyldig_fra"] - _DAY}
    if row["gyldig_til"] != _EVER:
        yield "ends a day later", row | {"gyldig_til": row["gyldig_til"] + _DAY}
        yield "ends a day earlier", row | {"gyldig_til": row["gyldig_til"] - _DAY}
    if row["ordning"]:
        yield "for every act", row | {"ordning": None}
    whom = row["gaelder_for"].split()
    for kind in whom:
        yield f"not for {kind}", row | {"gaelder_for": " ".join(one for one in whom if one != kind)}


def tree_of(expression: pl.Expr) -> Node:
    """The expression as plain data."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return json.loads(expression.meta.serialize(format="json"))


def expression_of(tree: Node) -> pl.Expr:
    """The expression of a tree."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pl.Expr.deserialize(io.StringIO(json.dumps(tree)), format="json")


def _changes(node: Node, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], str, Node]]:
    """(where, what, the node instead) of every change in the tree."""
    if isinstance(node, dict):
        yield from ((path, said, instead) for said, instead in _here(node))
        for key, child in node.items():
            yield from _changes(child, (*path, key))
    elif isinstance(node, list):
        for number, child in enumerate(node):
            yield from _changes(child, (*path, number))


def _here(node: dict[str, Any]) -> Iterator[tuple[str, Node]]:
    if "BinaryExpr" in node:
        yield from _binary(node["BinaryExpr"])
    elif "Function" in node:
        yield from _function(node["Function"])
    elif "Ternary" in node:
        yield f"only {_text(node['Ternary']['truthy'])}", node["Ternary"]["truthy"]
        yield f"only {_text(node['Ternary']['falsy'])}", node["Ternary"]["falsy"]
    elif "Literal" in node:
        yield from _constant(node["Literal"])


def _binary(part: dict[str, Any]) -> Iterator[tuple[str, Node]]:
    left, right, operator = part["left"], part["right"], part["op"]
    if operator in {"And", "Or"}:
        yield f"without {_text(right)}", left
        yield f"without {_text(left)}", right
    elif operator in _OTHER:
        yield (
            f"{_text(left)} {_OTHER[operator]} {_text(right)}, not {operator}",
            {"BinaryExpr": {**part, "op": _OTHER[operator]}},
        )


def _function(part: dict[str, Any]) -> Iterator[tuple[str, Node]]:
    kind = part["function"].get("Boolean") if isinstance(part["function"], dict) else None
    if isinstance(kind, dict) and "IsIn" in kind:
        members = pl.select(expression_of(part["input"][1])).to_series()
        values = members[0].to_list() if members.dtype == pl.List else members.to_list()
        for value in values:
            kept = tree_of(expression_of(part["input"][0]).is_in([one for one in values if one != value]))
            yield f"{_text(part['input'][0])} without {value}", kept
    elif part["function"] == "FillNull":
        answer = part["input"][1]["Literal"]["Scalar"]["Boolean"]
        other = {"Literal": {"Scalar": {"Boolean": not answer}}}
        yield f"{_text(part['input'][0])} where empty", {"Function": {**part, "input": [part["input"][0], other]}}
    elif kind == "AnyHorizontal":
        for number, one in enumerate(part["input"]):
            fewer = [other for place, other in enumerate(part["input"]) if place != number]
            yield f"without {_text(one)}", {"Function": {**part, "input": fewer}}


def _constant(literal: dict[str, Any]) -> Iterator[tuple[str, Node]]:
    scalar = literal.get("Scalar", {})
    for by in (-1, 1):
        if "Date" in scalar:
            yield (
                f"{date(1970, 1, 1) + timedelta(days=scalar['Date'])} {by:+d} day",
                {"Literal": {"Scalar": {"Date": scalar["Date"] + by}}},
            )
        if "Int" in literal.get("Dyn", {}):
            yield f"{literal['Dyn']['Int']} {by:+d}", {"Literal": {"Dyn": {"Int": literal["Dyn"]["Int"] + by}}}


def _put(tree: Node, path: tuple[Any, ...], node: Node) -> Node:
    if not path:
        return node
    copy = deepcopy(tree)
    place = copy
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = node
    return copy


def _text(node: Node) -> str:
    """A condition in a few words."""
    return str(expression_of(node)).replace("\n", " ")[:110]
