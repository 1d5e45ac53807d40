"""The scalars of a document, each with the type that the format gives it."""

from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import yaml

from ..model import Incident, Loc, Record
from ..model.record import bare, record_type
from ..model.scalars import Line, Lines, Prose, Slug, Slugs
from .document import is_null

TEXTS = (Line, Prose)
"""The types of words: of a scalar of these types `kind` is the very object."""
_ITEMS = {Lines: Line, Slugs: Slug}
"""The types of lists of which a single value may be written without the list."""


@dataclass(frozen=True)
class Scalar:
    """A value of a file: its place there, its type, and its node."""

    loc: Loc
    kind: Any
    node: yaml.ScalarNode

    @property
    def is_text(self) -> bool:
        """Whether it holds words that an author wrote."""
        return any(self.kind is text for text in TEXTS)


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


@dataclass(frozen=True, eq=False)
class _Slot:
    """What the format takes at a place: of a single value its type, of a mapping its record."""

    single: Any
    record: type[Record] | None
    is_list: bool


def scalars(kind: Any, node: yaml.Node, loc: Loc = ()) -> list[Scalar]:
    """Return the values of a node that the format knows, in the order of the file.

    A text in the place of a mapping counts as a line, and a list in that of a single value is
    skipped. Blank rows of a list are not counted, as in the plain data, and of a key that is given
    twice only the first value.
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
    slots, seen = _slots(record), set()
    for name, child in node.value:
        key = name.value
        if isinstance(name, yaml.ScalarNode) and key not in seen:
            seen.add(key)
            if slot := slots.get(key) or slots.get(OTHERS):
                _add(slot, child, (*loc, key), values)


OTHERS = ""
"""Stands for the keys of a team's own, which hold lines, in a mapping that takes them."""


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
    # The same object for equal types, which are told apart thousands of times.
    single = next((text for text in TEXTS if text == single), single)
    return _Slot(single, None, is_list)
