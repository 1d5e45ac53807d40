"""The incidents that are like each incident of a corpus, and what is shown of them."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ..cache import MISSING, Cache, digest
from ..insights import SimilarIncident
from ..model import Corpus, Incident
from ..parallel import ForkedMap
from .document import Document, sentences
from .documents import incident_document
from .indexed_documents import incident_documents
from .lesson_texts import Topics
from .likeness import Likeness, Likenesses
from .meaning import Meaning
from .passage import spelled, word_with
from .words import terms

_SEPARATOR = re.compile(r"[-_.]")
_LEAST_WEIGHT = 1.0
"""The least weight of a text that is quoted; those below are the timeline and the like."""
_INCIDENTS_PER_WORKER = 200
"""The number of incidents from which one more process saves more time than it takes."""
_KEPT_INCIDENTS = 2_000
"""The number of incidents whose sentences are kept in memory."""


class _Sentence(NamedTuple):
    """A sentence with its terms, and the section that it is from."""

    anchor: str
    heading: str
    text: str
    terms: frozenset[str]


_NONE = _Sentence("", "", "", frozenset())


def read_likenesses(
    corpus: Corpus,
    digests: Mapping[str, bytes],
    cache: Cache,
    topics: Iterable[Sequence[str]],
    workers: int | None = 0,
    meaning: Meaning | None = None,
) -> Likenesses:
    """Return the likenesses of a corpus, with the documents of incidents from the cache.

    Args:
        corpus: the incidents and catalogues.
        digests: a hash of each incident and of the catalogues, by id; one without is not cached.
        cache: holds the documents of earlier runs.
        topics: topics of lessons, each as the words that are used about it.
        workers: the number of processes; None for one per processor.
        meaning: a model that compares lessons by meaning too, if there is one.
    """
    documents = incident_documents(corpus, digests, cache, workers)
    return Likenesses(corpus, documents, Topics(topics), meaning)


def similar_incidents(
    corpus: Corpus,
    digests: Mapping[str, bytes],
    cache: Cache,
    topics: Iterable[Sequence[str]],
    workers: int | None = 0,
    only: Container[str] | None = None,
) -> Mapping[str, tuple[Likeness, ...]]:
    """Return the incidents that are most like each incident, by its id.

    For the arguments see `read_likenesses`. With `only`, those of the incidents with these ids.
    """
    key = b""
    if only is None and all(incident.id in digests for incident in corpus.incidents):
        key = digest("similar", *(digests[incident.id] for incident in corpus.incidents))
    kept = cache.get(key) if key else MISSING
    if isinstance(kept, dict):
        return kept
    likenesses = read_likenesses(corpus, digests, cache, topics, workers)
    asked = [one for one in corpus.incidents if only is None or one.id in only]
    lists = ForkedMap(likenesses.of, asked, workers=workers, minimum=_INCIDENTS_PER_WORKER)
    similar = {incident.id: own for incident, own in zip(asked, lists.results(), strict=True)}
    if key:
        cache.put(key, similar)
    return similar


class Explanations:
    """What is shown of similar incidents: the words and the sentence that make them alike.

    Args:
        corpus: the incidents and catalogues.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._by_id = corpus.by_id
        self._catalogues = corpus.catalogues
        self._quotable = lru_cache(maxsize=_KEPT_INCIDENTS)(self._quotable_sentences)

    def of(self, likenesses: Iterable[Likeness]) -> tuple[SimilarIncident, ...]:
        """Return what is shown of each of the similar incidents."""
        return tuple(
            self._explained(self._by_id[likeness.id], likeness)
            for likeness in likenesses
            if likeness.id in self._by_id
        )

    def _explained(self, incident: Incident, likeness: Likeness) -> SimilarIncident:
        document, quotable = self._quotable(incident.id)
        wanted = frozenset(likeness.terms)
        # Of sentences with as many of the terms, the first.
        best = max(quotable, key=lambda one: len(wanted & one.terms), default=_NONE)
        if not wanted & best.terms:
            best = _NONE
        words = (
            _part_with(
                term,
                word_with(term, [best.text, document.title]) or spelled(document, term) or term,
            )
            for term in likeness.terms
        )
        return SimilarIncident.of(
            incident,
            tuple(dict.fromkeys(words)),
            best.text,
            best.anchor,
            best.heading,
            likeness.lesson,
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
