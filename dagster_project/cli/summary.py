"""The last lines of a run: where the results lie, how much of the printed report was reproduced, what to look at."""

import duckdb

from dagster_project.publication.content import open_published
from dagster_project.publication.files import current_generation
from dagster_project.publication.summary import danish_count, summary_lines
from dagster_project.settings import Settings


def result_lines(settings: Settings) -> list[str]:
    """The lines, from the published file only; says so when nothing is published."""
    generation = current_generation(settings)
    if generation is None and settings.published_file.is_file():
        return [
            f"Den publicerede fil er beskadiget: {settings.published_file}. Kør 'veje rul-tilbage' eller 'veje run'."
        ]
    if generation is None:
        return ["Intet er publiceret endnu."]
    with open_published(settings.published_file) as connection:
        return [
            "",
            *summary_lines(connection),
            *_quality(connection),
            "",
            f"Database:  {settings.published_file} (generation {generation})",
            f"Rapport:   {settings.report_dir / 'index.html'}",
        ]


def _quality(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows, quarantined = connection.execute(
        "SELECT coalesce(sum(raekker_i_fil), 0), coalesce(sum(karantaene), 0) FROM kvalitet.raekkeregnskab"
    ).fetchall()[0]
    gates = dict(connection.execute("SELECT udfald, count(*) FROM kvalitet.gate GROUP BY ALL").fetchall())
    warned = f", {gates['advarsel']} advarsler" if gates.get("advarsel") else ""
    return [
        f"Rækker:     {danish_count(rows)} læst, {danish_count(quarantined)} i karantæne",
        f"Kontroller: {gates.get('bestaaet', 0)} bestået{warned}",
    ]
