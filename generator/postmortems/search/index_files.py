"""Write a search index as files that a browser loads in small parts.

All files are JSON, compressed with gzip: servers often do not compress files of unknown types, and
a browser can decompress by itself. The module `search-index.js` of the theme reads them.

| File | Content |
|---|---|
| `start.bin` | what each search needs: sizes, the first term of each file of terms, synonyms |
| `terms-N.bin` | a range of terms, each with the number of its documents and its postings |
| `words-X.bin` | the terms that begin with a letter, the most frequent first, to correct spelling |
| `facets.bin` | the documents of each value of each facet |
| `documents/N.bin` | what a result shows of one document |

Numbers of documents are ascending; each is written as its difference to the one before.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import chain, pairwise
from typing import Any

from .document import FACETS, Document, IndexedDocument
from .index import LEVELS, SearchIndex, utf16
from .spelling import is_spelled
from .words import STOP_WORDS

START = "start.bin"
_TERMS_LENGTH = 5_000
"""The characters of a file of terms from which the next one begins."""


class IndexFiles:
    """The files of a search index.

    Args:
        write: writes a file, given its name and its content.
        address: returns the address of a page from the top of the site, given its path.
    """

    def __init__(self, write: Callable[[str, bytes], None], address: Callable[[str], str]) -> None:
        self._write_file = write
        self._address = address
        self._hash = blake2b(digest_size=8)
        self._kinds: dict[str, int] = {}
        self._facets: dict[str, dict[str, list[int]]] = {name: {} for name in FACETS}

    def write(
        self,
        documents: Iterable[IndexedDocument],
        synonyms: Iterable[Sequence[str]],
        start: Mapping[str, Any],
    ) -> None:
        """Write the index of documents, which are ordered by their kind.

        Args:
            documents: the documents. They are read one by one, so that not all are in memory.
            synonyms: groups of expressions that mean the same.
            start: more data for `start.bin`.
        """
        index = SearchIndex(self._write_documents(documents))
        first_terms = self._write_terms(index)
        letters = self._write_words(index)
        facets = {
            name: [[value, _differences(numbers)] for value, numbers in values.items()]
            for name, values in self._facets.items()
        }
        self._write("facets.bin", facets)
        groups = [list(group) for group in synonyms]
        data = {
            "size": sum(self._kinds.values()),
            "counted": index.counted,
            "levels": LEVELS,
            "kinds": list(self._kinds.items()),
            "firstTerms": first_terms,
            "letters": letters,
            "stopWords": sorted(STOP_WORDS),
            "synonyms": groups,
            **start,
        }
        # The browser asks for all other files with `?v=` and this hash, so that it never combines
        # files of two versions of the site.
        self._hash.update(_encoded(_json(data)))
        self._write(START, {"version": self._hash.hexdigest(), **data})

    def _write_documents(
        self, documents: Iterable[IndexedDocument]
    ) -> Iterator[tuple[bool, dict[str, int]]]:
        for number, indexed in enumerate(documents):
            document = indexed.document
            self._kinds[document.kind] = self._kinds.get(document.kind, 0) + 1
            for name, values in self._facets.items():
                for value in document.facets.get(name, ()):
                    values.setdefault(value, []).append(number)
            self._write(f"documents/{number}.bin", self._record(document))
            yield not document.is_documentation, indexed.impacts

    def _record(self, document: Document) -> dict[str, Any]:
        record = document.record()
        record["page"] = self._address(document.page)
        if document.lessons:
            record["lessons"] = [
                (self._address(page), statement) for page, statement in document.lessons
            ]
        return record

    def _write_terms(self, index: SearchIndex) -> list[str]:
        """Write the postings; return the first term of each file."""
        first_terms: list[str] = []
        entries: list[str] = []
        size = 0
        for term in index.terms:
            if not entries:
                first_terms.append(term)
            postings = index.postings[term]
            value = [postings.count, _differences(postings.documents), list(postings.impacts)]
            entries.append(f"{_json(term)}:{_json(value)}")
            size += len(entries[-1])
            if size > _TERMS_LENGTH:
                self._write_range(len(first_terms) - 1, entries)
                entries, size = [], 0
        if entries:
            self._write_range(len(first_terms) - 1, entries)
        return first_terms

    def _write_range(self, number: int, entries: list[str]) -> None:
        self._write_text(f"terms-{number}.bin", f"{{{','.join(entries)}}}")

    def _write_words(self, index: SearchIndex) -> list[str]:
        """Write the words of the index; return the letters that they begin with."""
        by_letter: dict[str, list[str]] = {}
        for term in filter(is_spelled, index.terms):
            by_letter.setdefault(term[0], []).append(term)
        for letter, terms in by_letter.items():
            terms.sort(key=lambda term: (-index.count(term), utf16(term)))
            self._write(f"words-{letter}.bin", terms)
        return sorted(by_letter)

    def _write(self, name: str, data: object) -> None:
        self._write_text(name, _json(data))

    def _write_text(self, name: str, text: str) -> None:
        packed = gzip.compress(_encoded(text), compresslevel=6, mtime=0)
        self._hash.update(packed)
        self._write_file(name, packed)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _differences(numbers: Iterable[int]) -> list[int]:
    """Return the difference of each number to the one before, and of the first to 0."""
    return [after - before for before, after in pairwise(chain([0], numbers))]
