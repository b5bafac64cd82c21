"""Measures (AMFORA) of the synthetic registers: the counts of tables 6.7, 6.8 and 7.3-7.7 as dated records.

What the generator of the registers calls:

``plant_measures(careers, grant_dates, seed=SEED) -> pl.DataFrame``
    ``careers`` as `careers.plant_careers` returns it, ``grant_dates`` (1553,) ``datetime64[D]``: AFGDATO of row i.
    Raw AMFORA records, several per measure where the hours changed: ``person_index`` Int64, ``foranst`` Utf8,
    ``startdto`` Date, ``slutdto`` Date (2067-12-31 = still), ``timerpu`` Float64, ``stedtype`` Utf8, ``ydtype1`` Utf8,
    ``koragrad`` Utf8, ``indber`` Date. Unique in (person_index, foranst, startdto).

How: `targets` reads the counts, `persons` solves how many measures each person had, `kinds` deals the types, `layout`
gives each a place in the person's 260 weeks, `records` writes them as the register would, with what surrounds them.
"""

from synthetic.measures.plant import plant_measures

__all__ = ["plant_measures"]
