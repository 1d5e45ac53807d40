"""List the scalars of a document, each with the type that the format assigns to it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

import yaml

from ..model import Loc, Record
from ..model.format import fields, other_keys, value_type
from ..model.row_text import RowText
from ..model.scalars import Line, Prose
from .document import is_null

TEXTS = (Line, Prose, RowText)
"""The types of text. The `kind` of a scalar of such a type is identical to one of these objects."""


@dataclass(frozen=True)
class Scalar:
    """A scalar of a file: its keys and indexes, its type, and its node."""

    loc: Loc
    kind: Any
    node: yaml.ScalarNode

    @property
    def is_text(self) -> bool:
        """Whether it holds free text."""
        return any(self.kind is text for text in TEXTS)


@cache
def types_of(record: type[Record]) -> dict[str, Any]:
    """Return the type of each key of a mapping, in the order of the format."""
    return {name: field.type for name, field in fields(record).items()}


@dataclass(frozen=True, eq=False)
class _Slot:
    """The type that the format assigns to a node.

    `single` is the type of a scalar, `record` the type of a mapping.
    """

    single: Any
    record: type[Record] | None
    is_list: bool


def scalars(kind: Any, node: yaml.Node, loc: Loc = ()) -> list[Scalar]:
    """Return the scalars of a node that belong to the format, in the order of the file.

    A scalar instead of a mapping has the type `Line`. A list instead of a single value is skipped.
    As in the plain data, null items of a list have no index, and of duplicate keys only the first
    counts.
    """
    values: list[Scalar] = []
    _add(_slot(kind), node, loc, values)
    return values


def _add(slot: _Slot, node: yaml.Node, loc: Loc, values: list[Scalar]) -> None:
    if isinstance(node, yaml.ScalarNode):
        if not is_null(node):
            values.append(Scalar(loc, slot.single, node))
    elif isinstance(node, yaml.SequenceNode):
        if slot.is_list:
            row = _Slot(slot.single, slot.record, False)
            for index, item in enumerate(item for item in node.value if not is_null(item)):
                _add(row, item, (*loc, index), values)
    elif slot.record and not slot.is_list:
        _add_mapping(slot.record, node, loc, values)


def _add_mapping(record: type[Record], node: yaml.Node, loc: Loc, values: list[Scalar]) -> None:
    slots, seen_keys = _slots(record), set()
    for name, child in node.value:
        key = name.value
        if isinstance(name, yaml.ScalarNode) and key not in seen_keys:
            seen_keys.add(key)
            if slot := slots.get(key) or slots.get(OTHERS):
                _add(slot, child, (*loc, key), values)


OTHERS = ""
"""A placeholder key for all custom keys of a mapping; their values are lines."""


@cache
def _slots(record: type[Record]) -> dict[str, _Slot]:
    slots = {name: _slot(kind) for name, kind in types_of(record).items()}
    if others := other_keys(record):
        slots[OTHERS] = _slot(others.item)
    return slots


def _slot(kind: Any) -> _Slot:
    value = value_type(kind)
    if value.record:
        return _Slot(Line, value.record, value.is_list)
    # Equal types become the same object, because `is` is faster than `==`.
    single = next((text for text in TEXTS if text == value.item), value.item)
    return _Slot(single, None, value.is_list)
