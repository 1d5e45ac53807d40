"""Find comments, which YAML nodes do not hold, and the line that each one refers to."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import yaml

from ..model import Place
from .document import Document

Position = tuple[int, int]
"""A line and a column, from 0."""
SIGN = "postmortems:"
"""The prefix of a comment that controls `check`."""
FOR_CHECK = re.compile(r"#\s*post-?mortems?\b", re.IGNORECASE)
"""The start of such a comment, also when it is misspelt."""
_HASH = re.compile(r"(?:^|(?<=\s))#\s*")


@dataclass(frozen=True)
class Comment:
    """A comment: its text without `#`, and the line, from 1, that it refers to."""

    place: Place
    text: str
    line: int


def comments(document: Document, prefix: str) -> Iterator[Comment]:
    """Yield the comments whose text starts with a prefix, in the order of their lines.

    A comment after a value refers to its own line, a comment on a line of its own to the next line
    with content.
    """
    if prefix in document.text:
        yield from matching_comments(document, lambda text: text.startswith(prefix))


def matching_comments(document: Document, matches: Callable[[str], bool]) -> Iterator[Comment]:
    """Yield the first comment of each line whose text `matches`, in the order of the lines."""
    if "#" not in document.text:
        return
    lines = document.text.splitlines()
    # Most files have no such comment; only for the others the spans of scalars are computed.
    spans: list[tuple[Position, Position]] | None = None
    next_lines: list[int] | None = None
    for number, line in enumerate(lines):
        for hash_sign in _HASH.finditer(line):
            text = line[hash_sign.end() :]
            if not matches(text):
                continue
            if spans is None:
                spans = sorted((_start(node), _end(node)) for node in _scalars(document.root))
            if not _is_within(spans, (number, hash_sign.start())):
                place = Place(document.path, number + 1, hash_sign.start() + 1)
                is_alone = not line[: hash_sign.start()].strip()
                next_lines = next_lines or _next_lines(lines)
                yield Comment(place, text.strip(), next_lines[number] if is_alone else number + 1)
                break


def _is_within(spans: list[tuple[Position, Position]], position: Position) -> bool:
    """Whether a position is inside a scalar, where `#` does not start a comment.

    Args:
        spans: the start and end of each scalar, in order; they do not overlap.
        position: the position of the `#`.
    """
    index = bisect_right(spans, position, key=lambda span: span[0])
    return index > 0 and position < spans[index - 1][1]


def _start(node: yaml.ScalarNode) -> Position:
    """Return the start of a scalar's text. A block starts on the next line, after any comment."""
    mark = node.start_mark
    return (mark.line + 1, 0) if node.style in ("|", ">") else (mark.line, mark.column)


def _end(node: yaml.ScalarNode) -> Position:
    return node.end_mark.line, node.end_mark.column


def _next_lines(lines: list[str]) -> list[int]:
    """Return, for each line, the number (from 1) of the next line with content.

    Empty lines and comments have no content. A line after the last content has its own number.
    """
    next_lines = list(range(1, len(lines) + 1))
    for index in range(len(lines) - 2, -1, -1):
        line = lines[index + 1].strip()
        if line and not line.startswith("#"):
            next_lines[index] = index + 2
        elif next_lines[index + 1] != index + 2:
            next_lines[index] = next_lines[index + 1]
    return next_lines


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
