"""Find valid YAML texts that lose something.

A text can be cut at ` #`, have formatting that a one-line field cannot show, or are enclosed in
typographic quotes, which YAML takes as text.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ..model import Place, Problem
from ..model.scalars import Line
from .comments import FOR_CHECK
from .common_mistakes import hash_message
from .document import Document
from .scalars import Scalar, scalars

_COMMENT = re.compile(r"[ \t]+(?P<comment>#[^\r\n]*)")
_PARAGRAPHS = re.compile(r"\S[ \t]*\n[ \t]*\n\s*\S")
_LIST = re.compile(r"\n[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+\S")
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})", re.MULTILINE)
_LINK = re.compile(r"\[[^\[\]\n]{1,200}\]\((?:https?:|mailto:|/|\.)[^()\s]{1,500}\)")
_SUSPECT = re.compile(r"[ \t]#|\]\(|[“‘„]|`{3}|~{3}|\\n|\n[ \t]*\r?\n|[:-][ \t]+[|>]", re.MULTILINE)
"""Quick pre-check: without a match, `text_problems` has nothing to report."""
_QUOTES = re.compile(r"“[^“”]*”|‘[^‘’]*’|„[^„“]*“")


def text_problems(
    kind: Any, document: Document, node: yaml.Node | None = None
) -> Iterator[Problem]:
    """Yield a problem for each text that is cut, loses formatting, or has typographic quotes.

    Args:
        kind: the type that the format assigns to the node.
        document: the file.
        node: the node to check; the root of the document by default.
    """
    node = node or document.root
    text = document.text
    end = node.end_mark.index
    if not (_SUSPECT.search(text, node.start_mark.index, end) or _COMMENT.match(text, end)):
        return
    for scalar in scalars(kind, node):
        if scalar.is_text:
            if comment := comment_after(scalar, text):
                mark = scalar.node.end_mark
                column = mark.column + comment.start("comment") - comment.start() + 1
                place = Place(document.path, mark.line + 1, column)
                yield Problem(place, "text-cut-by-hash", *hash_message())
            yield from _formatting_problem(scalar, document)
            yield from _quote_problem(scalar, document)


def comment_after(scalar: Scalar, text: str) -> re.Match[str] | None:
    """Match the comment on the same line after an unquoted scalar.

    Returns:
        the match with the group `comment`; None if there is no comment, or if it is one that
        controls `check`.
    """
    if scalar.node.style:
        return None
    comment = _COMMENT.match(text, scalar.node.end_mark.index)
    return None if comment is None or FOR_CHECK.match(comment["comment"]) else comment


def _formatting_problem(scalar: Scalar, document: Document) -> Iterator[Problem]:
    """Yield a problem if a one-line field has formatting that it cannot show."""
    if scalar.kind is Line and (message_and_hint := _lost_formatting(scalar.node.value.strip())):
        place = document.place_of(scalar.node.start_mark)
        yield Problem(place, "formatting-lost", *message_and_hint, "warning")


def _quote_problem(scalar: Scalar, document: Document) -> Iterator[Problem]:
    """Yield a problem if an unquoted text is enclosed in typographic quotes."""
    text = scalar.node.value.strip()
    if not scalar.node.style and _QUOTES.fullmatch(text):
        message = f"`{text[0]}` and `{text[-1]}` are not YAML quotes; they are part of the text"
        hint = "use straight quotes, unless the text is a quotation"
        place = document.place_of(scalar.node.start_mark)
        yield Problem(place, "typographic-quotes", message, hint, "note")


def _lost_formatting(text: str) -> tuple[str, str] | None:
    """Return message and hint for formatting that a one-line field cannot show, or None."""
    if "\n" in text:
        if _FENCE.search(text):
            return "the field is shown on one line, without its code block", "put code in backticks"
        if _PARAGRAPHS.search(text) or _LIST.search(text):
            return (
                "the field is shown on one line; its paragraphs or list items are joined",
                "write one sentence",
            )
    if "](" in text and _LINK.search(text):
        return (
            "the Markdown link is not rendered in this field",
            "write the web address alone; it becomes a link",
        )
    return None
