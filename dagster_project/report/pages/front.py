"""The first page: what the study is, what it found, and what to be careful about."""

from typing import Any

from dagster_project.report.answers.caution import cautions, warnings
from dagster_project.report.answers.differences import differences
from dagster_project.report.answers.figures import five_figures
from dagster_project.report.answers.names import listed
from dagster_project.report.answers.scenarios import timing_answer
from dagster_project.report.answers.sentences import most_different, who_differs
from dagster_project.report.pages.pathways import size_chart
from dagster_project.report.pages.timing import place_chart
from dagster_project.report.source import Source


def front(source: Source) -> dict[str, Any]:
    """What `index.html.j2` shows."""
    found = differences(source)
    names = {one.key: one.name for one in source.municipalities}
    return {
        "steder": listed(list(names.values())),
        "tal": five_figures(source),
        "forskelle": who_differs(found, names),
        "hver": [
            (one, most_different(found.filter(found["sted"] == one.key), one.name)) for one in source.municipalities
        ],
        "timing": timing_answer(source),
        "stoerrelse": size_chart(source),
        "scenarier": place_chart(source),
        "pas_paa": cautions(source),
        "advarsler": warnings(source),
    }
