"""How many studies are drawn, and from which number on: `make worlds ARGS="--fra 500 --antal 20"`."""

import pytest

from dagster_project.disclosure import control, withhold


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fra", type=int, default=1, help="the number of the first study")
    parser.addoption("--antal", type=int, default=100, help="how many studies")
    parser.addoption("--tid", type=float, help="processor seconds for disclosure control, and for the attack")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "number" in metafunc.fixturenames:
        # Read without its folder named, there is nothing of it: `make test` has a few studies of its own.
        first, many = (metafunc.config.getoption(name, 0) for name in ("fra", "antal"))
        metafunc.parametrize("number", range(first, first + many))


@pytest.fixture(autouse=True)
def _time_for_disclosure(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Studies of thirty municipalities take all the time there is; with less of it more is withheld, none less safe."""
    seconds = request.config.getoption("tid", None)
    if seconds is not None:
        shares = {rung: share * seconds / withhold.SECONDS for rung, share in withhold.SHARES.items()}
        monkeypatch.setattr(withhold, "SHARES", shares)
        monkeypatch.setattr(control, "SECONDS", seconds)
        monkeypatch.setattr(control, "ATTACK_SECONDS", seconds)
