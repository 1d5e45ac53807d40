"""Search: documents, an index of their terms, and a ranking that needs no server."""

from .document import DOCUMENTATION_WEIGHT, Document, IndexedDocument, Part, plain
from .index_files import IndexFiles
from .indexed_documents import indexed_documents
from .search import MOST_SHOWN, Answer, Answers, Search, arranged
from .synonyms import Synonyms

__all__ = [
    "DOCUMENTATION_WEIGHT",
    "MOST_SHOWN",
    "Answer",
    "Answers",
    "Document",
    "IndexFiles",
    "IndexedDocument",
    "Part",
    "Search",
    "Synonyms",
    "arranged",
    "indexed_documents",
    "plain",
]
