"""Deliveries of a later study: decisions of 2024, whose pathways hold the benefits that came after the report.

Nothing printed is calibrated to here. The people are few and plain; what they show is what the extended alphabet
(``tilstand_udvidet``) makes of ressourceforløb, jobafklaringsforløb, uddannelseshjælp, fleksjob, barsel and
uddannelsesstøtte. ``docs/sequences.md`` tells what comes out.
"""

from pathlib import Path

from synthetic.files import TextForm
from synthetic.landing import At, Landing
from synthetic.recent import registers
from synthetic.recent.people import build_people

DELIVERY = "2025-06-30"
COMMITTED_SEED = 2024


def write_recent(out: Path, seed: int = COMMITTED_SEED) -> None:
    """Write one delivery of every register below ``out``; the same seed gives the same bytes."""
    people = build_people(seed)
    frames = {
        "tilkendelsesregister": registers.decisions(people, seed),
        "dream": registers.dream(people, seed),
        "amfora": registers.measures(people, seed),
        "bef": registers.snapshots(people),
        "udda": registers.educations(people, seed),
        "ind": registers.incomes(people, seed),
        "idap": registers.unemployment(people, seed),
        "lmdb": registers.dispensings(people, seed),
        "foertidspension": registers.parents_pensions(people, seed),
    }
    landing = Landing(out)
    for register, frame in frames.items():
        landing.text(At(register, DELIVERY, f"{register}.csv.gz"), frame, TextForm())
    landing.finish()
