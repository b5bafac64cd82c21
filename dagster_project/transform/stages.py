"""The stages of the dbt project as data: what one step of a run builds. A gate stands between them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """One step: ``select`` is a dbt selector whose nodes are in no other stage; seeds belong to the first.

    ``gate`` names the stage of the gates that must stand passed before anything is built.
    """

    name: str
    gate: str
    select: str
    text: str


STAGES: tuple[Stage, ...] = (
    Stage(
        "staging", "raa", "resource_type:seed fqn:veje.staging", "kodelister, og registrene med de rækker, der gælder"
    ),
    Stage(
        "intermediate",
        "staging",
        "fqn:veje.intermediate fqn:veje.forloeb fqn:veje.indberetning",
        "populationer og baggrund, en model pr. regel, og grundlaget for indberetningen",
    ),
    Stage("marts_4_6", "staging", "fqn:veje.marts.kapitel_4_6", "tabellerne i kapitel 4-6"),
    Stage("marts_7", "marts", "fqn:veje.marts.kapitel_7", "tabellerne i kapitel 7, bilagene og rapporttabellen"),
)
