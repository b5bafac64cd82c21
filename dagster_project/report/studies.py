"""The page that lists the studies of an installation, each with the pages and the file of its own edition."""

from datetime import datetime
from pathlib import Path

from dagster_project.publication.files import FILE, private_files
from dagster_project.publication.studies import PAGES, kept
from dagster_project.report.frame import environment, replace_page
from dagster_project.settings import Settings
from dagster_project.words.dates import danish_moment


def write_studies(settings: Settings) -> Path:
    """Write ``studier/index.html`` anew; returns where it lies."""
    rows = [
        {
            "study": one,
            "made": danish_moment(datetime.fromisoformat(one.made)),
            "pages": (one.folder / PAGES / "index.html").relative_to(settings.studies_dir).as_posix(),
            "file": (one.folder / FILE).relative_to(settings.studies_dir).as_posix(),
        }
        for one in kept(settings)
    ]
    with private_files():
        text = environment().get_template("studier.html.j2").render(rows=rows)
        return replace_page(settings.studies_dir / "index.html", text)
