"""Who in the rest of the population is tied to the register of decisions: partners, applicants, later grantees."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dagster_project.study import Study
from synthetic import printed, targets
from synthetic.others import Tied, in_medicine_group
from synthetic.persons import draw_municipality, exact_age
from synthetic.streams import stream

# One refusal in ten was of a person who got the pension later in the period.
GRANTED_LATER = 0.1
# Grants after the period, as a share of the municipality's grants of 2008 (figure 2.2 goes to 2010).
AFTER_PERIOD = 1.4


def refused_of_cohort(place: str, refusals: int) -> int:
    """How many of a place's refusals are of persons of the målgruppe."""
    return int(refusals * GRANTED_LATER)


def tied_persons(cohort: pl.DataFrame, study: Study, seed: int) -> Tied:
    """Partners of the målgruppe in its order, then applicants by place, then later grantees by municipality."""
    rng = stream(seed, "tilknyttede")
    partners = cohort.filter("har_partner")
    on = np.full(partners.height, np.datetime64(study.oevrig_referencedato))
    partner_age = exact_age(partners["foed_dag"].to_numpy(), on) + rng.normal(0, 4, partners.height)
    same_sex = rng.random(partners.height) < 0.005
    theirs = partners["koen"].to_numpy() == "2"
    places = _applicant_places()
    later = _later_municipalities(study)
    n = len(places) + len(later)
    return Tied(
        rolle=np.repeat(["partner", "ansoeger", "senere"], [partners.height, len(places), len(later)]).astype(object),
        kommune=np.concatenate([partners["kommune"].to_numpy(), draw_municipality(places, rng), later]).astype(object),
        koen=np.concatenate([np.where(theirs ^ same_sex, "1", "2"), np.repeat("", n)]).astype(object),
        alder=np.concatenate([partner_age, rng.normal(44, 11, n)]).clip(18.1, 64.9),
    )


def _applicant_places() -> NDArray[np.object_]:
    """A place for every refusal and undecided case of a person without a grant, in the order of the cases."""
    counts = targets.decisions_by_place()
    return np.concatenate(
        [np.repeat(p, row["A"] - refused_of_cohort(p, row["A"]) + row["I"]) for p, row in counts.items()]
    ).astype(object)


def _later_municipalities(study: Study) -> NDArray[np.object_]:
    counts = [round(printed.count("4.1", key, "2008") * AFTER_PERIOD) for key in targets.FOUR]
    return np.repeat(np.array(study.kommuner, dtype=object), counts)


def local_citizens(tied: Tied, born_frame: pl.DataFrame, study: Study, wanted: dict[str, int]) -> dict[str, int]:
    """How many free persons of medicine age each municipality of the study still needs to have ``wanted``."""
    counted = born_frame.filter(in_medicine_group(born_frame, study)).group_by("kommune").len()
    have = dict(counted.iter_rows())
    return {kom: max(0, n - have.get(kom, 0)) for kom, n in wanted.items()}


def wanted_citizens(tied: Tied, tied_frame: pl.DataFrame, study: Study, national: bool) -> dict[str, int]:
    """How many of medicine age each municipality of the study is to have: the printed N, or a sample of some hundreds.

    A sample is made just large enough that whole numbers can read as the printed shares of table 6.6.
    """
    keys = dict(zip(study.kommuner, targets.FOUR, strict=True))
    if national:
        return {kom: printed.count("6.6", key, "oevrige_borgere") for kom, key in keys.items()}
    have = local_citizens(tied, tied_frame, study, dict.fromkeys(study.kommuner, 100_000))
    least = {kom: 100_000 - have[kom] + 60 for kom in keys}
    for more in range(500):
        sizes = {kom: _readable(key, least[kom] + more) for kom, key in keys.items()}
        windows = [parent_window(key, sizes[kom]) for kom, key in keys.items()]
        low, high = parent_window("alle_fire_kommuner", sum(sizes.values()))
        if sum(w[0] for w in windows) <= high and sum(w[1] for w in windows) >= low:
            return sizes
    raise ValueError("no sample size reads as table 6.6")


def _readable(key: str, least: int) -> int:
    """The smallest number from ``least`` with a whole number behind the printed share."""
    return next(n for n in range(least, least + 2_000) if (w := parent_window(key, n))[0] <= w[1])


def parent_window(key: str, n: int) -> tuple[int, int]:
    """Counts over ``n`` citizens that read as the printed share with a parent on førtidspension."""
    low, high = printed.open_window("6.6", key, "oevrige_borgere", n)
    return low, high
