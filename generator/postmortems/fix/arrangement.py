"""Keys or rows in another order: whole lines move, each with the comments that are its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..reader.comments import SIGN
from .fixed import Fixed
from .outline import Group
from .suppressed import allowances
from .yaml_file import BREAKS, YamlFile, lines_of

_END = re.compile(rf"\r\n|[{BREAKS}]")


@dataclass(frozen=True)
class Arrangement:
    """A new order of a mapping's keys or a list's rows, as indexes of the old one."""

    group: Group
    order: tuple[int, ...]
    fixed: Fixed

    def expect(self, data: Any) -> None:
        """Change the data as the text is changed; the order of keys is no matter of the data."""
        if self.group.node.id == "sequence":
            for step in self.group.loc:
                data = data[step]
            data[:] = [data[index] for index in self.order]


def arrangement(
    sheet: YamlFile, group: Group, order: Sequence[int], fix: str, message: str
) -> list[Arrangement]:
    """The change to another order; none where it is so already, or cannot be made.

    The keys of a row begin behind its dash. A key with comments above it cannot come to stand
    there without leaving them, so that such a row is left alone.
    """
    first = group.blocks[order[0]]
    is_stuck = "-" in group.prefix and order[0] != 0 and first.start < first.line
    if list(order) == sorted(order) or is_stuck:
        return []
    nodes = group.node.value
    mark = (nodes[0] if group.node.id == "sequence" else nodes[0][0]).start_mark
    return [Arrangement(group, tuple(order), Fixed(sheet.place(mark), fix, message))]


def rearranged(sheet: YamlFile, arrangements: Sequence[Arrangement]) -> str | None:
    """The text in the new order. Where the last line had no end, the last one has none again.

    None where a line would be lost by that: an empty one without an end, or one that begins with
    the second half of the end of the one before it. Also where a comment that silences a finding
    would stand at something else.
    """
    lines = list(sheet.lines)
    is_open = lines[-1][-1] not in BREAKS
    if is_open:
        lines[-1] += _END.findall(sheet.text)[0]
    # An inner order changes within the lines of one block of an outer one, so it comes first.
    for edit in sorted(arrangements, key=_length):
        first, last = edit.group.blocks[0], edit.group.blocks[-1]
        lines[first.start : last.end] = _moved(lines, edit)
    if is_open:
        lines[-1] = _END.sub("", lines[-1])
    text = "".join(lines)
    return text if lines_of(text) == lines and _allows_the_same(sheet, text) else None


def _allows_the_same(sheet: YamlFile, text: str) -> bool:
    if SIGN not in text:
        return True
    after = sheet.rewritten(text)
    return after is not None and allowances(after) == allowances(sheet)


def _length(edit: Arrangement) -> int:
    return edit.group.blocks[-1].end - edit.group.blocks[0].start


def _moved(lines: list[str], edit: Arrangement) -> list[str]:
    found, first = edit.group.blocks, edit.order[0]
    gaps = [lines[block.gap : block.start] for block in found]
    # Nothing stands above the first: what now comes first leaves its blank lines to what did.
    gaps[0], gaps[first] = gaps[first], []
    bodies = [lines[block.start : block.end] for block in found]
    if "-" in edit.group.prefix:
        prefix = edit.group.prefix
        bodies[0][0] = " " * len(prefix) + bodies[0][0][len(prefix) :]
        bodies[first][0] = prefix + bodies[first][0][len(prefix) :]
    return [line for index in edit.order for line in (*gaps[index], *bodies[index])]
