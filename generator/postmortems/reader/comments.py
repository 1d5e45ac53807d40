"""Comments, which YAML's nodes do not hold: found in the text, with what they stand at."""

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
"""How a comment for `check` begins."""
FOR_CHECK = re.compile(r"#\s*post-?mortems?\b", re.IGNORECASE)
"""How such a comment begins, misspelt or not."""
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
    if beginning in document.text:
        yield from comments_that(document, lambda text: text.startswith(beginning))


def comments_that(document: Document, is_wanted: Callable[[str], bool]) -> Iterator[Comment]:
    """Yield the comments whose text is wanted, one of each line, in the order of the lines."""
    if "#" not in document.text:
        return
    lines = document.text.splitlines()
    # Few comments are wanted; most files have none, and need no look at their nodes.
    spans: list[tuple[Position, Position]] | None = None
    following: list[int] | None = None
    for at, line in enumerate(lines):
        for sign in _HASH.finditer(line):
            text = line[sign.end() :]
            if not is_wanted(text):
                continue
            if spans is None:
                spans = sorted((_first(node), _last(node)) for node in _scalars(document.root))
            if not _is_within(spans, (at, sign.start())):
                place = Place(document.path, at + 1, sign.start() + 1)
                is_alone = not line[: sign.start()].strip()
                following = following or _following(lines)
                yield Comment(place, text.strip(), following[at] if is_alone else at + 1)
                break


def _is_within(spans: list[tuple[Position, Position]], at: Position) -> bool:
    """Whether a position is inside a scalar, where `#` begins no comment.

    Args:
        spans: where scalars begin and end, in order; none is within another.
        at: the position.
    """
    before = bisect_right(spans, at, key=lambda span: span[0])
    return before > 0 and at < spans[before - 1][1]


def _first(node: yaml.ScalarNode) -> Position:
    """Where a scalar's text begins; behind the sign of a block, a comment may still follow."""
    mark = node.start_mark
    return (mark.line + 1, 0) if node.style in ("|", ">") else (mark.line, mark.column)


def _last(node: yaml.ScalarNode) -> Position:
    return node.end_mark.line, node.end_mark.column


def _following(lines: list[str]) -> list[int]:
    """The line (from 1) of what follows each line, over blank ones and other comments.

    For a line that nothing follows it is its own.
    """
    following = list(range(1, len(lines) + 1))
    for at in range(len(lines) - 2, -1, -1):
        line = lines[at + 1].strip()
        if line and not line.startswith("#"):
            following[at] = at + 2
        elif following[at + 1] != at + 2:
            following[at] = following[at + 1]
    return following


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
