"""Reads postmortems that teams wrote as documents: Markdown, HTML, docx and PDF."""

from collections.abc import Collection, Iterable, Iterator
from datetime import tzinfo

from ..draft import Draft, Unplaced
from ..errors import UnreadableDocumentError
from .drafting import Source, draft_of
from .formats import read_document
from .sections import split_incidents
from .tree import Block, plain, walk

__all__ = ["UnreadableDocumentError", "read_documents"]

_SEVERITIES = ("SEV1", "SEV2", "SEV3", "SEV4", "SEV5")


def read_documents(
    path: str, data: bytes, zone: tzinfo | None, severities: Collection[str] = _SEVERITIES
) -> list[Draft]:
    """Return a draft for each incident that a document describes.

    Args:
        path: the path of the document, for messages, and for the title if the text has none.
        data: its content. The format is found by the content.
        zone: the zone of times for which the document names none; without it, these times are
            listed in `Draft.unplaced`.
        severities: the levels of the rubric.

    Raises:
        UnreadableDocumentError: the document cannot be read.
    """
    source = Source(path, read_document(data), zone, severities)
    shared, incidents = split_incidents(source.document.blocks)
    if not incidents:
        return [draft_of(source, shared, None, [])]
    drafts = [draft_of(source, blocks, heading, shared) for heading, blocks in incidents]
    drafts[0].unplaced += _shared_texts(shared)
    return drafts


def _shared_texts(blocks: Iterable[Block]) -> Iterator[Unplaced]:
    """Yield the texts outside of the incidents of a document, which belong to none of them."""
    reason = "a text about all incidents of the document"
    for block in walk(blocks):
        rows = ["; ".join(map(plain, row.cells)) for row in block.rows]
        for text in (plain(block.text), *rows):
            if text and block.kind != "heading":
                yield Unplaced(block.line, text, reason)
