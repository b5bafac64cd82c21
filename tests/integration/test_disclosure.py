"""The attacker of the tests on the published file of the committed deliveries: nothing suppressed is computed back."""

import duckdb

from tests.lib.home import Home
from tests.oracle.disclosure.attacker.attack import attack


def test_nothing_suppressed_on_the_committed_deliveries_has_fewer_than_five_values(published: Home) -> None:
    with duckdb.connect(str(published.settings.published_file), read_only=True) as con:
        found = attack(con)
        withheld = "SELECT count(*) FROM kvalitet.diskretion WHERE grund <> '' AND tal > 0"
        assert con.execute(withheld).fetchall() == [(0,)]
    assert found.suppressed > 2000
    assert found.leaks == []
    assert found.small == []
