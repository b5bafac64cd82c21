"""How many studies are drawn, and from which number on: `make worlds ARGS="--fra 500 --antal 20"`."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fra", type=int, default=1, help="the number of the first study")
    parser.addoption("--antal", type=int, default=100, help="how many studies")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "number" in metafunc.fixturenames:
        # Read without its folder named, there is nothing of it: `make test` has a few studies of its own.
        first, many = (metafunc.config.getoption(name, 0) for name in ("fra", "antal"))
        metafunc.parametrize("number", range(first, first + many))
