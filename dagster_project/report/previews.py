"""Pictures of the released edition as Markdown, for Dagster's pages: nothing here shows a single person."""

from base64 import b64encode

from dagster_project.pathways.tables import POOLED, SEPARATE
from dagster_project.report.answers.names import pictured
from dagster_project.report.charts import Chart, picture
from dagster_project.report.pages.pathways import size_chart, state_chart
from dagster_project.report.pages.timing import activity_chart, place_chart
from dagster_project.report.source import Edition, Source, open_source
from dagster_project.settings import Settings
from dagster_project.words.tables import FOUR


def previews(settings: Settings) -> dict[str, str]:
    """Name of each chart that shows a pathway of either analysis → Markdown that carries it as SVG."""
    with open_source(settings, Edition.RELEASED) as source:
        charts = [chart for chart in _charts(source) if chart is not None]
    return {chart.name: f"![{chart.text}](data:image/svg+xml;base64,{_encoded(chart)})" for chart in charts}


def _charts(source: Source) -> list[Chart | None]:
    own = [state_chart(source, SEPARATE, one.key, one.key) for one in pictured(source)]
    return [
        size_chart(source),
        state_chart(source, POOLED, FOUR, "samlet"),
        *own,
        place_chart(source),
        activity_chart(source),
        activity_chart(source, SEPARATE),
    ]


def _encoded(chart: Chart) -> str:
    return b64encode(picture(chart).encode()).decode("ascii")
