"""A profile that cannot be computed is a failure, and its message never quotes a row."""

from dataclasses import replace

import pytest

from dagster_project.gates.limits import Check, checks_of, load_checks
from dagster_project.gates.profile import PROFILES, measure, render_profile
from tests.unit.gates.ledger import ledger

SHARE = next(check for check in checks_of("leverance") if check.navn == "karantaene_andel")


def test_every_check_has_a_profile_and_every_profile_a_check() -> None:
    own = {(file.parent.name, file.stem) for file in PROFILES.glob("*/*.sql")}
    shared = {file.stem for file in PROFILES.glob("*.sql")}
    checks = [(check.trin, check.navn) for check in load_checks()]
    assert {check for check in checks if check[1] not in shared} == own
    assert all(sum(name == stem for _, name in checks) > 1 for stem in shared)


@pytest.mark.parametrize("check", load_checks(), ids=lambda check: f"{check.trin}-{check.navn}")
def test_a_profile_holds_no_limit_of_its_own(check: Check) -> None:
    assert "{{ graense" not in render_profile(check)
    assert "{{" not in render_profile(check)


def test_a_missing_table_is_a_failure() -> None:
    con = ledger()
    con.execute("DROP TABLE kvalitet.raekkeregnskab")
    (found,) = measure(con, SHARE)
    assert found.failure == "profilen kunne ikke beregnes (CatalogException)"


def test_an_error_that_quotes_a_value_is_not_passed_on() -> None:
    con = ledger()
    con.execute("ALTER TABLE kvalitet.raekkeregnskab ALTER karantaene TYPE VARCHAR")
    con.execute("UPDATE kvalitet.raekkeregnskab SET karantaene = '0101010000x'")
    (found,) = measure(con, SHARE)
    assert found.failure
    assert "0101010000" not in repr(found)


def test_an_empty_ledger_is_a_failure() -> None:
    con = ledger()
    con.execute("DELETE FROM kvalitet.raekkeregnskab")
    (found,) = measure(con, SHARE)
    assert found.failure == "profilen gav ingen rækker"


def test_a_share_of_nothing_does_not_apply() -> None:
    con = ledger()
    con.execute("UPDATE kvalitet.raekkeregnskab SET raekker_i_fil = 0, accepteret = 0")
    (found,) = measure(con, SHARE)
    assert not found.applies


def test_something_of_nothing_is_a_failure() -> None:
    con = ledger(quarantined=3)
    con.execute("UPDATE kvalitet.raekkeregnskab SET raekker_i_fil = 0")
    (found,) = measure(con, SHARE)
    assert found.failure == "målingen mangler"


def test_a_count_needs_no_denominator() -> None:
    con = ledger(quarantined=3)
    con.execute("UPDATE kvalitet.raekkeregnskab SET raekker_i_fil = 0")
    (found,) = measure(con, replace(SHARE, enhed="antal"))
    assert found.maalt == 3
