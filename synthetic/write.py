"""The face of the package: a landing folder of synthetic deliveries at one of two scales."""

from pathlib import Path
from typing import Literal

from dagster_project.settings import PROJECT_ROOT
from dagster_project.study import Study, load_study
from synthetic import careers
from synthetic.landing import Landing
from synthetic.national import write_national
from synthetic.population import core_population
from synthetic.seed_scale import Expectations, write_seed

# The study whose printed tables the population is calibrated to, and the seed of the committed deliveries.
STUDY_FILE = PROJECT_ROOT / "data" / "seed" / "studier" / "akf_2012.toml"
COMMITTED_SEED = 2012

Scale = Literal["seed", "national"]


def report_study() -> Study:
    """The study of the report."""
    return load_study(STUDY_FILE)


def write_deliveries(out: Path, seed: int, scale: Scale = "seed") -> Expectations:
    """Write synthetic deliveries of every register under ``out``; the same seed and scale give the same bytes.

    ``seed`` scale has the whole register of decisions and one in a hundred of the rest of the population,
    ``national`` everybody.

    Args:
        out: the landing folder; made when it is not there.
        seed: of every generator.
        scale: see above.

    Returns:
        What is expected of the pipeline: lines in quarantine, named cases, broken reporting rules.
    """
    study = report_study()
    planted = careers.plant_careers(seed)
    if scale == "national":
        return write_national(out, planted, study, seed)
    return write_seed(Landing(out), core_population(study, planted, seed, national=False), planted, study, seed)
