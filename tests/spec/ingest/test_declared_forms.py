"""Forms that no cell can tell by itself: a mapping declares them. The text before, and what is stored."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.lib.landing import Landing, csv_of

LAST_DAY = date(2007, 12, 31)
QUARANTINE = "karantæne"

DECLARED: dict[tuple[str, str], date | str | None] = {
    ("YYMMDD", "970301"): date(1997, 3, 1),
    ("YYMMDD", "300101"): date(1930, 1, 1),
    ("YYMMDD", "291231"): date(2029, 12, 31),
    ("YYMMDD", "101"): date(2000, 1, 1),
    ("YYMMDD", "50315.0"): date(2005, 3, 15),
    ("YYMMDD", "1997-03-01"): date(1997, 3, 1),
    ("YYMMDD", "971301"): QUARANTINE,
    ("YYYYMM", "200702"): date(2007, 2, 1),
    ("YYYYMM", "200713"): QUARANTINE,
    ("YYYYMM_ULTIMO", "200802"): date(2008, 2, 29),
    ("YYYYMM_ULTIMO", "2008-02-03"): date(2008, 2, 3),
    ("AAR_ULTIMO", "2007"): LAST_DAY,
    ("AAR_ULTIMO", "2007.0"): LAST_DAY,
    ("AAR_PRIMO", "2008"): date(2008, 1, 1),
    ("AAR_PRIMO", "208"): QUARANTINE,
}


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Any]:
    found: dict[tuple[str, str], Any] = {}
    for form in dict.fromkeys(form for form, _ in DECLARED):
        folder: Path = tmp_path_factory.mktemp("former")
        mapping = folder / "kilder.toml"
        # The column under a name of its own, so that the mapping has something to say.
        mapping.write_text(f'[udda.kolonner]\nHFAUDD = "HFAUDD"\nHF_VFRA = {{ kolonne = "SIDEN", form = "{form}" }}\n')
        landing = Landing(folder, variables={"VEJE_KILDER": str(mapping)}, study_changes={"pnr_format": "dst"})
        cells = [cell for one, cell in DECLARED if one == form]
        rows = [{"PNR": str(number + 1), "HF_VFRA": None, "SIDEN": cell} for number, cell in enumerate(cells)]
        landing.deliver("udda", "2010-06-30", {"a.csv": csv_of("udda", *rows)})
        landing.ingest("udda")
        stored = dict(landing.rows("SELECT linje, hf_vfra FROM raa.udda"))
        found |= {(form, cell): stored.get(line, QUARANTINE) for line, cell in enumerate(cells, start=2)}
    return found


@pytest.mark.parametrize("case", DECLARED, ids=["-".join(case) for case in DECLARED])
def test_a_form_that_a_mapping_declares(case: tuple[str, str], declared: dict[tuple[str, str], Any]) -> None:
    assert declared[case] == DECLARED[case]
