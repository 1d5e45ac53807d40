"""Synonyms: expressions that a search treats as similar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from .words import Word, words

Terms = tuple[str, ...]


class Synonyms:
    """Groups of expressions that mean the same.

    Args:
        groups: the expressions of each group.
    """

    def __init__(self, groups: Iterable[Sequence[str]]) -> None:
        self._groups: list[list[tuple[Terms, Terms]]] = []
        self._by_first: dict[str, list[tuple[Terms, int]]] = {}
        self.terms: dict[str, str] = {}
        """A word for each term of the expressions, in their order."""
        for number, group in enumerate(groups):
            expressions = []
            for text in group:
                own = list(words(text))
                if key := tuple(map(_key, own)):
                    terms = tuple(term for word in own for term in word.terms)
                    expressions.append((key, terms))
                    for word in own:
                        if len(word.terms) == 1:
                            self.terms.setdefault(word.terms[0], word.text)
                    self._by_first.setdefault(key[0], []).append((key, number))
            self._groups.append(expressions)

    def found(self, query: Sequence[Word]) -> Iterator[tuple[int, int, list[Terms]]]:
        """Yield each expression in a query: its first word, its length, the terms of the others."""
        keys = tuple(map(_key, query))
        for start, first in enumerate(keys):
            for key, number in self._by_first.get(first, ()):
                if keys[start : start + len(key)] == key:
                    others = [terms for own, terms in self._groups[number] if own != key and terms]
                    yield start, len(key), list(dict.fromkeys(others))


def _key(word: Word) -> str:
    """Return what two words have in common that differ in their endings only."""
    return word.joined or " ".join(word.terms) or word.text
