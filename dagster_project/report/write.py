"""Write the pages of the published generation into ``$VEJE_HOME/rapport``."""

from pathlib import Path

from dagster_project.errors import VejeError
from dagster_project.publication.files import private_files
from dagster_project.report.charts import write_runtime
from dagster_project.report.files import write_table_files
from dagster_project.report.frame import FILES, environment, framed, replace_page
from dagster_project.report.pages.declared import PAGES
from dagster_project.report.source import Edition, open_source
from dagster_project.settings import Settings


def write_report(settings: Settings) -> Path:
    """Write every page anew.

    Args:
        settings: whose published file.

    Returns:
        The first page.

    Raises:
        VejeError: when nothing is published.
    """
    if not settings.published_file.is_file():
        raise VejeError("en publiceret generation", "ingen", str(settings.published_file), "kør 'veje run' først")
    with private_files():
        write_table_files(settings)
        write_runtime(settings.report_dir / FILES)
        for edition in Edition:
            _write(settings, edition)
    return settings.report_dir / PAGES[0].file


def _write(settings: Settings, edition: Edition) -> None:
    templates = environment()
    with open_source(settings, edition) as source:
        for page in PAGES:
            if page.edition is edition:
                shown = framed(page, PAGES, source) | page.build(source)
                replace_page(source.folder / page.file, templates.get_template(page.template).render(shown))
