"""The mappings and lists of a file that have a line of their own for each key or row.

Those on one line, between braces, are left as they are. So is what is out of the ordinary: explicit
keys (`?`), several documents, tags on a line of their own. So is a file with aliases, where a
definition must not come to stand below its use, and one with a key that is given twice or is no
word, because the reader's data, on which the proof rests, lacks its value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..model import Loc, Record
from ..reader.scalars import record_of, types_of
from .block import Block, Region, blocks, is_blank
from .yaml_file import YamlFile

LOSING = frozenset({"doubled-key", "wrong-type", "too-many-rows"})
"""Problems because of which the reader's data lacks a value that the file has."""
_BEFORE_KEY = re.compile(r" *(?:- +)?")
_HEAD = re.compile(r"---\s*(?:#.*)?$|%")


@dataclass(frozen=True)
class Group:
    """A mapping, or a list of mappings, and the blocks of its keys or rows.

    `prefix` is what stands before the first key in its line: spaces, perhaps with a dash.
    """

    loc: Loc
    record: type[Record]
    node: Any
    blocks: list[Block]
    prefix: str


def groups(sheet: YamlFile) -> Iterator[Group]:
    """Every mapping and list of the format whose blocks can be told apart, the outer ones first."""
    lost = any(problem.rule in LOSING for problem in sheet.document.problems)
    if not sheet.has_alias and not lost:
        lines, root = sheet.lines, sheet.document.root
        region = Region(_after_head(lines[: root.start_mark.line]), len(lines), is_file=True)
        yield from _groups(lines, sheet.kind, root, (), region)


def _after_head(lines: list[str]) -> int:
    """The line after the marker of the document's start, among those before its content."""
    return max((at + 1 for at, line in enumerate(lines) if _HEAD.match(line)), default=0)


def _groups(lines: list[str], kind: Any, node: Any, loc: Loc, region: Region) -> Iterator[Group]:
    record, many = record_of(kind)
    if record is None or node.id != ("sequence" if many else "mapping"):
        return
    if node.flow_style or not node.value:
        return
    if many:
        yield from _list(lines, record, node, loc, region)
    else:
        yield from _mapping(lines, record, node, loc, region)


def _mapping(
    lines: list[str], record: type[Record], node: Any, loc: Loc, region: Region
) -> Iterator[Group]:
    marks = [name.start_mark for name, _ in node.value]
    column = marks[0].column
    prefixes = [lines[mark.line][: mark.column] for mark in marks]
    if not _BEFORE_KEY.fullmatch(prefixes[0]) or prefixes[1:] != [" " * column] * len(prefixes[1:]):
        return
    spans = [
        (mark.line, _last_line(lines, child) + 1)
        for mark, (_, child) in zip(marks, node.value, strict=True)
    ]
    if found := blocks(lines, spans, column, region):
        yield Group(loc, record, node, found, prefixes[0])
        kinds = types_of(record)
        for (name, child), block in zip(node.value, found, strict=True):
            if name.id == "scalar" and name.value in kinds:
                inner = Region(block.line + 1, block.end)
                kind = kinds[name.value]
                yield from _groups(lines, kind, child, (*loc, name.value), inner)


def _list(
    lines: list[str], record: type[Record], node: Any, loc: Loc, region: Region
) -> Iterator[Group]:
    column = node.start_mark.column
    spans: list[tuple[int, int]] = []
    for item in node.value:
        above = spans[-1][1] if spans else region.top
        if (line := _dash(lines, above, item.start_mark.line, column)) is None:
            return
        spans.append((line, _last_line(lines, item) + 1))
    if found := blocks(lines, spans, column, region):
        yield Group(loc, record, node, found, "")
        for at, (item, block) in enumerate(zip(node.value, found, strict=True)):
            is_below = item.start_mark.line > block.line
            inner = Region(block.line + is_below, block.end)
            yield from _groups(lines, record, item, (*loc, at), inner)


def _dash(lines: list[str], above: int, line: int, column: int) -> int | None:
    """The line of the dash that begins an item: the item's own, or one over its comments."""
    dash = re.compile(rf" {{{column}}}-(?:\s|$)")
    return next((at for at in range(line, above - 1, -1) if dash.match(lines[at])), None)


def _last_line(lines: list[str], node: Any) -> int:
    """The last line of a value, without the comments and blank lines that the parser adds to it."""
    if node.id != "scalar" and not node.flow_style and node.value:
        last = node.value[-1]
        return _last_line(lines, last if node.id == "sequence" else last[1])
    end = node.end_mark
    if node.id != "scalar" or node.style not in ("|", ">"):
        return int(end.line)
    at = end.line if end.column else end.line - 1
    # Blank lines at the end are a part of the text where it keeps them.
    keeps = node.value.endswith("\n\n") or not node.value.rstrip("\n")[-1:].strip()
    while not keeps and at > node.start_mark.line and is_blank(lines[at]):
        at -= 1
    return int(at)
