"""One published home for all integration tests: the whole pipeline once on the committed deliveries."""

import pytest

from tests.lib.home import Home


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home where `veje run` has published the committed deliveries."""
    home = Home(tmp_path_factory.mktemp("hjem"))
    done = home.veje("run")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return home
