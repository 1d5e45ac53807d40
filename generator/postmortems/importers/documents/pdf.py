"""PDF."""
from ..errors import UnreadableDocumentError
from .tree import Document
def read_pdf(data: bytes) -> Document:
    raise UnreadableDocumentError("no", "no")
