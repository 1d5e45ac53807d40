"""Quote texts that a comment cuts off: `event: Report in #incidents` is read as `Report in`."""

from collections.abc import Iterator
from typing import Any

from ..reader.lost_text import comment_after
from ..reader.scalars import scalars
from .repair import Repair
from .replacement import Replacement
from .yaml_file import YamlFile


def quote_cut_texts(file: YamlFile) -> Iterator[Replacement]:
    """Yield a replacement for each plain text with a comment after it: both, in double quotes.

    A file that consists of one scalar is skipped, since quotes would not make it valid. So are
    texts with an anchor or a tag, and comments for `check` (`# postmortems:`).
    """
    for scalar in scalars(file.kind, file.document.root):
        comment = comment_after(scalar, file.text)
        if comment is None or not scalar.is_text or not scalar.loc:
            continue
        start = scalar.node.start_mark.index
        end = comment.start() + len(comment[0].rstrip())
        if not _source_is_value(scalar.node, file.text):
            continue
        text = scalar.node.value + file.text[comment.start() : end]
        repair = Repair(
            file.place(scalar.node.start_mark),
            "text-cut-by-hash",
            "the text is now quoted, including the comment after it",
        )
        quoted = _double_quoted(file.text[start:end])
        yield Replacement(scalar.loc, start, end, quoted, repair, text)


def _double_quoted(source: str) -> str:
    """Return the source of a plain scalar in double quotes, escaped."""
    escaped = source.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _source_is_value(node: Any, text: str) -> bool:
    """Return whether source and value are equal apart from whitespace.

    With an anchor or a tag they are not.
    """
    source = text[node.start_mark.index : node.end_mark.index]
    return " ".join(source.split()) == " ".join(node.value.split())
