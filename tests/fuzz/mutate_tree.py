"""Mutations of the tree that a YAML file holds."""

import json
from collections.abc import Callable, Iterator
from itertools import islice
from random import Random
from typing import Any, get_type_hints

import yaml

from postmortems.model import Incident
from postmortems.reader import MAIN, SECTIONS

from . import grow, texts
from .mutate_text import text_mutation

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Tree = Any
Way = tuple[str | int, ...]
"""The keys and indexes from the top of a tree to a value."""
MAX_DEPTH = 200
"""Deeper text is not loaded: the YAML library recurses, and its stack is that of the process."""
MAX_VALUES = 20_000
"""A tree with more values, or one that contains itself, is not walked: aliases multiply."""


def tree_mutation(text: str, path: str, dice: Random) -> str:
    """Return a file with one to five values of its tree changed; without a tree, its text is."""
    try:
        if not _is_shallow(text):
            return text_mutation(text, dice)
        tree = yaml.load(text, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return text_mutation(text, dice)
    if not _is_bounded(tree):
        return text_mutation(text, dice)
    for _ in range(dice.choice((1, 1, 2, 3, 5))):
        tree = dice.choice(_TREE)(tree, path.rpartition("/")[2], dice)
    return dumped(tree, dice)


def _is_shallow(text: str) -> bool:
    """Whether the collections of a text are nested at most `MAX_DEPTH` deep."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            return False
    return True


def _is_bounded(tree: Tree) -> bool:
    """Whether a tree, with its aliases expanded, has at most `MAX_VALUES` values."""
    try:
        return next(islice(ways(tree), MAX_VALUES, None), None) is None
    except RecursionError:
        return False


def dumped(tree: Tree, dice: Random) -> str:
    """Write a tree as YAML, in one of the styles that authors use."""
    if dice.randrange(8) == 0:
        return json.dumps(tree, ensure_ascii=dice.randrange(2) == 0, indent=dice.choice((None, 1)))
    style = dice.choice((None, None, "'", '"', "|", ">"))
    flow = dice.choice((False, False, None))
    width = dice.choice((20, 98, 10_000))
    try:
        return yaml.safe_dump(
            tree, allow_unicode=True, sort_keys=False, default_style=style,
            default_flow_style=flow, width=width,
        )  # fmt: skip
    except (yaml.YAMLError, UnicodeError, RecursionError):
        return json.dumps(tree)


def ways(tree: Tree, way: Way = ()) -> Iterator[Way]:
    """Return the way to each value of a tree, that to the whole among them."""
    yield way
    if isinstance(tree, dict):
        for key, child in tree.items():
            yield from ways(child, (*way, key))
    elif isinstance(tree, list):
        for index, child in enumerate(tree):
            yield from ways(child, (*way, index))


def at(tree: Tree, way: Way) -> Tree:
    """Return the value at the end of a way."""
    for step in way:
        tree = tree[step]
    return tree


def put(tree: Tree, way: Way, value: Tree) -> Tree:
    """Put a value at the end of a way, and return the whole tree."""
    if not way:
        return value
    at(tree, way[:-1])[way[-1]] = value
    return tree


def _any_way(tree: Tree, dice: Random, kind: type = object) -> Way | None:
    found = [way for way in ways(tree) if isinstance(at(tree, way), kind)]
    return dice.choice(found) if found else None


def _names(tree: Tree) -> grow.Names:
    """The short texts of a tree, which is where its ids and names are."""
    found = {str(at(tree, way)) for way in ways(tree) if isinstance(at(tree, way), str)}
    return grow.Names(sorted(text for text in found if text and len(text) < 40 and " " not in text))


def _hostile_scalar(tree: Tree, name: str, dice: Random) -> Tree:
    way = _any_way(tree, dice, str)
    return tree if way is None else put(tree, way, texts.text(dice))


def _other_type(tree: Tree, name: str, dice: Random) -> Tree:
    way = _any_way(tree, dice)
    if way is None:
        return tree
    value: Tree = dice.choice(
        ("", None, [], {}, "text", ["text"], {"key": "value"}, [[[]]], [None])
    )
    return put(tree, way, value)


def _grown(tree: Tree, name: str, dice: Random) -> Tree:
    """A field of the format, in place of whatever was there."""
    names = _names(tree)
    if kind := grow.CATALOGUE_TYPES.get(name):
        entries = tree if isinstance(tree, dict) else {}
        return {**entries, texts.name(dice): grow.record(kind, dice, names)}
    hints = get_type_hints(Incident, include_extras=True)
    section = name.removesuffix(".yaml")
    if section in SECTIONS:
        return grow.value(hints[section], dice, names)
    if name != MAIN or not isinstance(tree, dict):
        return tree
    key = dice.choice([key for key in hints if key in Incident.model_fields and key != "id"])
    return {**tree, key: grow.value(hints[key], dice, names)}


def _whole(tree: Tree, name: str, dice: Random) -> Tree:
    """An incident that is made up from the format alone."""
    if name != MAIN:
        return _grown(tree, name, dice)
    return grow.record(Incident, dice, _names(tree), dice.choice((0.2, 0.6, 1.0)))


def _removed(tree: Tree, name: str, dice: Random) -> Tree:
    way = _any_way(tree, dice)
    if way:
        del at(tree, way[:-1])[way[-1]]
    return tree


def _repeated(tree: Tree, name: str, dice: Random) -> Tree:
    way = _any_way(tree, dice, list)
    if way is None or not at(tree, way):
        return tree
    rows = at(tree, way)
    return put(tree, way, (rows * dice.choice((2, 3, 30)))[:300])


def _shuffled(tree: Tree, name: str, dice: Random) -> Tree:
    way = _any_way(tree, dice, list)
    if way is None:
        return tree
    return put(tree, way, dice.sample(at(tree, way), len(at(tree, way))))


def _renamed_key(tree: Tree, name: str, dice: Random) -> Tree:
    way = _any_way(tree, dice, dict)
    if way is None or not at(tree, way):
        return tree
    found = at(tree, way)
    old = dice.choice(sorted(found, key=str))
    new = dice.choice((old[1:], old.upper(), f"{old} ", texts.bit(dice), texts.name(dice)))
    return put(tree, way, {(new if key == old else key): found[key] for key in found})


def _moved(tree: Tree, name: str, dice: Random) -> Tree:
    """A value that stands somewhere else too."""
    source, target = _any_way(tree, dice), _any_way(tree, dice)
    if source is None or target is None or source == target[: len(source)]:
        return tree
    return put(tree, target, at(tree, source))


def _nodes(tree: Tree, name: str, dice: Random) -> Tree:
    rows = grow.chain(dice.choice((1, 3, 12, 60)), dice)
    if name == "root_cause.yaml":
        return {**tree, "nodes": rows} if isinstance(tree, dict) else {"nodes": rows}
    if name == MAIN and isinstance(tree, dict):
        return {**tree, "root_cause": {"nodes": rows}}
    return tree


_TREE: tuple[Callable[[Tree, str, Random], Tree], ...] = (
    _hostile_scalar,
    _hostile_scalar,
    _hostile_scalar,
    _hostile_scalar,
    _other_type,
    _grown,
    _grown,
    _grown,
    _whole,
    _removed,
    _repeated,
    _shuffled,
    _renamed_key,
    _moved,
    _nodes,
)
