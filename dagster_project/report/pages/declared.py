"""Every page of the report in the order of the navigation. How to add one: docs/how-to/page.md."""

from dagster_project.report.pages.about import about
from dagster_project.report.pages.front import front
from dagster_project.report.pages.internal import internal
from dagster_project.report.pages.municipality import municipality
from dagster_project.report.pages.page import Page
from dagster_project.report.pages.pathways import pathways
from dagster_project.report.pages.quality import quality
from dagster_project.report.pages.tables import internal_tables, tables
from dagster_project.report.pages.timing import timing
from dagster_project.report.source import Edition

RELEASED, INTERNAL = Edition.RELEASED, Edition.INTERNAL

PAGES = (
    Page("index.html", "Overblik", RELEASED, "index.html.j2", front, has_charts=True),
    Page("kommune.html", "Vores kommune", RELEASED, "kommune.html.j2", municipality, has_charts=True),
    Page("veje.html", "Veje", RELEASED, "veje.html.j2", pathways, has_charts=True),
    Page("timing.html", "Timing", RELEASED, "timing.html.j2", timing, has_charts=True),
    Page("tabeller.html", "Tabeller", RELEASED, "tabeller.html.j2", tables),
    Page("tal.html", "Om tallene", RELEASED, "tal.html.j2", about),
    Page("intern.html", "Intern", INTERNAL, "intern.html.j2", internal),
    Page("intern_veje.html", "Veje med små tal", INTERNAL, "veje.html.j2", pathways, has_charts=True),
    Page("intern_timing.html", "Timing med små tal", INTERNAL, "timing.html.j2", timing, has_charts=True),
    Page("intern_tabeller.html", "Tabeller med små tal", INTERNAL, "tabeller.html.j2", internal_tables),
    Page("kvalitet.html", "Kvalitet", INTERNAL, "kvalitet.html.j2", quality),
)
