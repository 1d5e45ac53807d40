"""A YAML file of an incident: its text together with the nodes and data parsed from it."""

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
"""The line breaks of YAML 1.1; `str.splitlines` also splits at others."""
_LINE = re.compile(rf"[^{BREAKS}]*(?:\r\n|[{BREAKS}])|[^{BREAKS}]+")


@dataclass(frozen=True)
class Time:
    """A moment or day in a file: its place, type, text and node."""

    loc: Loc
    kind: Any
    text: str
    node: Any


@dataclass(frozen=True)
class YamlFile:
    """A parsed YAML file; `kind` is the type that the format gives to the whole file."""

    kind: Any
    text: str
    document: Document
    data: Any

    @classmethod
    def of(cls, name: str, text: str, display_path: str) -> Self | None:
        """Parse a file of an incident's folder; None if it is not valid or not a known file."""
        kind = _kind(name)
        return cls._parse(kind, text, display_path) if kind else None

    @classmethod
    def _parse(cls, kind: Any, text: str, display_path: str) -> Self | None:
        try:
            document = compose(text, display_path)
            return cls(kind, text, document, plain(document))
        except RejectedYamlError:
            return None

    def with_text(self, text: str) -> Self | None:
        """Return the file with another text; None if that does not parse."""
        return self._parse(self.kind, text, self.document.path)

    def place(self, mark: Any) -> Place:
        """Return the place of a mark of the parser."""
        return self.document.place_of(mark)

    @cached_property
    def lines(self) -> list[str]:
        """The lines, each with its line break."""
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
        """Whether an alias repeats a node, so that the node's marks are wrong for the alias."""
        if "*" not in self.text:
            return False
        nodes = [id(node) for node in _nodes(self.document.root)]
        return len(nodes) != len(set(nodes))


def lines_of(text: str) -> list[str]:
    """Split a text into lines as YAML does, each with its line break."""
    return _LINE.findall(text)


def line_break(text: str) -> str:
    """Return the line break that a text has."""
    return "\r\n" if "\r\n" in text else "\n"


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
