"""Careers (DREAM) of the synthetic registers: twenty quarters planted for every grantee, then weekly codes.

What the generator of the registers calls:

``plant_careers(seed=SEED) -> pl.DataFrame``
    1,553 rows, one per grantee of Herning, Holstebro, Silkeborg and Viborg, in that order (the order of the study).
    ``person_index`` Int64 0..1552 (the row number), ``kommune`` Utf8 (``"657"`` ...), ``noegle`` Utf8 (``"herning"``),
    ``forloebstype_kommune`` and ``forloebstype_samlet`` Utf8 (pathway keys of the separate and the pooled analysis),
    ``kvartaler`` Array(Int8, 20): state of quarter 1 (oldest) to 20, an index into `STATES`.
    Within a municipality the pathways lie in blocks: whoever gives persons sex, age or diagnosis looks at
    ``forloebstype_kommune`` or draws independently of the row order.

``planted_quarters(careers) -> (n, 20) int8``
    The column ``kvartaler`` as a matrix.

``draw_quarters(n, seed, first=0) -> (n, 20) int8``
    Quarters of n grantees elsewhere in the country: planted careers drawn at random with small shifts of their spells.
    Person i depends on ``seed`` and ``first + i`` alone, so a population may be drawn in chunks.

``weekly_codes(quarters, grant_weeks, weeks, seed, first=0) -> (n, len(weeks)) uint16``
    DREAM codes of grantees, 0 = blank. ``grant_weeks`` (n,): `week_number` of AFGDATO. ``weeks``: a ``range`` of week
    numbers (the columns wanted). The 260 weeks before the grant's week give back ``quarters`` under the rule "most
    weeks, ties to the state seen latest"; førtidspension (783) begins one to four weeks after the grant's week.
    Chunks are free here too: person i depends on ``seed`` and ``first + i`` alone. Memory: 2 bytes a cell.

``ordinary_codes(n, weeks, seed, first=0) -> (n, len(weeks)) uint16``
    Weekly codes of people without a grant: mostly blank, with spells of benefits.

``week_number(dates) -> int32 array`` and ``week_columns(weeks) -> list[str]``
    Week 1 is the ISO week of Monday 1991-08-05 (``y_9132``), as in ``raa.dream.ydelser``; names are ``y_YYWW``.

``code_texts(codes) -> np.ndarray of str``
    Codes as DREAM writes them: ``""`` for 0, else three digits.

The careers are planted so that the cluster analysis finds the report's groups; how they were found is
`tools.careers_search`. The measures of the same persons are in
`synthetic.measures`: ``plant_measures(careers, grant_dates, seed) -> pl.DataFrame``.
"""

from synthetic.careers.elsewhere import draw_quarters, ordinary_codes
from synthetic.careers.planted import SEED, plant_careers, planted_quarters
from synthetic.careers.states import STATES
from synthetic.careers.weekly import weekly_codes
from synthetic.careers.weeks import code_texts, week_columns, week_number

__all__ = [
    "SEED",
    "STATES",
    "code_texts",
    "draw_quarters",
    "ordinary_codes",
    "plant_careers",
    "planted_quarters",
    "week_columns",
    "week_number",
    "weekly_codes",
]
