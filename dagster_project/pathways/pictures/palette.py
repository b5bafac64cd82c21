"""One colour and one place for every state, the same in every picture.

The hues are those of Okabe & Ito (2008), which people with any common colour blindness tell apart, and Paul Tol's
schemes for the states that came later. Neighbours in the order below differ in lightness too.
"""

import polars as pl

# In the order of the legend and of the stacked areas, from work to none.
COLOURS = {
    "loenmodtager": "#0072B2",
    "fleksjob": "#332288",
    "dagpenge": "#56B4E9",
    "uddannelsesstoette": "#999933",
    "barsel": "#F0B6D4",
    "sygedagpenge": "#D55E00",
    "jobafklaringsforloeb": "#EE8866",
    "ledighedsydelse": "#009E73",
    "revalidering": "#F0E442",
    "ressourceforloeb": "#117733",
    "kontanthjaelp": "#E69F00",
    "uddannelseshjaelp": "#FFCC80",
    "introduktionsydelse": "#CC79A7",
    "selvforsoergelse": "#882255",
    "ingen_ydelse": "#DDDDDD",
}
# States of a user's own alphabet, in alphabetical order.
SPARE = ("#88CCEE", "#44AA99", "#AA4499", "#661100", "#6699CC", "#AA4466", "#4477AA", "#228833", "#CCBB44", "#000000")


def legend_of(states: list[str], labels: pl.DataFrame) -> list[tuple[str, str, str]]:
    """``(state, Danish label, colour)`` of the states that occur, in the order of `COLOURS`.

    Args:
        states: the states that occur.
        labels: ``tilstand``, ``etiket``; a state without a label is shown by its own name.
    """
    text = dict(labels.select("tilstand", "etiket").iter_rows())
    own = sorted(set(states) - set(COLOURS))
    colours = COLOURS | {state: SPARE[at % len(SPARE)] for at, state in enumerate(own)}
    return [(state, text.get(state, state), colours[state]) for state in colours if state in states]
