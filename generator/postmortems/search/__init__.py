"""Search: documents, an index of their terms, and a ranking that needs no server."""

from .document import DOCUMENTATION_WEIGHT, Document, IndexedDocument, Part
from .documents import incident_document, incident_facts, lesson_facts, text_document
from .index_files import IndexFiles
from .indexed_documents import indexed_documents
from .likeness import MOST_SIMILAR, Likeness, Likenesses
from .passage import Passage
from .search import MOST_SHOWN, Answer, Answers, Search, arranged
from .similar_incidents import Explanations, read_likenesses, similar_incidents
from .synonyms import Synonyms

__all__ = [
    "DOCUMENTATION_WEIGHT",
    "MOST_SHOWN",
    "MOST_SIMILAR",
    "Answer",
    "Answers",
    "Document",
    "Explanations",
    "IndexFiles",
    "IndexedDocument",
    "Likeness",
    "Likenesses",
    "Part",
    "Passage",
    "Search",
    "Synonyms",
    "arranged",
    "incident_document",
    "incident_facts",
    "indexed_documents",
    "lesson_facts",
    "read_likenesses",
    "similar_incidents",
    "text_document",
]
