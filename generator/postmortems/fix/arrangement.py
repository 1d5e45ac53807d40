"""Reorder keys or rows: whole lines move, each with its own comments."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..reader.comments import SIGN
from .outline import Group
from .repair import Repair
from .suppression_targets import suppressions
from .yaml_file import BREAKS, YamlFile, lines_of

_END = re.compile(rf"\r\n|[{BREAKS}]")


@dataclass(frozen=True)
class Arrangement:
    """A new order of a mapping's keys or a list's rows, as indexes into the old order."""

    group: Group
    order: tuple[int, ...]
    repair: Repair

    def apply_to(self, data: Any) -> None:
        """Reorder the rows in the data; the order of keys is not part of the data."""
        if self.group.node.id == "sequence":
            for step in self.group.loc:
                data = data[step]
            data[:] = [data[index] for index in self.order]


def arrangement(
    file: YamlFile, group: Group, order: Sequence[int], kind: str, message: str
) -> list[Arrangement]:
    """Return the change to a new order; empty if it is the current order or cannot be made.

    The keys of a row start after its dash. A key with comments above it cannot become the first one
    without losing them, so such a row is not changed.
    """
    first = group.blocks[order[0]]
    is_stuck = "-" in group.prefix and order[0] != 0 and first.start < first.line
    if list(order) == sorted(order) or is_stuck:
        return []
    nodes = group.node.value
    mark = (nodes[0] if group.node.id == "sequence" else nodes[0][0]).start_mark
    return [Arrangement(group, tuple(order), Repair(file.place(mark), kind, message))]


def rearranged(file: YamlFile, arrangements: Sequence[Arrangement]) -> str | None:
    """Return the text of the file in the new order, or None if the order is not safe.

    A file without a final line break has none afterwards. The order is not safe if a line would be
    lost (an empty last line, or one that would complete the line break of the line above), or if a
    suppressing comment would belong to another value.
    """
    lines = list(file.lines)
    lacks_final_break = lines[-1][-1] not in BREAKS
    if lacks_final_break:
        lines[-1] += _END.findall(file.text)[0]
    # An inner reordering stays within one block of an outer one, so inner ones go first.
    for edit in sorted(arrangements, key=_length):
        first, last = edit.group.blocks[0], edit.group.blocks[-1]
        lines[first.start : last.end] = _moved(lines, edit)
    if lacks_final_break:
        lines[-1] = _END.sub("", lines[-1])
    text = "".join(lines)
    return text if lines_of(text) == lines and _keeps_suppressions(file, text) else None


def _keeps_suppressions(file: YamlFile, text: str) -> bool:
    if SIGN not in text:
        return True
    after = file.with_text(text)
    return after is not None and suppressions(after) == suppressions(file)


def _length(edit: Arrangement) -> int:
    return edit.group.blocks[-1].end - edit.group.blocks[0].start


def _moved(lines: list[str], edit: Arrangement) -> list[str]:
    blocks, first = edit.group.blocks, edit.order[0]
    gaps = [lines[block.gap : block.start] for block in blocks]
    # The first block has no blank lines above it: the new first one gives its own to the old one.
    gaps[0], gaps[first] = gaps[first], []
    bodies = [lines[block.start : block.end] for block in blocks]
    if "-" in edit.group.prefix:
        prefix = edit.group.prefix
        bodies[0][0] = " " * len(prefix) + bodies[0][0][len(prefix) :]
        bodies[first][0] = prefix + bodies[first][0][len(prefix) :]
    return [line for index in edit.order for line in (*gaps[index], *bodies[index])]
