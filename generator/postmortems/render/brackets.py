"""Find brackets that open no link, so that they can be escaped.

Python-Markdown searches from every opening bracket to the end of the paragraph, several times: a
line of 15,000 brackets takes thirty seconds.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

DEEPEST = 3
"""The levels of nested brackets in the text of a link, as in `[the ticket [#12]](...)`."""
LONGEST = 4_000
"""The largest number of characters in the target of a link."""
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_TOKENS = re.compile(r"[\[\]()]")


def idle_brackets(text: str) -> list[int]:
    """Return the indexes of the opening brackets that open no link, in order.

    Args:
        text: a paragraph, without brackets in code.
    """
    text = _ESCAPED.sub("  ", text)
    closing, heights = _pairs(text, "[", "]")
    ends, _ = _pairs(text, "(", ")")
    targets = [match.start() for match in re.finditer(r"\]\(", text)]
    return [
        index
        for index, char in enumerate(text)
        if char == "["
        and (
            index not in closing
            or heights[index] > DEEPEST
            or not _has_target(text, closing[index] + 1, ends, targets)
        )
    ]


def _pairs(text: str, opening: str, closing: str) -> tuple[dict[int, int], dict[int, int]]:
    """Return the index of each bracket's closing bracket, and its levels of nesting, from 1."""
    ends: dict[int, int] = {}
    heights: dict[int, int] = {}
    unclosed: list[tuple[int, int]] = []
    for token in _TOKENS.finditer(text):
        if token[0] == opening:
            unclosed.append((token.start(), 1))
        elif token[0] == closing and unclosed:
            start, height = unclosed.pop()
            ends[start], heights[start] = token.start(), height
            if unclosed:
                outer, outer_height = unclosed[-1]
                unclosed[-1] = outer, max(outer_height, height + 1)
    return ends, heights


def _has_target(text: str, end: int, ends: dict[int, int], targets: Sequence[int]) -> bool:
    """Return whether the text of a link is followed by a target that a parser finds quickly.

    True also without a parenthesis after the text, since no parser then searches for its end.

    Args:
        text: the paragraph.
        end: the index after the text of the link.
        ends: the index of the closing parenthesis, by that of the opening one.
        targets: the indexes at which targets begin, in order.
    """
    if not text.startswith("(", end):
        return True
    if end not in ends or ends[end] - end > LONGEST:
        return False
    following = bisect_left(targets, end)
    return following == len(targets) or targets[following] > ends[end]


def paragraphs(rows: Sequence[str]) -> Iterator[range]:
    """Yield the indexes of the rows of each paragraph; empty rows belong to none."""
    start = 0
    for index in range(len(rows) + 1):
        if index == len(rows) or not rows[index].strip():
            if index > start:
                yield range(start, index)
            start = index + 1
