"""Search: documents, an index of their terms, and a ranking that needs no server."""

from .document import DOCUMENTATION_WEIGHT, Document, IndexedDocument, Part
from .documents import incident_document, incident_facts, lesson_facts, text_document
from .index_files import IndexFiles
from .indexed_documents import indexed_documents
from .reports import (
    LessonsReport,
    SearchReport,
    SimilarReport,
    lessons_report,
    search_report,
    similar_report,
)
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
    "LessonsReport",
    "Part",
    "Search",
    "SearchReport",
    "SimilarDocument",
    "SimilarReport",
    "Synonyms",
    "arranged",
    "incident_document",
    "incident_facts",
    "indexed_documents",
    "lesson_facts",
    "lessons_report",
    "search_report",
    "similar_report",
    "text_document",
]
