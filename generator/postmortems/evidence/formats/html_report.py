"""Documents in HTML, such as exported pages of a wiki: their text, without markup and scripts."""

import html
import re

import nh3

from ..errors import UnreadableEvidenceError
from ..format import Format
from ..readable_text import is_text, plain
from ..records import Reading
from ..source import Source

_DOCUMENT = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b")
_FRAGMENT = re.compile(r"\s*<(?:h[1-6]|p|div|article|section|main|body|table|ul|ol)\b[^<>]*>")
_CLOSING = re.compile(r"</(?:h[1-6]|p|div|article|section|body|table|ul|ol)\s*>")
_BLOCK = re.compile(
    r"(?=</?(?:address|article|aside|blockquote|body|dd|details|div|dl|dt|figcaption|figure|footer"
    r"|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|thead|title|tr|ul)\b)"
    r"|(?=<br\b)",
    re.IGNORECASE,
)
_CELL = re.compile(r"(?=</t[dh]\b)", re.IGNORECASE)
_TAG = re.compile(
    r"<(/?)(?:div|span|section|article|main|b|i|em|strong|font|table|ul|ol|a|blockquote)\b",
    re.IGNORECASE,
)
_MOST_NESTED = 400
"""The depth of elements that is read; the time that the library takes grows with its square."""
_UNREAD = {"script", "style", "template", "noscript", "svg", "math", "iframe", "object"}


def text_of_html(markup: str) -> str:
    """Return the text of HTML, a line for each block and row; scripts and styles are left out."""
    spaced = _BLOCK.sub("\n", _CELL.sub(" \t", markup))
    bare = nh3.clean(spaced, tags=set(), clean_content_tags=_UNREAD)
    lines = (" ".join(line.split()) for line in plain(html.unescape(bare)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _recognize(source: Source) -> str | None:
    head = source.head[:8_192].lower()
    if _DOCUMENT.match(head):
        return "a document that begins with `<html>`"
    if _FRAGMENT.match(head) and _CLOSING.search(source.head.lower()):
        return "a document that begins with an element of HTML"
    return None


def _depth(markup: str) -> int:
    """Return how deep elements are nested."""
    depth = deepest = 0
    for tag in _TAG.finditer(markup):
        depth = max(0, depth + (-1 if tag[1] else 1))
        deepest = max(deepest, depth)
    return deepest


def _read(source: Source, why: str) -> Reading:
    if _depth(source.text) > _MOST_NESTED:
        raise UnreadableEvidenceError(
            f"elements of the document are nested more than {_MOST_NESTED} deep",
            "save the document as text",
        )
    return Reading("html_report", "report", why, text=text_of_html(source.text), record_count=1)


FORMAT = Format("html_report", "report", lambda s: _recognize(s) if is_text(s) else None, _read)
