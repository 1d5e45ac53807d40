"""A file of an incident as repairs see it: its text, and what the reader makes of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Self, get_type_hints

from ..model import Incident, Loc, Moment, Place, Record
from ..model.record import bare, record_type
from ..model.text import Day
from ..source import MAIN, SECTIONS
from ..source.document import Document, Refused, compose, plain

BREAKS = "\r\n\x85\u2028\u2029"
"""What YAML 1.1 takes for the end of a line; `str.splitlines` knows others too."""
_LINE = re.compile(rf"[^{BREAKS}]*(?:\r\n|[{BREAKS}])|[^{BREAKS}]+")


@dataclass(frozen=True)
class Time:
    """A moment or a day as the file has it: where it is, its type, its text and its node."""

    loc: Loc
    kind: Any
    text: str
    node: Any


@dataclass(frozen=True)
class Sheet:
    """A YAML file that can be read. `kind` is the type that the format wants of the whole."""

    kind: Any
    text: str
    document: Document
    data: Any

    @classmethod
    def of(cls, name: str, text: str, shown: str) -> Self | None:
        """Read a file of an incident's folder; None where the reader has to say what is wrong."""
        kind = _kind(name)
        return cls._read(kind, text, shown) if kind else None

    @classmethod
    def _read(cls, kind: Any, text: str, shown: str) -> Self | None:
        try:
            document = compose(text, shown)
            return cls(kind, text, document, plain(document))
        except Refused:
            return None

    def rewritten(self, text: str) -> Self | None:
        """The same file with another text."""
        return self._read(self.kind, text, self.document.path)

    def place(self, mark: Any) -> Place:
        """Where a mark of the parser stands."""
        return Place(self.document.path, mark.line + 1, mark.column + 1)

    @cached_property
    def lines(self) -> list[str]:
        """The lines, each with its end."""
        return lines_of(self.text)

    @cached_property
    def times(self) -> tuple[Time, ...]:
        """Every moment and day in the file."""
        return tuple(_times(self.kind, self.document.root, self.data, ()))

    @cached_property
    def has_alias(self) -> bool:
        """Whether a value stands in two places, so that one of them is not where its marks say."""
        if "*" not in self.text:
            return False
        nodes = [id(node) for node in _nodes(self.document.root)]
        return len(nodes) != len(set(nodes))


def lines_of(text: str) -> list[str]:
    """A text's lines as YAML counts them, each with its end."""
    return _LINE.findall(text)


@cache
def types_of(record: type[Record]) -> dict[str, Any]:
    """The types of a mapping's keys, in the order of the format."""
    hints = get_type_hints(record, include_extras=True)
    # The folder's name is the id of an incident; it is no key of the file.
    names = [name for name in record.model_fields if record is not Incident or name != "id"]
    return {name: hints[name] for name in names}


@cache
def holds(kind: Any) -> tuple[type[Record] | None, bool]:
    """The mapping that a value of this type is, and whether it is a list of them."""
    return record_type(kind)


def _kind(name: str) -> Any:
    if name == MAIN:
        return Incident
    section = name.removesuffix(".yaml")
    return types_of(Incident)[section] if section in SECTIONS and section != name else None


def _times(kind: Any, node: Any, data: Any, loc: Loc) -> Iterator[Time]:
    record, many = holds(kind)
    if record is None:
        if isinstance(data, str) and bare(kind) in (Moment, Day):
            yield Time(loc, bare(kind), data, node)
    elif many and isinstance(data, list):
        # Blank items are nodes but no data; only mappings hold what is looked for.
        indexes = [at for at, item in enumerate(data) if isinstance(item, dict)]
        rows = [item for item in node.value if item.id == "mapping"]
        for index, row in zip(indexes, rows, strict=True):
            yield from _times(record, row, data[index], (*loc, index))
    elif not many and isinstance(data, dict):
        kinds, seen = types_of(record), set()
        for name, child in node.value:
            if name.id == "scalar" and name.value in kinds and name.value not in seen:
                seen.add(name.value)
                key = name.value
                yield from _times(kinds[key], child, data[key], (*loc, key))


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    if node.id == "sequence":
        for item in node.value:
            yield from _nodes(item)
    elif node.id == "mapping":
        for pair in node.value:
            for part in pair:
                yield from _nodes(part)
