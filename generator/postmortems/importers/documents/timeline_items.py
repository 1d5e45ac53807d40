"""The rows within a paragraph, and whether the items of a list are rows."""

import re
from collections.abc import Iterator

from .stamps import Stamp, stamp_at_start
from .tree import Block, is_blank, item_rest, item_text, plain
from .zones import zone_named, zone_stated

_ABOUT_TIMES = re.compile(r"(?:all )?(?:the )?time(?:s|stamps)?\b", re.IGNORECASE)


def pieces(block: Block) -> Iterator[tuple[str, Stamp | None, int]]:
    """Yield the rows of a paragraph: each begins at a line that begins with a time."""
    lines: list[str] = []
    start, stamp = block.line, None
    for number, line in enumerate(block.text.split("\n"), block.line):
        begins = stamp_at_start(line)
        if begins and begins.clock is None and number > block.line and not is_blank(begins.rest):
            begins = None  # a date within a text
        if begins and lines and continues(begins, stamp):
            begins = None
        if begins and lines:
            yield _piece(lines, stamp, start)
            lines = []
        if begins or not lines:
            start, stamp = number, begins
        lines.append(line)
    yield _piece(lines, stamp, start)


def continues(begins: Stamp, above: Stamp | None) -> bool:
    """Return whether what a line begins with is a number such as `18.04`, in the text above it.

    It is a time if the text above begins with a time that is written in the same way.
    """
    return begins.may_be_a_number and not (above and above.may_be_a_number)


def _piece(lines: list[str], stamp: Stamp | None, line: int) -> tuple[str, Stamp | None, int]:
    text = "\n".join(lines)
    return text, stamp_at_start(text) if stamp else None, line


def has_stamp(item: Block) -> bool:
    """Return whether an item, or one within it, begins with a date or a time."""
    return stamp_at_start(item_text(item)) is not None or any(map(has_rows, item_rest(item)))


def has_rows(block: Block) -> bool:
    """Return whether a block within an item has rows of its own."""
    if block.kind != "list" or not block.children:
        return False
    timed = sum(has_stamp(item) for item in block.children)
    return 2 * timed >= len(block.children)


def is_context(text: str) -> bool:
    """Return whether the text after a date is only a zone, or a sentence about the times."""
    words = plain(text).strip(" ()[]*_,;:.-")
    if is_blank(words) or zone_named(words) is not None:
        return True
    is_sentence = len(words) < 80 and _ABOUT_TIMES.match(words)
    return bool(is_sentence and zone_stated(words))
