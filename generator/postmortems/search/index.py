"""The inverted index of the search: for each term, the documents that have it and its impact."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import log

LEVELS = 127
"""The highest impact: that of a term that a document repeats without end."""
MOST_POSTINGS = 2_000
"""The number of documents that a term keeps: those in which it has the highest impact."""


@dataclass
class Postings:
    """The documents that have a term.

    Args:
        documents: their numbers, ascending.
        impacts: the impact of the term in each of them, 1 to `LEVELS`.
        count: how many of the counted documents have the term, also if it does not keep them.
    """

    documents: array[int] = field(default_factory=lambda: array("I"))
    impacts: bytearray = field(default_factory=bytearray)
    count: int = 0

    def shortened(self) -> Postings:
        """Return the postings with the highest impacts, at most `MOST_POSTINGS`."""
        if len(self.documents) <= MOST_POSTINGS:
            return self
        places = range(len(self.documents))
        best = sorted(places, key=lambda place: -self.impacts[place])[:MOST_POSTINGS]
        best.sort()
        documents = array("I", (self.documents[place] for place in best))
        return Postings(documents, bytearray(self.impacts[place] for place in best), self.count)


class SearchIndex:
    """An inverted index. Documents have numbers, in the order in which they are added.

    Args:
        documents: for each document, whether it is counted and the impact of each of its terms. The
            rarity of a term is that in the counted documents. Documentation is not counted, so that
            it does not change the order of incidents.
    """

    def __init__(self, documents: Iterable[tuple[bool, Mapping[str, int]]] = ()) -> None:
        self.counted = 0
        postings: dict[str, Postings] = {}
        for number, (is_counted, impacts) in enumerate(documents):
            for term, impact in impacts.items():
                own = postings.get(term)
                if own is None:
                    own = postings[term] = Postings()
                own.documents.append(number)
                own.impacts.append(impact)
                own.count += is_counted
            self.counted += is_counted
        self.postings = {term: postings[term].shortened() for term in postings}

    def __contains__(self, term: str) -> bool:
        return term in self.postings

    def rarity(self, count: int) -> float:
        """Return the weight of a term that a number of documents have: its IDF in BM25."""
        size = max(self.counted, count)  # without counted documents, as if there were as many
        return log(1 + (size - count + 0.5) / (count + 0.5))

    def count(self, term: str) -> int:
        """Return how many of the counted documents have a term."""
        postings = self.postings.get(term)
        return postings.count if postings else 0

    def scores(self, term: str) -> Iterator[tuple[int, float]]:
        """Yield the score of a term in each document that has it: rarity times impact."""
        if postings := self.postings.get(term):
            rarity = self.rarity(postings.count)
            for document, impact in zip(postings.documents, postings.impacts, strict=True):
                yield document, rarity * impact / LEVELS

    def impact(self, term: str, number: int) -> int:
        """Return the impact of a term in a document; 0 if it does not have it."""
        if postings := self.postings.get(term):
            place = bisect_left(postings.documents, number)
            if place < len(postings.documents) and postings.documents[place] == number:
                return postings.impacts[place]
        return 0

    @cached_property
    def terms(self) -> list[str]:
        """All terms, in the order of JavaScript strings."""
        return sorted(self.postings, key=utf16)

    def beginning_with(self, prefix: str) -> list[str]:
        """Return the terms that begin with a text, in the order of `terms`."""
        start = bisect_left(self.terms, utf16(prefix), key=utf16)
        matching = []
        for term in self.terms[start:]:
            if not term.startswith(prefix):
                break
            matching.append(term)
        return matching


def utf16(text: str) -> bytes:
    """Return a key that sorts texts as JavaScript does, by UTF-16 code units."""
    return text.encode("utf-16-be", "surrogatepass")
