"""How the planted careers were found: choose 1,553 of many drawn careers so that every printed figure holds.

``python -m tools.careers_search --seed N`` writes ``data/seed/synthetic/careers.csv`` anew; it
takes many minutes, so the result is kept as data and tests hold it against the report.

1. `candidates`: careers are drawn from templates of spells (``forloebsskabeloner.csv``), many for each kind of group.
2. `limits`: whole-number limits of person-quarters, last states and shifts, from the printed tables.
3. `selection`: simulated annealing picks careers for the places in every cell (``forloebsceller.csv``: how many of a
   municipality's separate group are in which pooled group) until no limit is broken, at least cost.
4. `affinity`: the cost. A career should be nearer to its own group, in Ward's sense, than to any other, in both
   analyses.
5. `rounds`: cluster what was picked, bar the careers that the analysis put elsewhere, measure affinity anew, repeat.
6. `repairs`: the few still misplaced are replaced one by one, judged under several ways to break ties.
"""

from tools.careers_search.rounds import search_careers

__all__ = ["search_careers"]
