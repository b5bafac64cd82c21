"""Who buys which types of medicine: tables 6.5, figure 6.1 and bilag 2 solved together.

First the psychotropic types and ADHD medicine per pathway (bilag 2 counts persons of any age, table 6.5 those of
medicine age), then how many types everybody has (figure 6.1), then the remaining types (columns of table 6.5).
"""

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray

from synthetic import printed
from synthetic.rounding import Window, solve_counts
from synthetic.streams import dealt
from synthetic.targets import FOUR, atom_sizes

PSYCHOTROPIC = ("antipsykotisk", "antidepressiv", "angstmedicin")
ADHD = "adhd_medicin"
# Psychotropic by bilag 2, but in no type of table 6.5 (N05C).
SLEEP = "sovemedicin"
MOST_TYPES = 7
# How the number of types falls where the text gives no share; the integer program moves it to the printed columns.
USUAL_NUMBER = {"nytilkendte": (0, 17, 16, 0, 11, 6, 3, 1), "oevrige_borgere": (0, 25, 8.5, 0, 2, 1, 0.3, 0)}


def type_names() -> list[str]:
    """The twelve types in printed order."""
    return printed.rows_of("6.5")


def psychotropic_profiles(
    place: NDArray[np.object_], pathway: NDArray[np.object_], of_age: NDArray[np.bool_], rng: np.random.Generator
) -> dict[str, NDArray[np.bool_]]:
    """For every grantee of the four: who has each psychotropic type, ADHD medicine and sleeping medicine alone."""
    profiles = [
        frozenset(n for n, x in zip((*PSYCHOTROPIC, ADHD), bits, strict=True) if x)
        for bits in product((0, 1), repeat=4)
    ]
    profiles += [frozenset({SLEEP}), frozenset({SLEEP, ADHD})]
    names = ["+".join(sorted(p)) for p in profiles]
    atoms = np.array(
        [f"{p}/{w}/{'ja' if a else 'nej'}" for p, w, a in zip(place, pathway, of_age, strict=True)], dtype=object
    )
    sizes = atom_sizes(atoms)
    windows = [w for key in FOUR for w in _profile_windows(key, sizes, dict(zip(names, profiles, strict=True)))]
    windows += _pooled_windows(sizes, dict(zip(names, profiles, strict=True)))
    expected = {atom: n * _independent(atom.partition("/")[0], profiles) for atom, n in sizes.items()}
    drawn = dealt(atoms, solve_counts(sizes, names, windows, expected, "tabel 6.5 og bilag 2"), rng)
    return {each: np.array([each in d.split("+") for d in drawn]) for each in (*PSYCHOTROPIC, ADHD, SLEEP)}


def _profile_windows(key: str, sizes: Mapping[str, int], profiles: Mapping[str, frozenset[str]]) -> list[Window]:
    """Columns of table 6.5 over those of medicine age; bilag 2 per pathway and altogether over everybody."""
    here = [a for a in sizes if a.startswith(f"{key}/")]
    of_age = [a for a in here if a.endswith("/ja")]
    windows = []
    for kind in (*PSYCHOTROPIC, ADHD):
        window = printed.share_window("6.5", kind, key, sum(sizes[a] for a in of_age))
        windows.append(Window(of_age, [n for n, p in profiles.items() if kind in p], *window))
    users = {
        "adhd_medicin": [n for n, p in profiles.items() if ADHD in p],
        "psykofarmaka": [n for n, p in profiles.items() if p - {ADHD}],
    }
    for pathway in ("alle", *dict.fromkeys(a.split("/")[1] for a in here)):
        group = [a for a in here if pathway in ("alle", a.split("/")[1])]
        n = sum(sizes[a] for a in group)
        for row, levels in users.items():
            windows.append(Window(group, levels, *printed.share_window(f"bilag_2_{key}", row, pathway, n)))
    return windows


