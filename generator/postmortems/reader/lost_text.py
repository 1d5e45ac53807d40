"""Texts that the site would show otherwise than their author wrote them, without a parse error."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ..model import Place, Problem
from ..model.scalars import Line
from .comments import FOR_CHECK
from .common_mistakes import cut_by_hash
from .document import Document
from .scalars import Scalar, scalars

_COMMENT = re.compile(r"[ \t]+(?P<comment>#[^\r\n]*)")
_PARAGRAPHS = re.compile(r"\S[ \t]*\n[ \t]*\n\s*\S")
_LIST = re.compile(r"\n[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+\S")
_FENCE = re.compile(r"^[ \t]*(?:`{3,}|~{3,})", re.MULTILINE)
_LINK = re.compile(r"\[[^\[\]\n]{1,200}\]\((?:https?:|mailto:|/|\.)[^()\s]{1,500}\)")
_SUSPECT = re.compile(r"[ \t]#|\]\(|[“‘„]|`{3}|~{3}|\\n|\n[ \t]*\r?\n|[:-][ \t]+[|>]", re.MULTILINE)
"""What a file holds in which a text may be cut or lose its formatting; most files do not."""
_QUOTES = re.compile(r"“[^“”]*”|‘[^‘’]*’|„[^„“]*“")


def lost_text(kind: Any, document: Document, node: yaml.Node | None = None) -> Iterator[Problem]:
    """Yield a problem for each text of a document that is cut, or that loses its formatting.

    Args:
        kind: the type that the format wants of the node.
        document: the file.
        node: the node to look at; the whole of the document by default.
    """
    node = node or document.root
    text = document.text
    end = node.end_mark.index
    if not (_SUSPECT.search(text, node.start_mark.index, end) or _COMMENT.match(text, end)):
        return
    for scalar in scalars(kind, node):
        if scalar.is_text:
            if comment := comment_in_text(scalar, text):
                mark = scalar.node.end_mark
                column = mark.column + comment.start("comment") - comment.start() + 1
                place = Place(document.path, mark.line + 1, column)
                yield Problem(place, "text-cut-by-hash", *cut_by_hash())
            yield from _formatting(scalar, document)


def comment_in_text(scalar: Scalar, text: str) -> re.Match[str] | None:
    """Match the comment that follows a plain text on its line, unless it is one for `check`."""
    if scalar.node.style:
        return None
    comment = _COMMENT.match(text, scalar.node.end_mark.index)
    return None if comment is None or FOR_CHECK.match(comment["comment"]) else comment


def _formatting(scalar: Scalar, document: Document) -> Iterator[Problem]:
    mark = scalar.node.start_mark
    place = Place(document.path, mark.line + 1, mark.column + 1)
    text = scalar.node.value.strip()
    if scalar.kind is Line and (what := _lost_formatting(text)):
        message, hint = what
        yield Problem(place, "formatting-lost", message, hint, "warning")
    if not scalar.node.style and _QUOTES.fullmatch(text):
        message = f"`{text[0]}` and `{text[-1]}` are a part of the text and no quotes of YAML"
        hint = "use straight quotes, unless somebody is quoted"
        yield Problem(place, "typographic-quotes", message, hint, "note")


def _lost_formatting(text: str) -> tuple[str, str] | None:
    """Return what a field of one line does not show, and what to do."""
    if "\n" in text:
        if _FENCE.search(text):
            return "the field is shown on one line, without its code block", "put code in backticks"
        if _PARAGRAPHS.search(text) or _LIST.search(text):
            return "the field is shown on one line; its paragraphs are joined", "write one sentence"
    if "](" in text and _LINK.search(text):
        return "the link is shown as it is typed", "write the web address alone; it becomes a link"
    return None
