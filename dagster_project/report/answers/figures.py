"""The figures that matter, each with what it is held up against."""

from dataclasses import dataclass

import polars as pl

from dagster_project.report.answers import timing
from dagster_project.report.answers.differences import COUNTRY
from dagster_project.report.numbers import danish, percent
from dagster_project.report.source import Source


@dataclass(frozen=True)
class Figure:
    """One figure as it is printed, what it is of, and its change or difference in words."""

    value: str
    what: str
    change: str


def five_figures(source: Source) -> list[Figure]:
    """Grants, share granted, age, the most frequent diagnosis, none or late measures; those that can be computed."""
    cells = source.table("rapporttabel")
    if cells.is_empty():
        return []
    keys = [one.key for one in source.municipalities]
    found = [
        _grants(source, keys),
        _share(cells, keys, "5.2", "raekke", "tilkendelse", "af ansøgningerne blev tilkendt"),
        _age(cells, keys),
        _diagnosis(source, cells, keys),
        _without(source),
    ]
    return [one for one in found if one is not None]


def _grants(source: Source, keys: list[str]) -> Figure | None:
    """The last whole calendar year before the end of the period, against the year before."""
    rows = source.table("figur_2_2")
    if rows.is_empty():
        return None
    # Of the released form only years in which every municipality is shown can be added up.
    years = rows.filter(pl.col("noegle").is_in(keys)).group_by("aar").agg(
        n=pl.col("tilkendelser").sum(), vist=pl.col("tilkendelser").is_not_null().all() & (pl.len() == len(keys))
    )  # fmt: skip
    shown = {year: count for year, count, whole in years.iter_rows() if whole}
    ends = source.period[1]
    last = ends.year if (ends.month, ends.day) == (12, 31) else ends.year - 1
    if last not in shown:
        return None
    change = f"mod {danish(shown[last - 1])} i {last - 1}" if last - 1 in shown else "året før er ikke leveret"
    return Figure(danish(shown[last]), f"tilkendelser i {last}", change)


def _share(cells: pl.DataFrame, keys: list[str], table: str, place: str, part: str, what: str) -> Figure | None:  # noqa: PLR0913, PLR0917
    part_column = "kolonne" if place == "raekke" else "raekke"
    rows = cells.filter((pl.col("tabel") == table) & (pl.col("statistik") == "percent") & (pl.col(part_column) == part))
    own = rows.filter(pl.col(place).is_in(keys))
    if own.is_empty() or own["antal"].null_count() or not own["grundlag"].sum():
        return None
    share = 100 * int(own["antal"].sum()) / int(own["grundlag"].sum())
    return Figure(f"{percent(share, 1)}", what, _against(rows.filter(pl.col(place) == COUNTRY), share))


def _against(country: pl.DataFrame, share: float) -> str:
    if country.is_empty() or country["antal"][0] is None or not country["grundlag"][0]:
        return "landet kendes ikke"
    whole = 100 * country["antal"][0] / country["grundlag"][0]
    return f"{percent(whole, 1)} i landet ({danish(share - whole, 1)} procentpoint)".replace("(-", "(−")


def _age(cells: pl.DataFrame, keys: list[str]) -> Figure | None:
    """Weighted by persons: the mean of the study is that of its municipalities."""
    six = cells.filter(pl.col("tabel") == "6.1")
    ages = six.filter(pl.col("raekke") == "alder").select("kolonne", alder="vaerdi")
    rows = six.filter(pl.col("statistik") == "n").select("kolonne", n="antal").join(ages, "kolonne")
    own = rows.filter(pl.col("kolonne").is_in(keys))
    if own.is_empty() or own["alder"].null_count() or own["n"].null_count() or not own["n"].sum():
        return None
    age = float((own["alder"] * own["n"]).sum()) / int(own["n"].sum())
    country = rows.filter(pl.col("kolonne") == COUNTRY).drop_nulls("alder")
    change = f"{danish(country['alder'][0], 1)} år i landet" if country.height else "landet kendes ikke"
    return Figure(f"{danish(age, 1)} år", "i gennemsnit ved tilkendelsen", change)


def _diagnosis(source: Source, cells: pl.DataFrame, keys: list[str]) -> Figure | None:
    """The diagnosis group with most persons in the study."""
    rows = cells.filter((pl.col("tabel") == "5.3") & (pl.col("statistik") == "percent") & (pl.col("raekke") != "alle"))
    counted = rows.filter(pl.col("kolonne").is_in(keys)).group_by("raekke").agg(pl.col("antal").sum())
    if counted.is_empty():
        return None
    most = str(counted.sort("antal", "raekke", descending=[True, False])["raekke"][0])
    return _share(cells, keys, "5.3", "kolonne", most, f"har diagnosen {source.labels.text(most).lower()}")


def _without(source: Source) -> Figure | None:
    rows = timing.sensitivity(source).filter((pl.col("graense") - timing.THRESHOLD).abs() < 1e-9)
    found = {name: share for name, share in rows.select("scenarie", "andel").iter_rows() if share is not None}
    if "ingen" not in found:
        return None
    late = f"{percent(100 * found['sen'], 1)} fik dem sidst i forløbet" if "sen" in found else ""
    return Figure(f"{percent(100 * found['ingen'], 1)}", "fik ingen foranstaltning før tilkendelsen", late)
