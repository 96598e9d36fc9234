"""No two outputs for one file."""

import pytest

from itsite.model.output import Made, Output
from itsite.plan import _collisions


def outputs(*paths: str):
    return [Output(path, Made(bytes), "test", f"origin of {path}") for path in paths]


@pytest.mark.parametrize(
    "paths",
    [("a/index.html", "a/index.html"), ("a/index.html", "A/index.html"), ("a", "a/b"), ("a/b", "a"), ("a", "a/b/c/d"), ("A", "a/b/c/d"), ("straße", "STRASSE")],
)
def test_two_outputs_that_a_file_system_could_not_hold_are_a_problem(paths):
    assert [p.code for p in _collisions(outputs(*paths))] == ["UR004"]


@pytest.mark.parametrize("paths", [(), ("a",), ("a/b", "a/c"), ("a.b/c", "a"), ("ab", "a/b")])
def test_others_are_none(paths):
    assert _collisions(outputs(*paths)) == []
