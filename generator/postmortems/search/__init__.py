"""Search: documents, an index of their terms, and a ranking that needs no server."""

from .document import DOCUMENTATION_WEIGHT, Document, IndexedDocument, Part
from .documents import (
    incident_document,
    incident_facts,
    lesson_facts,
    text_document,
)
from .index_files import IndexFiles
from .indexed_documents import indexed_documents
from .lesson_clusters import Cluster, clusters
from .lesson_suggestions import LessonSuggestions, Suggestion, Untagged, untagged
from .lesson_texts import Topics
from .meaning import Meaning, MeaningError, read_meaning
from .passage import Passage
from .reports import (
    LessonsReport,
    SearchReport,
    SimilarReport,
    lessons_report,
    search_report,
    similar_answer,
    similar_report,
)
from .search import MOST_SHOWN, Answer, Answers, Search, arranged
from .similar_incidents import Explanations, read_similarity_index, similar_incidents
from .similar_lists import Lists
from .similarity_index import MOST_SIMILAR, SimilarityIndex, SimilarMatch
from .symptoms import suggested_symptoms
from .synonyms import Synonyms

__all__ = [
    "DOCUMENTATION_WEIGHT",
    "MOST_SHOWN",
    "MOST_SIMILAR",
    "Answer",
    "Answers",
    "Cluster",
    "Document",
    "Explanations",
    "IndexFiles",
    "IndexedDocument",
    "LessonSuggestions",
    "LessonsReport",
    "Lists",
    "Meaning",
    "MeaningError",
    "Part",
    "Passage",
    "Search",
    "SearchReport",
    "SimilarMatch",
    "SimilarReport",
    "SimilarityIndex",
    "Suggestion",
    "Synonyms",
    "Topics",
    "Untagged",
    "arranged",
    "clusters",
    "incident_document",
    "incident_facts",
    "indexed_documents",
    "lesson_facts",
    "lessons_report",
    "read_meaning",
    "read_similarity_index",
    "search_report",
    "similar_answer",
    "similar_incidents",
    "similar_report",
    "suggested_symptoms",
    "text_document",
    "untagged",
]
