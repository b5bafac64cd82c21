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
    # Rows left out as what remains: a generation of an earlier version has no column for them.
    rows, quarantined, left_out = connection.execute(
        "SELECT coalesce(sum(raekker_i_fil), 0), coalesce(sum(karantaene), 0), "
        "coalesce(sum(raekker_i_fil - accepteret - dubletter - erstattet - karantaene), 0) FROM kvalitet.raekkeregnskab"
    ).fetchall()[0]
    gates = dict(connection.execute("SELECT udfald, count(*) FROM kvalitet.gate GROUP BY ALL").fetchall())
    warned = f", {gates['advarsel']} advarsler" if gates.get("advarsel") else ""
    outside = f", {danish_count(left_out)} udeladt (uden_for)" if left_out else ""
    return [
        f"Rækker:     {danish_count(rows)} læst, {danish_count(quarantined)} i karantæne{outside}",
        f"Kontroller: {gates.get('bestaaet', 0)} bestået{warned}",
    ]
