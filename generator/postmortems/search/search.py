"""Search documents: the ranking, the spelling and the sentences of a query together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .document import Document, IndexedDocument, Kind
from .index import SearchIndex
from .passage import Passage, best_passage, searched_terms, spelled
from .query import parse
from .ranking import Hit, rank
from .spelling import corrected
from .synonyms import Synonyms

MOST_SHOWN = {
    "Incident": 5,
    "Lesson": 3,
    "Theme": 3,
    "Service": 3,
    "Team": 3,
    "Owner": 3,
    "Rule": 3,
    "Page": 3,
}
"""The number of documents of each kind that are shown at first, after the best of all."""


@dataclass(frozen=True)
class Answer:
    """A document that a query finds, with its score and the sentence to quote."""

    document: Document
    score: float
    passage: Passage | None


@dataclass(frozen=True)
class Answers:
    """What a query finds.

    Args:
        found: the documents that it finds, the best first.
        corrections: the word searched for in place of each misspelled one.
        unknown: the words that no document has.
        weights: the weight of each term that was searched for.
    """

    found: tuple[tuple[Document, float], ...]
    corrections: dict[str, str]
    unknown: tuple[str, ...]
    weights: dict[str, float]

    def answer(self, document: Document, score: float) -> Answer:
        """Return a document as it is shown."""
        return Answer(document, score, best_passage(document.record(), self.weights))


class Search:
    """A search over documents.

    Args:
        documents: the documents; of two with the same score, the later one comes first.
        synonyms: the expressions that mean the same.
    """

    def __init__(self, documents: Iterable[IndexedDocument], synonyms: Synonyms) -> None:
        self._documents: list[Document] = []
        self._synonyms = synonyms
        self._index = SearchIndex(self._kept(documents))

    def _kept(self, documents: Iterable[IndexedDocument]) -> Iterator[tuple[bool, dict[str, int]]]:
        for indexed in documents:
            self._documents.append(indexed.document)
            yield not indexed.document.is_documentation, indexed.impacts

    def find(self, text: str) -> Answers:
        """Return what a query finds."""
        query = parse(text, self._synonyms)
        spelling = corrected(self._index, query, self._synonyms)
        hits = rank(self._index, spelling.query)
        found = [hit for hit in hits if self._has_phrases(hit, spelling.query.phrases)]
        return Answers(
            tuple((self._documents[hit.document], hit.score) for hit in found),
            {word.text: self._spelled(term) for word, term in spelling.corrections.items()},
            spelling.unknown,
            searched_terms(self._index, spelling.query),
        )

    def _has_phrases(self, hit: Hit, phrases: Sequence[str]) -> bool:
        if not phrases:
            return True
        parts = self._documents[hit.document].parts
        texts = [text.lower() for part in parts for text in part.texts]
        return all(any(phrase.lower() in text for text in texts) for phrase in phrases)

    def _spelled(self, term: str) -> str:
        """Return a word with a term as a document spells it."""
        if term not in self._index:
            return self._synonyms.terms[term]
        document = self._documents[self._index.postings[term].documents[0]]
        return spelled(document, [term]).get(term, term)


def arranged(
    found: Sequence[tuple[Document, float]],
) -> Iterator[tuple[Kind | None, Sequence[tuple[Document, float]]]]:
    """Yield the best document of all, then groups by kind in the order of their best ones.

    Groups of documentation come last.
    """
    if found:
        yield None, found[:1]
    groups: dict[Kind, list[tuple[Document, float]]] = {}
    for document, score in found[1:]:
        groups.setdefault(document.kind, []).append((document, score))
    yield from sorted(groups.items(), key=lambda group: group[1][0][0].is_documentation)
