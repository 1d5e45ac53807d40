"""List the scalars of a document, each with the type that the format assigns to it."""

from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import yaml

from ..model import Incident, Loc, Record
from ..model.record import bare, record_type
from ..model.scalars import Line, Lines, Prose, Slug, Slugs
from .document import is_null

TEXTS = (Line, Prose)
"""The types of text. The `kind` of a scalar of such a type is identical to one of these objects."""
_ITEMS = {Lines: Line, Slugs: Slug}
"""The item types of lists for which a single value may be written without the list."""


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
    hints = get_type_hints(record, include_extras=True)
    # The id of an incident is the name of its folder, not a key of the file.
    names = [name for name in record.model_fields if record is not Incident or name != "id"]
    return {name: hints[name] for name in names}


@cache
def record_of(kind: Any) -> tuple[type[Record] | None, bool]:
    """Return the record of a type, if it has one, and whether the type is a list of records."""
    return record_type(kind)


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
"""The key that stands for all custom keys, which hold lines, of a mapping that allows them."""


@cache
def _slots(record: type[Record]) -> dict[str, _Slot]:
    slots = {name: _slot(kind) for name, kind in types_of(record).items()}
    if record.model_config.get("extra") == "allow":
        slots[OTHERS] = _slot(Line)
    return slots


def _slot(kind: Any) -> _Slot:
    kind = bare(kind)
    record, many = record_of(kind)
    if record:
        return _Slot(Line, record, many)
    is_list = kind in _ITEMS or get_origin(kind) is tuple
    single = _ITEMS.get(kind) or (get_args(kind)[0] if is_list else kind)
    # Equal types become the same object, because `is` is faster than `==`.
    single = next((text for text in TEXTS if text == single), single)
    return _Slot(single, None, is_list)
