"""Recounts tables 6.4, 6.7 and 6.8 from delivered DREAM and AMFORA rows, by the definitions of the contract."""

from collections import Counter
from datetime import date, timedelta

import polars as pl

from tests.unit.synthetic.recount import FOUR, STUDY, Cells, code_list

ALL = "alle_fire_kommuner"
UNKNOWN = ("ingen_ydelse", "selvforsoergelse", "introduktionsydelse")
# Days between the end of one record and the start of the next that still make one measure.
GAP = 7


def week_name(monday: date) -> str:
    year, week, _ = monday.isocalendar()
    return f"Y_{year % 100:02d}{week:02d}"


def last_quarter(dream: pl.DataFrame, mine: pl.DataFrame) -> dict[str, str]:
    """PNR -> the state with the most weeks among the 13 before the grant's week, ties to the latest."""
    state = {r["kode"]: r[STUDY["alfabet"]] for r in code_list("dream_ydelse")} | {"": "loenmodtager"}
    found = {}
    rows = {row["PNR"]: row for row in dream.iter_rows(named=True)}
    for number, granted in mine.select("PNR", "indeks").iter_rows():
        if number not in rows:
            continue
        monday = granted - timedelta(granted.weekday())
        weeks = [
            state[rows[number][week_name(monday - timedelta(7 * i))]] for i in range(STUDY["uger_pr_kvartal"], 0, -1)
        ]
        most = Counter(weeks)
        found[number] = max(most, key=lambda s: (most[s], max(i for i, w in enumerate(weeks) if w == s)))
    return found


def table_6_4(cells: Cells, dream: pl.DataFrame, mine: pl.DataFrame) -> None:
    state = last_quarter(dream, mine)
    for key in (*FOUR.values(), ALL):
        members = mine.filter((pl.col("kolonne") == key) | (key == ALL))
        states = Counter("uoplyst" if s in UNKNOWN else s for n in members["PNR"] if (s := state.get(n)))
        for name, n in states.items():
            cells["6.4", name, key, "percent"] = 100 * n / states.total()
        cells["6.4", "alle", key, "n"] = members.height


def measures(amfora: pl.DataFrame, mine: pl.DataFrame) -> list[tuple[str, str, str]]:
    """(PNR, municipality, type) of every merged LAB measure begun in the 260 weeks before the grant's week."""
    kind = {r["foranst"]: r["foranstaltning"] for r in code_list("foranst") if r["lab"] == "J"}
    window = {}
    for number, granted, key in mine.select("PNR", "indeks", "kolonne").iter_rows():
        week = granted - timedelta(granted.weekday())
        window[number] = (week - timedelta(7 * STUDY["kvartaler"] * STUDY["uger_pr_kvartal"]), week, key)
    found = []
    known = amfora.filter(pl.col("PNR").is_in(list(window)) & pl.col("FORANST").is_in(list(kind)))
    for (number, code), records in known.sort("STARTDTO").group_by("PNR", "FORANST", maintain_order=True):
        first, last, key = window[str(number)]
        end: date | None = None
        for start, stop in records.select("STARTDTO", "SLUTDTO").iter_rows():
            if (end is None or (start - end).days > GAP) and first <= start < last:
                found.append((str(number), key, kind[str(code)]))
            end = stop if end is None else max(end, stop)
    return found


def tables_6_7_and_6_8(cells: Cells, amfora: pl.DataFrame, mine: pl.DataFrame) -> None:
    found = measures(amfora, mine)
    for key in (*FOUR.values(), ALL):
        here = [(number, kind) for number, place, kind in found if key in (place, ALL)]
        persons = Counter(number for number, _ in here)
        bands = Counter(band(n) for n in persons.values())
        for name, n in bands.items():
            cells["6.7", name, key, "percent"] = 100 * n / len(persons)
        cells["6.7", "alle", key, "n"] = len(persons)
        for kind, n in Counter(kind for _, kind in here).items():
            cells["6.8", kind, key, "percent"] = 100 * n / len(here)
        cells["6.8", "alle", key, "n"] = len(here)


def band(n: int) -> str:
    """The printed band of a number of measures; the last is 26 and more."""
    low = min((n - 1) // 5 * 5 + 1, 26)
    return f"foranstaltninger_{low}_{31 if low == 26 else low + 4}"
