"""Read the synonyms of operations, which every search has."""

from functools import cache
from importlib import resources

import yaml


@cache
def operations() -> tuple[tuple[str, ...], ...]:
    """Return the groups of expressions of operations that mean the same."""
    text = resources.files(__package__).joinpath("synonyms.yaml").read_text(encoding="utf-8")
    return tuple(tuple(map(str, group)) for group in yaml.safe_load(text))
