"""Sequences, groups, names and how sure they are, without a warehouse: a marimo notebook.

    .venv/bin/marimo edit docs/notebooks/pathways.py     to read it and change it
    .venv/bin/python docs/notebooks/pathways.py          to run it

The 200 sequences beside it are synthetic: the ones that the library is held against TraMineR with.
"""

import marimo

app = marimo.App(width="medium")


@app.cell
def load():
    from pathlib import Path

    import marimo as mo
    import numpy as np
    import polars as pl

    from dagster_project import sequences as sq

    folder = Path(__file__).parent
    table = pl.read_csv(folder / "careers.csv")
    alphabet = sorted(set(table.drop("person").to_numpy().ravel()))
    numbers = {state: number for number, state in enumerate(alphabet)}
    states = np.array([[numbers[state] for state in row] for row in table.drop("person").iter_rows()], dtype=np.int8)
    mo.md(f"## {len(states)} careers of {states.shape[1]} quarters, {len(alphabet)} states")
    return alphabet, mo, np, pl, sq, states, table


@app.cell
def distances(mo, np, sq, states):
    # Identical careers are kept once, with a weight: everything below is about the unique ones.
    unique, weights, index = sq.aggregate(states)
    costs = sq.substitution_costs(states, int(states.max()) + 1, "trate")
    by_constant = sq.pairwise_distances(unique)
    by_rates = sq.pairwise_distances(unique, substitution=costs)
    agreement = float(np.corrcoef(by_constant, by_rates)[0, 1])
    mo.md(f"## {len(unique)} are different. Two ways to price a substitution agree: r = {agreement:.3f}")
    return agreement, by_constant, index, unique, weights


@app.cell
def groups(alphabet, mo, pl, sq, states, table):
    found = sq.analyse(states, table["person"].to_numpy(), alphabet=alphabet)
    quality = pl.DataFrame([{"k": k, **statistics} for k, statistics in found.quality.items()])
    mo.vstack([mo.md(f"## {found.k} groups have the best mean rank over ASW, PBC, HG and HC"), quality])
    return found, quality


@app.cell
def how_sure(found, mo, np, pl):
    from dagster_project.sequences.resampling import bootstrap, nearest_group
    from dagster_project.sequences.stability import stability

    members = np.empty(len(found.weights), dtype=np.int64)
    members[found.index] = found.labels - 1
    samples = bootstrap(found, ks=range(2, 11), repeats=50)
    again = np.stack([nearest_group(sample, members, found.k) for sample in samples])
    sure = pl.DataFrame(
        {
            "group": np.arange(1, found.k + 1),
            "persons": np.bincount(found.labels)[1:],
            "jaccard_mean": np.nanmean(again, axis=0),
            "jaccard_p5": np.nanquantile(again, 0.05, axis=0),
        }
    )
    chosen = pl.Series("k", [sample.k for sample in samples]).value_counts().sort("k")
    ties = stability(found, seeds=range(1, 6))
    mo.vstack(
        [
            mo.md("## In 50 samples of the persons (Hennig 2007: below 0.75 doubtful, below 0.6 not to be trusted)"),
            sure,
            mo.md("How often each number of groups came out, and what hangs on ties between distances alone:"),
            chosen,
            ties,
        ]
    )
    return chosen, sure, ties


@app.cell
def by_chance(found, mo, states):
    from dagster_project.sequences.null_models import null_quality, standardised

    null = null_quality(states, ks=[found.k], model="spell", sets=50)[found.k]
    above = standardised(found.quality[found.k]["ASW"], null["ASW"])
    mo.md(
        f"## Of careers without structure (the same spells dealt out anew) the best ASW is {max(null['ASW']):.2f};"
        f" of these it is {found.quality[found.k]['ASW']:.2f}, {above:.0f} standard deviations above"
    )
    return above, null


@app.cell
def other_methods(found, mo, np, pl, sq, states, table):
    from dagster_project.sequences.stability import adjusted_rand

    ways = {
        "OM, costs from rates": sq.Method(substitution="trate"),
        "Hamming": sq.Method(distance="ham"),
        "dynamic Hamming": sq.Method(distance="dhd"),
        "spells": sq.Method(distance="omspell"),
        "chi²": sq.Method(distance="chi2"),
    }
    ids = table["person"].to_numpy()
    others = {name: sq.analyse(states, ids, method=method, fixed_k=found.k) for name, method in ways.items()}
    compared = pl.DataFrame(
        {
            "method": list(others),
            "ari": [adjusted_rand(found.labels - 1, one.labels - 1, np.ones(len(states))) for one in others.values()],
            "asw": [one.quality[found.k]["ASW"] for one in others.values()],
        }
    )
    mo.vstack([mo.md("## The same persons by other distances: agreement with the groups above"), compared])
    return (compared,)


@app.cell
def typical(alphabet, by_constant, found, mo, np, pl, states):
    from dagster_project.sequences.representatives import medoids, modal_states

    own = np.empty(len(found.weights), dtype=np.int64)
    own[found.index] = found.labels - 1
    modal, counts = modal_states(states, found.labels - 1, len(alphabet))
    central = medoids(by_constant, own, weights=found.weights)
    told = pl.DataFrame(
        {
            "group": np.arange(1, found.k + 1),
            "modal": [" ".join(alphabet[state] for state in row[[0, 9, 19]]) for row in modal],
            "medoid": [" ".join(alphabet[state] for state in found.unique[row][[0, 9, 19]]) for row in central],
            "have_the_medoid": found.weights[central].astype(int),
        }
    )
    mo.vstack([mo.md("## Typical careers: first, tenth and last quarter. A medoid is somebody's own"), told])
    return counts, told


@app.cell
def explained(by_constant, found, mo, np, pl, sq, states):
    measures = sq.sequence_indicators(states, int(states.max()) + 1)
    restless = (measures["complexity"] > np.median(measures["complexity"])).astype(np.int64)
    told_by = sq.discrepancies(by_constant, found.index, {"restless": restless, "group": found.labels - 1})
    shares = pl.DataFrame([{"factor": name, "pseudo_r2": one.pseudo_r2, "p": one.p} for name, one in told_by.items()])
    mo.vstack([mo.md("## What explains the differences: discrepancy analysis, 199 permutations"), shares])
    return (shares,)


if __name__ == "__main__":
    app.run()
