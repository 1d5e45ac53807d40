"""Known cases that are too large, or too odd in name, to be kept as files."""

from collections.abc import Callable

from .case import Case

KNOWN: dict[str, Callable[[], Case]] = {}
