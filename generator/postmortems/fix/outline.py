"""Find the mappings and lists of a file that have a separate line for each key or row.

Flow style (between braces or brackets) is skipped, and so are unusual constructs: explicit keys
(`?`), several documents, and tags on their own line. A file with aliases is skipped, since a
definition must not move below its use. A file with a duplicate key or a key that is not a string
is skipped, since the reader's data lacks its value and cannot verify a repair.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..model import Loc, Record
from ..model.format import value_type
from ..reader.scalars import types_of
from .block import Block, Region, blocks, is_blank
from .yaml_file import YamlFile

_VALUE_LOST = frozenset({"doubled-key", "wrong-type", "too-many-rows"})
"""The problems after which the reader's data lacks a value of the file."""
_BEFORE_KEY = re.compile(r" *(?:- +)?")
_HEAD = re.compile(r"---\s*(?:#.*)?$|%")


@dataclass(frozen=True)
class Group:
    """A mapping, or a list of mappings, and the blocks of its keys or rows.

    `prefix` is the text before the first key on its line: spaces, and the dash of a row.
    """

    loc: Loc
    record: type[Record]
    node: Any
    blocks: list[Block]
    prefix: str


def groups(file: YamlFile) -> Iterator[Group]:
    """Yield each mapping and list of the format that can be split into blocks, outer ones first."""
    has_lost_value = any(problem.rule in _VALUE_LOST for problem in file.document.problems)
    if not file.has_alias and not has_lost_value:
        lines, root = file.lines, file.document.root
        region = Region(_after_head(lines[: root.start_mark.line]), len(lines), is_file=True)
        yield from _groups(lines, file.kind, root, (), region)


def _after_head(lines: list[str]) -> int:
    """Return the first line after the start marker of the document, or 0 if it has none."""
    return max((index + 1 for index, line in enumerate(lines) if _HEAD.match(line)), default=0)


def _groups(lines: list[str], kind: Any, node: Any, loc: Loc, region: Region) -> Iterator[Group]:
    value = value_type(kind)
    if value.record is None or node.id != ("sequence" if value.is_list else "mapping"):
        return
    if node.flow_style or not node.value:
        return
    if value.is_list:
        yield from _list(lines, value.record, node, loc, region)
    else:
        yield from _mapping(lines, value.record, node, loc, region)


def _mapping(
    lines: list[str], record: type[Record], node: Any, loc: Loc, region: Region
) -> Iterator[Group]:
    marks = [name.start_mark for name, _ in node.value]
    column = marks[0].column
    prefixes = [lines[mark.line][: mark.column] for mark in marks]
    if not _BEFORE_KEY.fullmatch(prefixes[0]) or prefixes[1:] != [" " * column] * len(prefixes[1:]):
        return
    spans = [
        (mark.line, last_line(lines, child) + 1)
        for mark, (_, child) in zip(marks, node.value, strict=True)
    ]
    if parts := blocks(lines, spans, column, region):
        yield Group(loc, record, node, parts, prefixes[0])
        kinds = types_of(record)
        for (name, child), block in zip(node.value, parts, strict=True):
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
        spans.append((line, last_line(lines, item) + 1))
    if parts := blocks(lines, spans, column, region):
        yield Group(loc, record, node, parts, "")
        for index, (item, block) in enumerate(zip(node.value, parts, strict=True)):
            starts_below = item.start_mark.line > block.line
            inner = Region(block.line + starts_below, block.end)
            yield from _groups(lines, record, item, (*loc, index), inner)


def _dash(lines: list[str], above: int, line: int, column: int) -> int | None:
    """Return the line of an item's dash: its first line, or one above its comments."""
    dash = re.compile(rf" {{{column}}}-(?:\s|$)")
    return next((n for n in range(line, above - 1, -1) if dash.match(lines[n])), None)


def last_line(lines: list[str], node: Any) -> int:
    """Return the last line of a value, without trailing comments and blank lines."""
    if node.id != "scalar" and not node.flow_style and node.value:
        last = node.value[-1]
        return last_line(lines, last if node.id == "sequence" else last[1])
    end = node.end_mark
    if node.id != "scalar" or node.style not in ("|", ">"):
        return int(end.line)
    line = end.line if end.column else end.line - 1
    # Trailing blank lines are part of a block scalar that keeps them (`|+`).
    keeps = node.value.endswith("\n\n") or not node.value.rstrip("\n")[-1:].strip()
    while not keeps and line > node.start_mark.line and is_blank(lines[line]):
        line -= 1
    return int(line)
