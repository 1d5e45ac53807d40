"""Search: documents, an index of their terms, and a ranking that needs no server."""

from .document import DOCUMENTATION_WEIGHT, Document, IndexedDocument, Part
from .documents import incident_document, incident_facts, lesson_facts, text_document
from .index_files import IndexFiles
from .indexed_documents import indexed_documents
from .search import MOST_SHOWN, Answer, Answers, Search, SimilarDocument, arranged
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
    "SimilarDocument",
    "Synonyms",
    "arranged",
    "incident_document",
    "incident_facts",
    "indexed_documents",
    "lesson_facts",
    "text_document",
]
