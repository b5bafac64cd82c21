"""A relative that cannot be read is none, and never silently: counted, warned of above 1 %, stopped above 5 %."""

import pytest

from dagster_project.gates.judge import judge
from dagster_project.gates.limits import checks_of
from dagster_project.gates.profile import measure
from dagster_project.gates.stage_report import Verdict
from dagster_project.warehouse import open_warehouse
from tests.lib.landing import MAN, WOMAN, Landing, csv_of

DAY = "2010-06-30"
NUMBER = "0303800004"


def verdicts(landing: Landing) -> dict[str, Verdict]:
    """What gate `raa` says of relatives, by check and column."""
    checks = [check for check in checks_of("raa") if check.navn.startswith("slaegtning")]
    with open_warehouse(landing.settings) as con:
        measurements = [one for check in checks for one in measure(con, check)]
    return {f"{one.navn} {one.emne.removeprefix('bef ')}": one for one in judge("raa", measurements)}


def outcome(landing: Landing, malformed: int, well: int, other: str = "12") -> str:
    relatives = [other] * malformed + [WOMAN] * well
    rows = [{"PNR": MAN, "REFERENCETID": f"19{71 + n // 28}-01-{1 + n % 28:02d}"} for n in range(len(relatives))]
    landing.take("bef", *({**row, "MOR_ID": mother} for row, mother in zip(rows, relatives, strict=True)))
    assert landing.quarantine("bef") == []
    return verdicts(landing)["slaegtning_misdannet MOR_ID"].udfald


@pytest.mark.parametrize(
    ("malformed", "well", "expected"),
    [(0, 100, "bestaaet"), (1, 99, "bestaaet"), (2, 98, "advarsel"), (5, 95, "advarsel"), (6, 94, "stoppet")],
)
def test_the_limits_of_malformed_relatives(malformed: int, well: int, expected: str, landing: Landing) -> None:
    assert outcome(landing, malformed, well) == expected


def test_numbers_of_another_vintage_stop_and_are_not_taken_for_nobody(landing: Landing) -> None:
    relatives = {"MOR_ID": f"00{MAN}", "FAR_ID": "000987654321", "E_FAELLE_ID": f"00{WOMAN}"}
    landing.take("bef", relatives)
    found = verdicts(landing)
    stopped = {name for name, verdict in found.items() if verdict.udfald == "stoppet"}
    assert stopped == {f"slaegtning_misdannet {column}" for column in relatives}
    assert "flest i leverancen 2010-06-30" in found["slaegtning_misdannet MOR_ID"].fundet
    counted = landing.rows("SELECT kolonne, tomme, misdannede, velformede, kendte FROM kvalitet.slaegtning ORDER BY 1")
    assert counted == [("E_FAELLE_ID", 0, 1, 0, 0), ("FAR_ID", 0, 1, 0, 0), ("MOR_ID", 0, 1, 0, 0)]


def test_no_relatives_at_all_is_no_fault(landing: Landing) -> None:
    landing.take("bef", {})
    assert {verdict.udfald for verdict in verdicts(landing).values()} == {"ikke_relevant"}


def test_relatives_that_nobody_knows_are_warned_of(landing: Landing) -> None:
    landing.take(
        "bef",
        {"PNR": MAN, "E_FAELLE_ID": WOMAN, "MOR_ID": NUMBER},
        {"PNR": WOMAN, "E_FAELLE_ID": MAN, "MOR_ID": NUMBER, "FOED_DAG": "1975-02-02", "KOEN": "2"},
    )
    found = verdicts(landing)
    assert found["slaegtning_kendt E_FAELLE_ID"].udfald == "bestaaet"
    assert found["slaegtning_kendt MOR_ID"].udfald == "advarsel"


def test_a_number_that_is_no_date_is_malformed_and_zeros_are(landing: Landing) -> None:
    landing.take("bef", {"MOR_ID": "9999990000", "FAR_ID": "0000000000", "E_FAELLE_ID": " "})
    counted = landing.rows("SELECT kolonne, tomme, misdannede, velformede FROM kvalitet.slaegtning ORDER BY 1")
    assert counted == [("E_FAELLE_ID", 1, 0, 0), ("FAR_ID", 0, 1, 0), ("MOR_ID", 0, 1, 0)]


def test_a_file_that_is_delivered_twice_counts_as_it_stands(landing: Landing) -> None:
    text = csv_of("bef", {"MOR_ID": "12"})
    landing.deliver("bef", DAY, {"a.csv": text, "b.csv": text})
    landing.ingest("bef")
    landing.ingest("bef")
    assert landing.rows("SELECT misdannede FROM kvalitet.slaegtning WHERE kolonne = 'MOR_ID'") == [(2,)]
