"""`veje forklar`: one decision in words, or as one JSON object. It reads, and writes nothing."""

import argparse
import json
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import asdict
from functools import partial

from dagster_project.errors import ConfigurationError
from dagster_project.indberetning.duty.explain import explain_decision
from dagster_project.indberetning.duty.explanation import Explanation, Outcome, RuleSeen
from dagster_project.privacy.vault import lookup
from dagster_project.settings import Settings

PASSED, BROKEN = ("overholdt", "opfyldt", "ikke opfyldt"), ("fejl", "bekraeft", "bekraeftet", "advarsel")
WIDTH = 110


def explain_case(settings: Settings, arguments: argparse.Namespace) -> int:
    """Print what `explain_decision` finds; 0.

    Raises:
        ConfigurationError: for an unknown case, or an assumption that is none.
        GateStopped: when there is no basis.
    """
    assumed = dict(_assumption(text) for text in arguments.hvis)
    told = explain_decision(settings, arguments.sagsid, arguments.afgnr, assumed, lookup=partial(lookup, settings))
    text = json.dumps(as_json(told), ensure_ascii=False, indent=2) if arguments.json else "\n".join(lines(told))
    sys.stdout.write(text + "\n")
    return 0


def as_json(told: Explanation) -> dict[str, object]:
    """One object, with the rules that hold the record back beside each outcome."""
    found = asdict(told)
    for name, outcome in (("nu", told.nu), ("saa", told.saa)):
        if outcome is not None:
            found[name]["holdes_tilbage_af"] = list(outcome.held_by)
    return found


def lines(told: Explanation) -> Iterator[str]:
    """The explanation in words."""
    yield f"Sag {told.sag}, afgørelse {told.afgnr}" + (f" ({told.indberetning_id})" if told.indberetning_id else "")
    yield from _listed("Sendt", told.sendt or ("intet",))
    if told.nu is None:
        yield from ("", "Der er ingen afgørelse at indberette: sagen er ikke afgjort, eller AFGDATO er tom.")
    else:
        yield from _outcome(told.nu)
    if told.antagelser:
        said = ", ".join(f"{field} = {value}" for field, value in told.antagelser.items())
        yield from ("", f"Under antagelsen {said} (intet er ændret)")
        yield from _assumed(told.nu, told.saa)


def _outcome(outcome: Outcome) -> Iterator[str]:
    yield from ("", _verdict(outcome))
    yield from _listed("Oplysninger", [f"{name}: {value}" for name, value in outcome.oplysninger.items()])
    yield from ("", "Brudte regler")
    broken = [rule for rule in outcome.regler if rule.udfald in BROKEN]
    for rule in broken:
        yield from _broken(rule)
    if not broken:
        yield "  ingen"
    passed = [rule for rule in outcome.regler if rule.udfald in PASSED]
    yield from _listed("Regler og undtagelser, der gælder, og hvad de så", [_passed(rule) for rule in passed])


def _verdict(outcome: Outcome) -> str:
    if outcome.held_by:
        return f"Afgørelsen ({outcome.afgoerelse}) holdes tilbage af {', '.join(outcome.held_by)}."
    if outcome.sendes:
        sends = "; ".join(outcome.sendes)
        return f"Afgørelsen ({outcome.afgoerelse}) holdes ikke tilbage. Næste eksport sender: {sends}."
    return f"Afgørelsen ({outcome.afgoerelse}) holdes ikke tilbage, og der er intet nyt at sende."


def _broken(rule: RuleSeen) -> Iterator[str]:
    yield f"  {rule.regel} {rule.udfald} · {rule.felt} · {rule.paragraf}"
    yield from _wrapped(rule.tekst)
    yield from _wrapped(f"Fundet: {rule.fundet}")
    yield from _wrapped(f"Gør: {rule.handling}")
    if rule.ville_vaere_tavs:
        values = " eller ".join(rule.ville_vaere_tavs)
        yield from _wrapped(f"Den ville ikke holde posten tilbage, hvis sagen sagde {rule.felt}: {values}")


def _passed(rule: RuleSeen) -> str:
    return f"{rule.regel} {rule.udfald} ({rule.paragraf}): {rule.fundet}"


def _assumed(now: Outcome | None, then: Outcome | None) -> Iterator[str]:
    if then is None:
        yield "  er der ingen afgørelse at indberette."
        return
    before = {(rule.regel, rule.felt): rule for rule in (now.regler if now else ()) if rule.udfald in BROKEN}
    after = {(rule.regel, rule.felt): rule for rule in then.regler if rule.udfald in BROKEN}
    yield f"  {_verdict(then)}"
    gone = [f"{rule} ({field})" for rule, field in before if (rule, field) not in after]
    if gone:
        yield f"  Ikke længere brudt: {', '.join(gone)}"
    for place, rule in after.items():
        if place not in before:
            yield from _broken(rule)


def _listed(head: str, items: list[str] | tuple[str, ...]) -> Iterator[str]:
    yield from ("", head)
    for item in items:
        yield from textwrap.wrap(item, WIDTH, initial_indent="  ", subsequent_indent="      ")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="    ", subsequent_indent="      ")


def _assumption(text: str) -> tuple[str, str]:
    field, equals, value = text.partition("=")
    if not (equals and field.strip()):
        raise ConfigurationError(
            "FELT=VAERDI", "noget andet", "--hvis", "skriv for eksempel --hvis REHABTEAM_DATO=2026-02-10"
        )
    return field.strip().lower(), value.strip()
