"""A published home for each module of the integration tests: the pipeline runs once, and every module has a copy."""

import pytest

from tests.lib.home import Home


@pytest.fixture(scope="session")
def _run_once(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home where `veje run` has published the committed deliveries; nobody works on it."""
    home = Home(tmp_path_factory.mktemp("koersel") / "hjem")
    done = home.veje("run")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return home


@pytest.fixture(scope="module")
def published(_run_once: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The module's own home: what one module sends or stops, no other sees, in whichever order they come."""
    return _run_once.copied_to(tmp_path_factory.mktemp("modul") / "hjem")
