"""Which types a person's measures were: the exact counts of tables 7.3-7.7, dealt within municipality and pathway."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from synthetic.careers import STATES, planted_quarters
from synthetic.measures.targets import kinds, measures_of_pathway
from synthetic.streams import stream

# A fleksjob shows in DREAM as no benefit, ledighedsydelse comes between two (footnotes 6 and 18 of the report);
# danskundervisning goes with introduktionsydelse, training with revalidering.
SIGNS = {
    "fleksjob": ("ingen_ydelse", "ledighedsydelse"),
    "danskundervisning": ("introduktionsydelse",),
    "uddannelsesforloeb": ("revalidering",),
}
# How much a quarter with the sign counts against chance.
PULL = 0.15


def deal_kinds(careers: pl.DataFrame, numbers: NDArray[np.int64], seed: int) -> pl.DataFrame:
    """One row per measure: ``person_index``, ``foranst``; person i has ``numbers[i]`` rows."""
    person = np.repeat(np.arange(careers.height), numbers)
    dealt = np.full(len(person), "", dtype=object)
    pull = {kind: _quarters(careers, signs)[person] * PULL for kind, signs in SIGNS.items()}
    group = (careers["noegle"] + "/" + careers["forloebstype_kommune"]).to_numpy()[person]
    for (municipality, pathway), counts in measures_of_pathway().items():
        slots = np.flatnonzero(group == f"{municipality}/{pathway}")
        rng = stream(seed, "foranstaltninger", "art", municipality, pathway)
        for kind, count in counts.items():
            wish = rng.random(len(slots)) + (pull[kind][slots] if kind in pull else 0.0)
            taken = np.argsort(-wish)[:count]
            dealt[slots[taken]] = kinds()[kind]
            slots = np.delete(slots, taken)
    return pl.DataFrame({"person_index": person, "foranst": pl.Series(dealt.tolist(), dtype=pl.Utf8)})


def _quarters(careers: pl.DataFrame, signs: tuple[str, ...]) -> NDArray[np.int64]:
    wanted = [STATES.index(name) for name in signs]
    return np.asarray(np.isin(planted_quarters(careers), wanted).sum(axis=1), np.int64)
