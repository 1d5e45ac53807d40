"""Read the groups of expressions that the search compares by.

Synonyms of operations and topics of lessons are part of this package; a team can add synonyms.
"""

from functools import cache
from importlib import resources
from typing import Any

import yaml

from ..model import Problem
from .document import Document, Parser
from .files import Folder

FILE = "synonyms.yaml"
"""The file of a team's synonyms, beside its incidents."""
_SHORTEST = 2
"""The least number of expressions in a group."""

Groups = tuple[tuple[str, ...], ...]


@cache
def operations() -> Groups:
    """Return the groups of expressions of operations that mean the same."""
    return _own_groups(FILE)


@cache
def topics() -> Groups:
    """Return the topics of lessons, each as the words that are used about it."""
    return _own_groups("topics.yaml")


def _own_groups(name: str) -> Groups:
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    groups = yaml.load(text, Loader=Parser)  # noqa: S506 - the safe loader, in C where there is one
    return tuple(tuple(map(str, group)) for group in groups)


def read_synonyms(files: Folder) -> Groups:
    """Return the groups of expressions of a team; problems are added to those of the folder."""
    path = files.path / FILE
    if not path.exists() and not path.is_symlink():
        return ()
    if (loaded := files.load(FILE)) is None:
        return ()
    document, data = loaded
    if data is None:
        return ()
    if not isinstance(data, list):
        message = "the file must be a list of groups, each a list of expressions"
        hint = "write one group per line, such as `- [basket, cart]`"
        files.problems.append(Problem(document.place(), "wrong-type", message, hint))
        return ()
    return tuple(
        group for place, item in enumerate(data) if (group := _group(item, place, document, files))
    )


def _group(item: Any, place: int, document: Document, files: Folder) -> tuple[str, ...]:
    """Return a group of expressions; empty, with a problem, if it is none."""
    is_group = isinstance(item, list) and all(isinstance(text, str) for text in item)
    if is_group and len(set(item)) >= _SHORTEST and all(text.strip() for text in item):
        return tuple(item)
    message = "a group must be a list of two or more expressions that mean the same"
    hint = "write it such as `- [basket, cart]`"
    files.problems.append(Problem(document.place((place,)), "wrong-type", message, hint))
    return ()
