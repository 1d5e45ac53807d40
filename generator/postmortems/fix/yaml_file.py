"""A file of an incident as repairs see it: its text, and what the reader makes of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

from ..model import Incident, Loc, Moment, Place
from ..model.scalars import Day
from ..reader import MAIN, SECTIONS
from ..reader.document import Document, RejectedYamlError, compose
from ..reader.plain_data import plain
from ..reader.scalars import scalars, types_of

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
class YamlFile:
    """A YAML file that can be read. `kind` is the type that the format wants of the whole."""

    kind: Any
    text: str
    document: Document
    data: Any

    @classmethod
    def of(cls, name: str, text: str, display_path: str) -> Self | None:
        """Read a file of an incident's folder; None where the reader has to say what is wrong."""
        kind = _kind(name)
        return cls._read(kind, text, display_path) if kind else None

    @classmethod
    def _read(cls, kind: Any, text: str, display_path: str) -> Self | None:
        try:
            document = compose(text, display_path)
            return cls(kind, text, document, plain(document))
        except RejectedYamlError:
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
        return tuple(
            Time(value.loc, value.kind, value.node.value, value.node)
            for value in scalars(self.kind, self.document.root)
            if value.kind in (Moment, Day)
        )

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


def _kind(name: str) -> Any:
    if name == MAIN:
        return Incident
    section = name.removesuffix(".yaml")
    return types_of(Incident)[section] if section in SECTIONS and section != name else None


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    if node.id == "sequence":
        for item in node.value:
            yield from _nodes(item)
    elif node.id == "mapping":
        for pair in node.value:
            for part in pair:
                yield from _nodes(part)
