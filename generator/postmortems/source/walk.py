"""The scalars of a document, each with the type that the format gives it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import yaml

from ..model import Incident, Loc, Record
from ..model.record import bare, record_type
from ..model.text import Line, Lines, Slug, Slugs
from .document import is_null

_ITEMS = {Lines: Line, Slugs: Slug}
"""The types of lists of which a single value may be written without the list."""


@dataclass(frozen=True)
class Scalar:
    """A value of a file: its place there, its type, and its node."""

    loc: Loc
    kind: Any
    node: yaml.ScalarNode


@cache
def types_of(record: type[Record]) -> dict[str, Any]:
    """Return the types of a mapping's keys, in the order of the format."""
    hints = get_type_hints(record, include_extras=True)
    # The folder's name is the id of an incident; it is no key of the file.
    names = [name for name in record.model_fields if record is not Incident or name != "id"]
    return {name: hints[name] for name in names}


@cache
def record_of(kind: Any) -> tuple[type[Record] | None, bool]:
    """Return the mapping that a value of this type is, and whether it is a list of them."""
    return record_type(kind)


def scalars(kind: Any, node: yaml.Node, loc: Loc = ()) -> Iterator[Scalar]:
    """Yield the values of a node that the format knows, in the order of the file.

    A text in the place of a mapping counts as a line, and a list in that of a single value is
    skipped. Blank rows of a list are not counted, as in the plain data, and of a key that is given
    twice only the first value.
    """
    record, many = record_of(kind)
    if isinstance(node, yaml.ScalarNode):
        if not is_null(node):
            yield Scalar(loc, Line if record else _item_type(bare(kind)), node)
    elif isinstance(node, yaml.SequenceNode):
        inner = record if many else _item_type(bare(kind))
        if inner == bare(kind):
            return  # no list is wanted here
        for index, item in enumerate(item for item in node.value if not is_null(item)):
            yield from scalars(inner, item, (*loc, index))
    elif record is not None and not many and isinstance(node, yaml.MappingNode):
        yield from _values(record, node, loc)


def _values(record: type[Record], node: yaml.MappingNode, loc: Loc) -> Iterator[Scalar]:
    kinds, seen = types_of(record), set()
    own = Line if record.model_config.get("extra") == "allow" else None
    for name, child in node.value:
        key = name.value
        if isinstance(name, yaml.ScalarNode) and key not in seen and (kind := kinds.get(key, own)):
            seen.add(key)
            yield from scalars(kind, child, (*loc, key))


def _item_type(kind: Any) -> Any:
    """Return the type of a single value where the format takes a list of values."""
    if kind in _ITEMS:
        return _ITEMS[kind]
    return get_args(kind)[0] if get_origin(kind) is tuple else kind
