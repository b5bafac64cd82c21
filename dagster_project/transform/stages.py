"""The stages of the dbt project as data: what one step of a run builds. A gate stands between them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stage:
    """One step: ``select`` is a dbt selector whose nodes are in no other stage; seeds belong to the first.

    ``gate`` names the stage of the gates that must stand passed before anything is built. Of the stages that may begin,
    the one of the highest ``priority`` does.
    """

    name: str
    gate: str
    select: str
    text: str
    priority: int = 0


STAGES: tuple[Stage, ...] = (
    Stage(
        "staging", "raa", "resource_type:seed fqn:veje.staging", "kodelister, og registrene med de rækker, der gælder"
    ),
    Stage("indberetning", "staging", "fqn:veje.indberetning", "grundlaget for indberetningen", priority=10),
    Stage(
        "intermediate",
        "staging",
        "fqn:veje.intermediate.foranstaltning fqn:veje.intermediate.forloeb fqn:veje.intermediate.geografi "
        "fqn:veje.intermediate.person fqn:veje.intermediate.sag fqn:veje.intermediate.aarlig fqn:veje.forloeb",
        "populationer og baggrund, en model pr. regel",
    ),
    Stage("marts_4_6", "staging_studie", "fqn:veje.intermediate.tabeller.kapitel_4_6", "tabellerne i kapitel 4-6"),
    Stage(
        "marts_7",
        "marts",
        "fqn:veje.intermediate.tabeller.kapitel_7 fqn:veje.marts",
        "tabellerne i kapitel 7 og bilagene, rapporttabellen, og tabellerne som de er trykt",
    ),
)
