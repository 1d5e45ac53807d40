"""The lines that belong together: a key or a row with its value, and the comments that are its own.

A comment belongs to what it stands above; one that is indented deeper than the keys or rows around
it belongs to what it stands below. Blank lines belong to what follows them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .yaml_file import BREAKS

_ALLOW = re.compile(r"\s*#\s*postmortems:")
"""A comment that silences a finding of `check` in what follows it."""
_EXAMPLE = re.compile(r"\s*#\s*- ")


@dataclass(frozen=True)
class Block:
    """The lines of a key or row, counted from 0.

    Blank lines above it begin at `gap`, comments above it at `start`, itself at `line`; `end` is
    the line after it and after the comments below that are its own.
    """

    gap: int
    start: int
    line: int
    end: int


@dataclass(frozen=True)
class Region:
    """The lines from `top` up to `bottom`, with all that is a mapping's or a list's own."""

    top: int
    bottom: int
    is_file: bool = False


def blocks(
    lines: Sequence[str], spans: Sequence[tuple[int, int]], column: int, region: Region
) -> list[Block] | None:
    """Tell apart the keys of a mapping, or the rows of a list.

    Args:
        lines: the lines of the file.
        spans: of each key or row the line in which it begins, and the line after its value.
        column: where they begin in their lines.
        region: where to look for their comments.

    Returns:
        a block for each; None where anything else stands between them.
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
    found = [Block(first, first, spans[0][0], ends[0])]
    for (gap, end), (line, _) in zip(pairwise(ends), spans[1:], strict=True):
        start = next((at for at in range(gap, line) if not is_blank(lines[at])), line)
        found.append(Block(gap, start, line, end))
    return found


def is_blank(line: str) -> bool:
    """Whether a line holds nothing."""
    return not line.strip(f" \t{BREAKS}")


def is_comment(line: str) -> bool:
    """Whether a line holds a comment and nothing else."""
    return line.lstrip(" \t").startswith("#")


def _first_comment(lines: Sequence[str], region: Region, line: int) -> int:
    """Where the comments of the first key or row begin; those above them stay.

    The comments in a file's first lines are about all of it, even without a blank line after them.
    So is an example of a row, which a new incident has above its timeline.
    """
    at = line
    while at > region.top and is_comment(lines[at - 1]):
        at -= 1
    is_head = region.is_file and not any(is_comment(above) for above in lines[region.top : at])
    if is_head or any(_EXAMPLE.match(comment) for comment in lines[at:line]):
        at = line
    return next((n for n in range(region.top, at) if _ALLOW.match(lines[n])), at)


def _own_end(lines: Sequence[str], end: int, until: int, column: int) -> int:
    """The line after the comments below a value that are indented as a part of it would be."""
    for at in range(end, until):
        if is_blank(lines[at]):
            continue
        if len(lines[at]) - len(lines[at].lstrip(" \t")) <= column or _ALLOW.match(lines[at]):
            break
        end = at + 1
    return end
