"""Charts in Vega-Lite's grammar, written through altair: frames in, a picture and its specification out."""

from dagster_project.report.charts.chart import Chart
from dagster_project.report.charts.render import RUNTIME, picture, svg, write_runtime

__all__ = ["RUNTIME", "Chart", "picture", "svg", "write_runtime"]
