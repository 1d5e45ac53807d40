"""Comments, which YAML's nodes do not hold: found in the text, with what they stand at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from ..model import Place
from .document import Document

Position = tuple[int, int]
"""A line and a column, from 0."""
SIGN = "postmortems:"
"""How a comment for `check` begins."""
_HASH = re.compile(r"(?:^|(?<=\s))#\s*")


@dataclass(frozen=True)
class Comment:
    """A comment: its text without the sign, and the line (from 1) of what it stands at."""

    place: Place
    text: str
    line: int


def comments(document: Document, beginning: str) -> Iterator[Comment]:
    """The comments whose text begins in a certain way, in the order of their lines.

    A comment behind a value stands at that; one on a line of its own at what follows.
    """
    if beginning not in document.text:
        return
    lines = document.text.splitlines()
    inside = [(_first(node), _last(node)) for node in _scalars(document.root)]
    for at, line in enumerate(lines):
        for sign in _HASH.finditer(line):
            text = line[sign.end() :]
            if text.startswith(beginning) and not _is_within(inside, (at, sign.start())):
                place = Place(document.path, at + 1, sign.start() + 1)
                is_alone = not line[: sign.start()].strip()
                yield Comment(place, text.strip(), _next(lines, at) if is_alone else at + 1)
                break


def _is_within(spans: list[tuple[Position, Position]], at: Position) -> bool:
    """Whether a position is inside a scalar, where `#` begins no comment."""
    return any(first <= at < last for first, last in spans)


def _first(node: yaml.ScalarNode) -> Position:
    """Where a scalar's text begins; behind the sign of a block, a comment may still follow."""
    mark = node.start_mark
    return (mark.line + 1, 0) if node.style in ("|", ">") else (mark.line, mark.column)


def _last(node: yaml.ScalarNode) -> Position:
    return node.end_mark.line, node.end_mark.column


def _next(lines: list[str], at: int) -> int:
    """The line (from 1) of what follows a comment of its own line, over other such comments."""
    rest = ((number, line.strip()) for number, line in enumerate(lines[at + 1 :], at + 2))
    return next((number for number, line in rest if line and not line.startswith("#")), at + 1)


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for part in pair:
                yield from _scalars(part)
