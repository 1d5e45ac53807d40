"""Quotes around a text that a comment cuts: `event: Report in #incidents` says `Report in`."""

from collections.abc import Iterator
from typing import Any

from ..reader.lost_text import comment_after
from ..reader.scalars import scalars
from .fixed import Fixed
from .replacement import Replacement
from .yaml_file import YamlFile


def cut_texts(sheet: YamlFile) -> Iterator[Replacement]:
    """Yield the change of each text that a comment follows on its line: both become the text."""
    for scalar in scalars(sheet.kind, sheet.document.root):
        comment = comment_after(scalar, sheet.text)
        # A file that is nothing but a text is a mistake that no quotes put right.
        if comment is None or not scalar.is_text or not scalar.loc:
            continue
        start = scalar.node.start_mark.index
        end = comment.start() + len(comment[0].rstrip())
        if not _is_plain(scalar.node, sheet.text):
            continue
        text = scalar.node.value + sheet.text[comment.start() : end]
        fixed = Fixed(
            sheet.place(scalar.node.start_mark),
            "text-cut-by-hash",
            "the text is quoted, with what followed it as a comment",
        )
        yield Replacement(scalar.loc, start, end, quoted(sheet.text[start:end]), fixed, text)


def quoted(source: str) -> str:
    """Return the source of a plain text between double quotes."""
    escaped = source.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _is_plain(node: Any, text: str) -> bool:
    """Whether the source of a text is the text: no anchor or tag, and no blank line within."""
    source = text[node.start_mark.index : node.end_mark.index]
    return " ".join(source.split()) == " ".join(node.value.split())