def _pooled_windows(sizes: Mapping[str, int], profiles: Mapping[str, frozenset[str]]) -> list[Window]:
    of_age = [a for a in sizes if a.endswith("/ja")]
    n = sum(sizes[a] for a in of_age)
    return [
        Window(
            of_age,
            [name for name, p in profiles.items() if kind in p],
            *printed.share_window("6.5", kind, "alle_fire_kommuner", n),
        )
        for kind in (*PSYCHOTROPIC, ADHD)
    ]


def _independent(key: str, profiles: Sequence[frozenset[str]]) -> NDArray[np.float64]:
    """Shares of the profiles if the types were bought independently of each other."""
    share = {kind: float(printed.value("6.5", kind, key)) / 100 for kind in (*PSYCHOTROPIC, ADHD)}
    found = np.array([np.prod([share[k] if k in p else 1 - share[k] for k in share]) for p in profiles])
    asleep = np.array([SLEEP in p for p in profiles])
    found[asleep] *= 0.05
    return np.asarray(found / found.sum())


def column_counts(key: str, n: int) -> dict[str, int]:
    """How many of ``n`` buy each type in one printed column: the whole number nearest to the printed share."""
    counts = {}
    for kind in type_names():
        low, high = (printed.open_window if key == "oevrige_borgere" else printed.share_window)("6.5", kind, key, n)
        nearest = round(printed.value("6.5", kind, key) * n / 100)
        counts[kind] = min(max(nearest, low), high)
    return counts


def numbers_of_types(sizes: Mapping[str, int], sums: Mapping[str, int], group: str) -> dict[str, dict[str, int]]:
    """How many persons of each atom have 0, 1, 2, … types.

    The text's shares of none and of three hold over all atoms together; per atom the types add up to ``sums``.
    """
    levels = [str(i) for i in range(MOST_TYPES + 1)]
    said = "alle" if group == "nytilkendte" else group
    shares = np.array(USUAL_NUMBER[group], dtype=float)
    for number in (0, 3):
        shares[number] = 0
    fixed = {number: float(printed.text_share(f"share_{number}_medicine_types", said)) for number in (0, 3)}
    shares *= (100 - sum(fixed.values())) / shares.sum()
    for number, share in fixed.items():
        shares[number] = share
    everyone = sum(sizes.values())
    windows = [Window([a], levels, sums[a], sums[a], list(range(MOST_TYPES + 1))) for a in sizes]
    for number, share in fixed.items():
        middle = round(share * everyone / 100)
        spread = max(1, everyone // 1000)
        windows.append(Window(list(sizes), [str(number)], middle - spread, middle + spread))
    return solve_counts(sizes, levels, windows, {a: shares * n / 100 for a, n in sizes.items()}, "figur 6.1")


def total_types(already: NDArray[np.int64], counts: Mapping[str, int], rng: np.random.Generator) -> NDArray[np.int64]:
    """A number of types for everybody, never fewer than the ``already`` given ones, each number as often as counted."""
    left = np.repeat([int(k) for k in counts], list(counts.values()))
    total = np.zeros(len(already), dtype=np.int64)
    for have in range(int(already.max(initial=0)), -1, -1):
        rows = np.flatnonzero(already == have)
        fitting = np.flatnonzero(left >= have)
        taken = rng.choice(fitting, size=len(rows), replace=False) if have else fitting
        total[rng.permutation(rows)] = left[taken]
        left = np.delete(left, taken)
    return total


def fill_columns(
    room: NDArray[np.int64], counts: Mapping[str, int], rng: np.random.Generator
) -> dict[str, NDArray[np.bool_]]:
    """Give every type to as many persons as counted, everyone exactly ``room`` types (Gale and Ryser's construction).

    Columns are filled from the largest; each goes to those with the most room left, ties at random.
    """
    room = room.copy()
    chosen = {}
    for kind in sorted(counts, key=lambda k: (-counts[k], k)):
        order = np.lexsort((rng.random(len(room)), -room))[: counts[kind]]
        has = np.zeros(len(room), dtype=bool)
        has[order] = True
        room -= has
        chosen[kind] = has
    if room.any():
        raise ValueError("the numbers of types and the columns of table 6.5 do not fit each other")
    return chosen
