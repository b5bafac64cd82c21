"""``python -m synthetic``: write the committed deliveries and what is expected of them anew."""

import shutil

from dagster_project.settings import PROJECT_ROOT
from synthetic import COMMITTED_SEED, write_deliveries

LANDING = PROJECT_ROOT / "data" / "seed" / "leverancer"
EXPECTED = PROJECT_ROOT / "data" / "seed" / "synthetic"

if __name__ == "__main__":
    shutil.rmtree(LANDING, ignore_errors=True)
    EXPECTED.mkdir(parents=True, exist_ok=True)
    written = write_deliveries(LANDING, COMMITTED_SEED, "seed")
    written.quarantine.write_csv(EXPECTED / "forventet_karantaene.csv")
    written.cases.write_csv(EXPECTED / "forventet_saertilfaelde.csv")
    written.breaches.write_csv(EXPECTED / "forventet_regelbrud.csv")
