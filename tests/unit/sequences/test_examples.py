"""Every function of the face has an example in its docstring, and the examples say what happens."""

import doctest
import inspect

import pytest

from dagster_project import sequences

FUNCTIONS = [name for name in sequences.__all__ if inspect.isfunction(getattr(sequences, name))]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_example_gives_what_it_says(name: str) -> None:
    function = getattr(sequences, name)
    found = doctest.DocTestFinder(recurse=False).find(function, name, globs=dict(vars(inspect.getmodule(function))))
    examples = [test for test in found if test.examples]
    assert examples, f"{name} has no example"
    runner = doctest.DocTestRunner()
    for test in examples:
        runner.run(test)
    assert runner.summarize(verbose=False).failed == 0
