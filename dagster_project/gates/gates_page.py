"""The page `docs/gates.md`: every check with its category, limits, and what to do, from `limits.csv`."""

from itertools import groupby

from dagster_project.gates.limits import Check, load_checks

_INTRO = """# Gates

A gate stands after each stage. It measures in SQL (`dagster_project/gates/profiles/<stage>/<check>.sql`; what two
stages ask alike stands beside their folders), is judged by Great Expectations, and its verdicts stand in
`kvalitet.gate` for the runs that come later too. A broken stop limit, or
a stop check that could not be evaluated (`fejl`), keeps everything downstream from using the data until the stage has
been judged anew; `ikke_relevant` (nothing to measure) is no pass.

This page is written by `make docs` from `dagster_project/gates/limits.csv`, the one place for limits. To change one,
change its row, with the date (`siden`) and the reason (`hvorfor`).
"""


def render() -> str:
    """The whole page, ending with one newline."""
    stages = groupby(load_checks(), key=lambda check: check.trin)
    return "\n".join([_INTRO, *(_stage(trin, list(checks)) for trin, checks in stages)])


def _stage(trin: str, checks: list[Check]) -> str:
    lines = "\n".join(_check(check) for check in checks)
    return f"## {trin}\n\n{lines}"


def _check(check: Check) -> str:
    measure = f"{check.taeller} / {check.naevner}" if check.naevner else check.taeller
    parameter = "" if check.parameter is None else f" Parameter: {check.parameter:g}."
    return (
        f"### {check.navn}{f' ({check.studie})' * bool(check.studie)}\n\n"
        f"{check.kahn}; {_limits(check)}; siden {check.siden.isoformat()}\n\n"
        f"- Måler: {measure} ({check.enhed}).{parameter}\n"
        f"- Hvorfor: {check.hvorfor}\n"
        f"- Gør: {check.handling}\n"
    )


def _limits(check: Check) -> str:
    words = {"stop": "stopper", "advarsel": "advarer"}
    side = "over" if check.retning == "hoejst" else "under"
    unit = " %" if check.enhed == "procent" else ""
    return ", ".join(f"{words[severity]} {side} {limit:g}{unit}" for severity, limit in reversed(check.limits))
