"""Paths from one folder of the site to another."""

import posixpath

from hypothesis import given
from hypothesis import strategies as st

from postmortems.site_map import relative_path

paths = st.lists(st.sampled_from(["a", "b", "c.md"]), max_size=5).map("/".join)


@given(path=paths, folder=paths)
def test_relative_path_equals_the_path_of_the_standard_library(path: str, folder: str) -> None:
    assert relative_path(path, folder) == posixpath.relpath(path or ".", folder or ".")


@given(path=paths, folder=paths)
def test_a_path_above_the_top_stays_above_it(path: str, folder: str) -> None:
    above = posixpath.normpath(posixpath.join("..", path))
    assert relative_path(above, folder) == posixpath.relpath(above, folder or ".")
