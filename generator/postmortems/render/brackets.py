"""Brackets that open no link, so that no parser of Markdown looks for their ends.

Python-Markdown looks from every opening bracket to the end of the paragraph, several times: thirty
seconds for a line of 15,000 brackets.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

DEEPEST = 3
"""Brackets within the brackets of a link's text, as in `[the ticket [#12]](...)`."""
LONGEST = 4_000
"""Characters of a link's target."""
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_TOKENS = re.compile(r"[\[\]()]")


def idle_brackets(text: str) -> list[int]:
    """Return the places of the opening brackets of a paragraph that open no link, in order.

    Args:
        text: the paragraph, in which code holds no brackets.
    """
    text = _ESCAPED.sub("  ", text)
    closing, heights = _pairs(text, "[", "]")
    ends, _ = _pairs(text, "(", ")")
    targets = [found.start() for found in re.finditer(r"\]\(", text)]
    return [
        at
        for at, char in enumerate(text)
        if char == "["
        and (
            at not in closing
            or heights[at] > DEEPEST
            or not _has_target(text, closing[at] + 1, ends, targets)
        )
    ]


def _pairs(text: str, opening: str, closing: str) -> tuple[dict[int, int], dict[int, int]]:
    """Return where each bracket is closed, and how many levels there are within it, its own too."""
    ends: dict[int, int] = {}
    heights: dict[int, int] = {}
    open_ones: list[tuple[int, int]] = []
    for found in _TOKENS.finditer(text):
        if found[0] == opening:
            open_ones.append((found.start(), 1))
        elif found[0] == closing and open_ones:
            start, height = open_ones.pop()
            ends[start], heights[start] = found.start(), height
            if open_ones:
                outer, known = open_ones[-1]
                open_ones[-1] = outer, max(known, height + 1)
    return ends, heights


def _has_target(text: str, at: int, ends: dict[int, int], targets: Sequence[int]) -> bool:
    """Whether what follows the text of a link is a target, or none at all.

    Args:
        text: the paragraph.
        at: where the text of the link has ended.
        ends: where the brackets of targets are closed.
        targets: where targets begin, in order.
    """
    if not text.startswith("(", at):
        return True
    if at not in ends or ends[at] - at > LONGEST:
        return False
    following = bisect_left(targets, at)
    return following == len(targets) or targets[following] > ends[at]


def paragraphs(rows: Sequence[str]) -> Iterator[range]:
    """Yield the indexes of the rows of each paragraph; blank rows are in none."""
    start = 0
    for at in range(len(rows) + 1):
        if at == len(rows) or not rows[at].strip():
            if at > start:
                yield range(start, at)
            start = at + 1
