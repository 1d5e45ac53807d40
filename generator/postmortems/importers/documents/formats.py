"""The format of a document, found by its content, and its reader."""

import re

from ..errors import UnreadableDocumentError
from .markdown import read_markdown
from .tree import Document

MAX_BYTES = 20 * 1024 * 1024
"""The size of the largest document that is imported."""
MAX_CHARACTERS = 2_000_000
"""The length of the longest text that is imported."""
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<"
    r"(?:!doctype html|html|head|body|div|article|section|main|h[1-6]|p|table|meta|title|ac:)\b",
    re.IGNORECASE | re.DOTALL,
)


def read_document(data: bytes) -> Document:
    """Return the tree of a document in any format.

    Raises:
        UnreadableDocumentError: it is no document, too large, or its reader is not installed.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableDocumentError(
            f"the document has more than {MAX_BYTES // 1024 // 1024} MiB",
            "import a smaller part of it",
        )
    if data[:1024].lstrip().startswith(b"%PDF-"):
        from .pdf import read_pdf

        return read_pdf(data)
    if data.startswith(b"PK\x03\x04"):
        from .docx import read_docx

        return read_docx(data)
    text = _decoded(data)
    if _HTML.match(text[:4000]):
        from .html import read_html

        return read_html(text)
    return read_markdown(text)


def _decoded(data: bytes) -> str:
    """Return a document as text with `\\n` between lines.

    Raises:
        UnreadableDocumentError: it is not a text, is empty, or is too long.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        if b"\0" in data:
            raise UnreadableDocumentError(
                "the file is not a document of text", "import Markdown, HTML, docx or PDF"
            )
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("cp1252", "replace")
    if not text.strip():
        raise UnreadableDocumentError("the document is empty", "export it again")
    if len(text) > MAX_CHARACTERS:
        raise UnreadableDocumentError(
            f"the document has more than {MAX_CHARACTERS:,} characters",
            "import a smaller part of it",
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")
