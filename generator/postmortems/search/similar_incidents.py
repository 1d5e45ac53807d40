"""The incidents that are similar to each incident of a corpus, and what is shown of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from ..cache import MISSING, Cache, code_digest, digest
from ..insights import SimilarIncident
from ..model import Corpus, Incident
from ..model.texts import sentences
from .document import Document
from .documents import incident_document
from .indexed_documents import incident_documents
from .lesson_texts import Topics
from .meaning import Meaning
from .passage import spelled, words_with
from .similar_lists import Compared, Lists, SimilarLists
from .similarity_index import SimilarityIndex, SimilarMatch, taught_texts
from .words import terms

_SEPARATOR = re.compile(r"[-_.]")
_LEAST_WEIGHT = 1.0
"""The least weight of a text that is quoted; those below are the timeline and the like."""
_KEPT_INCIDENTS = 2_000
"""The number of incidents whose sentences are kept in memory."""


class _Sentence(NamedTuple):
    """A sentence with its terms, and the section that it is from."""

    anchor: str
    heading: str
    text: str
    terms: frozenset[str]


_NONE = _Sentence("", "", "", frozenset())


def read_similarity_index(
    corpus: Corpus,
    digests: Mapping[str, bytes],
    cache: Cache,
    topics: Iterable[Sequence[str]],
    workers: int | None = 0,
    meaning: Meaning | None = None,
) -> SimilarityIndex:
    """Return the matches of a corpus, with the documents of incidents from the cache.

    Args:
        corpus: the incidents and catalogues.
        digests: a hash of each incident and of the catalogues, by id; one without is not cached.
        cache: holds the documents of earlier runs.
        topics: topics of lessons, each as the words that are used about it.
        workers: the number of processes; None for one per processor.
        meaning: a model that compares lessons by meaning too, if there is one.
    """
    documents = incident_documents(corpus, digests, cache, workers)
    return SimilarityIndex.between(corpus, documents, Topics(topics), meaning)


def similar_incidents(
    corpus: Corpus,
    digests: Mapping[str, bytes],
    cache: Cache,
    topics: Sequence[Sequence[str]],
    workers: int | None = 0,
) -> Lists:
    """Return the incidents that are most similar to each incident, by its id.

    The lists of earlier runs are updated. For the arguments see `read_similarity_index`.
    """
    own = {incident.id: digests.get(incident.id, b"") for incident in corpus.incidents}
    key = (
        digest("similar", *(part for item in own.items() for part in item))
        if all(own.values())
        else b""
    )
    lists = cache.get(key) if key else MISSING
    if isinstance(lists, dict):
        return lists
    state_key = digest("similar lists", code_digest(), repr(topics))
    state = cache.get(state_key)
    if not isinstance(state, SimilarLists):
        state = SimilarLists()
    state = state.updated(_compared(corpus, own, state, cache, topics, workers), workers)
    cache.put(state_key, state)
    if key:
        cache.put(key, state.lists)
    return state.lists


def _compared(
    corpus: Corpus,
    digests: Mapping[str, bytes],
    state: SimilarLists,
    cache: Cache,
    topics: Sequence[Sequence[str]],
    workers: int | None,
) -> dict[str, Compared | None]:
    """Return what is compared of each incident; None for one that has the same digest as before."""
    same = state.unchanged(digests)
    incidents = tuple(incident for incident in corpus.incidents if incident.id not in same)
    compared: dict[str, Compared | None] = dict.fromkeys(digests)
    documents = incident_documents(replace(corpus, incidents=incidents), digests, cache, workers)
    topics_by_term = Topics(topics)
    for incident, document in zip(reversed(incidents), documents, strict=True):
        taught = taught_texts(incident, topics_by_term)
        compared[incident.id] = Compared(digests[incident.id], document.impacts, taught)
    return compared


class Explanations:
    """What is shown of similar incidents: the words and the sentence that make them similar.

    Args:
        corpus: the incidents and catalogues.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._by_id = corpus.by_id
        self._catalogues = corpus.catalogues
        self._quotable = lru_cache(maxsize=_KEPT_INCIDENTS)(self._quotable_sentences)

    def of(self, matches: Iterable[SimilarMatch]) -> tuple[SimilarIncident, ...]:
        """Return what is shown of each of the similar incidents."""
        return tuple(
            self._explained(self._by_id[match.id], match)
            for match in matches
            if match.id in self._by_id
        )

    def _explained(self, incident: Incident, match: SimilarMatch) -> SimilarIncident:
        document, quotable = self._quotable(incident.id)
        wanted = frozenset(match.terms)
        # Of sentences with as many of the terms, the first.
        best = max(quotable, key=lambda one: len(wanted & one.terms), default=_NONE)
        if not wanted & best.terms:
            best = _NONE
        words = words_with(wanted, [best.text, document.title])
        words |= spelled(document, wanted - words.keys()) if len(words) < len(wanted) else {}
        parts = (_part_with(term, words.get(term, term)) for term in match.terms)
        return SimilarIncident.of(
            incident,
            tuple(dict.fromkeys(parts)),
            best.text,
            best.anchor,
            best.heading,
            match.lesson,
        )

    def _quotable_sentences(self, name: str) -> tuple[Document, tuple[_Sentence, ...]]:
        """Return the document of an incident, and the sentences of its weighty texts in order."""
        document = incident_document(self._by_id[name], self._catalogues)
        sentences_of_parts = (
            _Sentence(part.anchor, part.heading, sentence, frozenset(terms(sentence)))
            for part in document.parts
            if part.is_shown and part.weight >= _LEAST_WEIGHT
            for text in part.texts
            if text != document.title
            for sentence in sentences(text)
        )
        return document, tuple(sentences_of_parts)


def _part_with(term: str, word: str) -> str:
    """Return the part of a word such as `status-by-component` that has a term, or the word."""
    return next((part for part in _SEPARATOR.split(word) if term in terms(part)), word)
