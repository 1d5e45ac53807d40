"""Split lines into blocks: a key or row with its value and its own comments.

A comment belongs to the block below it. If it is indented deeper than the keys or rows around it,
it belongs to the block above. Blank lines belong to the block below them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..reader.comments import SIGN
from .yaml_file import BREAKS

_FOR_CHECK = re.compile(rf"\s*#\s*{SIGN}")
"""A comment that controls `check`; it belongs to the block below it."""
_EXAMPLE = re.compile(r"\s*#\s*- ")


@dataclass(frozen=True)
class Block:
    """The lines of a key or row, counted from 0.

    The blank lines above it start at `gap`, the comments above it at `start`, and the key or row at
    `line`. `end` is the line after its value and its own comments below.
    """

    gap: int
    start: int
    line: int
    end: int


@dataclass(frozen=True)
class Region:
    """The lines from `top` up to `bottom` (excluded) that belong to a mapping or list."""

    top: int
    bottom: int
    is_file: bool = False


def blocks(
    lines: Sequence[str], spans: Sequence[tuple[int, int]], column: int, region: Region
) -> list[Block] | None:
    """Split a mapping into the blocks of its keys, or a list into those of its rows.

    Args:
        lines: the lines of the file.
        spans: the first line of each key or row, and the line after its value.
        column: the column in which they start.
        region: the lines that may contain their comments.

    Returns:
        a block for each span; None if there is anything but comments and blank lines between them.
    """
    edges = [region.top, *(edge for span in spans for edge in span), region.bottom]
    if any(a > b for a, b in pairwise(edges)) or any(a == b for a, b in spans):
        return None
    between = [lines[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    if not all(is_blank(line) or is_comment(line) for part in between for line in part):
        return None
    first = _first_comment(lines, region, spans[0][0])
    starts = [line for line, _ in spans[1:]] + [region.bottom]
    ends = [
        _own_end(lines, end, until, column) for (_, end), until in zip(spans, starts, strict=True)
    ]
    result = [Block(first, first, spans[0][0], ends[0])]
    for (gap, end), (line, _) in zip(pairwise(ends), spans[1:], strict=True):
        start = next((index for index in range(gap, line) if not is_blank(lines[index])), line)
        result.append(Block(gap, start, line, end))
    return result


def is_blank(line: str) -> bool:
    """Return whether a line has only whitespace."""
    return not line.strip(f" \t{BREAKS}")


def is_comment(line: str) -> bool:
    """Return whether a line has only a comment."""
    return line.lstrip(" \t").startswith("#")


def _first_comment(lines: Sequence[str], region: Region, line: int) -> int:
    """Return the line at which the comments of the first key or row start.

    Comments above that line stay where they are: a comment in the first lines of a file is about
    the whole file, even without a blank line after it, and so is an example of a row, such as a new
    incident has above its timeline.
    """
    start = line
    while start > region.top and is_comment(lines[start - 1]):
        start -= 1
    is_head = region.is_file and not any(is_comment(above) for above in lines[region.top : start])
    if is_head or any(_EXAMPLE.match(comment) for comment in lines[start:line]):
        start = line
    return next((n for n in range(region.top, start) if _FOR_CHECK.match(lines[n])), start)


def _own_end(lines: Sequence[str], end: int, until: int, column: int) -> int:
    """Return the line after a value and the comments below it that are indented deeper."""
    for index in range(end, until):
        line = lines[index]
        if is_blank(line):
            continue
        if len(line) - len(line.lstrip(" \t")) <= column or _FOR_CHECK.match(line):
            break
        end = index + 1
    return end
