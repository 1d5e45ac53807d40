"""A document of the search: what a page is found by, and what a result shows of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .index import LEVELS
from .words import terms

Kind = Literal["Page", "Rule", "Owner", "Team", "Service", "Theme", "Lesson", "Incident"]

FACETS = ("Severity", "Service", "Year", "Status", "Lesson")
"""The facets of documents besides their kind."""

DOCUMENTATION_WEIGHT = 0.25
"""The weight of documentation, so that it ranks below incidents, lessons and services."""
_TITLE_SHARE = 0.3
"""The part of an impact that only terms of the title and the symptoms have."""
_LENGTH = 400.0
"""The weighted number of terms of a typical incident."""
_LENGTH_SHARE = 0.7
"""How much the length of a document lowers the impact of its terms, 0 to 1: `b` in BM25."""


@dataclass(frozen=True)
class Part:
    """Texts by which a page is found.

    Args:
        weight: the weight of their terms.
        texts: the texts, without Markdown.
        anchor: the anchor of the section that shows them; empty for the top of the page.
        heading: the heading of that section.
        is_shown: whether a result can quote them; false for names and ids, which are no sentences.
    """

    weight: float
    texts: tuple[str, ...]
    anchor: str = ""
    heading: str = ""
    is_shown: bool = True


@dataclass(frozen=True)
class Document:
    """A page as the search sees it.

    Args:
        kind: its kind, which is a facet too.
        page: the path of the page, as in `SiteMap`.
        title: its title, which one of the parts contains too.
        parts: its texts.
        facts: short facts for the line below the title, such as the severity and the day.
        summary: one sentence.
        stopped: what stopped the incident.
        lessons: the path of the page and the statement of each lesson that it taught.
        open_items: the texts of its open action items.
        facets: its values of each of `FACETS`.
        weight: the weight of all its terms.
        symptoms: texts whose terms count like those of the title.
    """

    kind: Kind
    page: str
    title: str
    parts: tuple[Part, ...]
    facts: tuple[str, ...] = ()
    summary: str = ""
    stopped: str = ""
    lessons: tuple[tuple[str, str], ...] = ()
    open_items: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    weight: float = 1.0
    symptoms: tuple[str, ...] = ()

    @property
    def is_documentation(self) -> bool:
        """Whether it is documentation, rather than about what happened."""
        return self.kind in ("Page", "Rule")

    def impacts(self) -> dict[str, int]:
        """Return the impact of each term, 1 to `LEVELS`.

        It depends on s / (1 + s), where s is the weighted number of times that the document has the
        term, divided by a number that grows with its length compared to a typical one. (BM25
        compares it to the average length; then each new document would change the impacts of all
        others.) Terms of the title and the symptoms add a fixed part, since a long text that
        repeats a term says less than a title.
        """
        counts: dict[str, float] = {}
        for part in self.parts:
            for text in part.texts:
                for term in terms(text):
                    counts[term] = counts.get(term, 0.0) + part.weight
        length = sum(counts.values()) / _LENGTH
        divisor = 1 - _LENGTH_SHARE + _LENGTH_SHARE * length
        in_title = {term for text in (self.title, *self.symptoms) for term in terms(text)}
        return {
            term: self._impact(count / divisor, is_in_title=term in in_title)
            for term, count in counts.items()
        }

    def _impact(self, frequency: float, *, is_in_title: bool) -> int:
        share = (1 - _TITLE_SHARE) * frequency / (1 + frequency) + _TITLE_SHARE * is_in_title
        return min(LEVELS, max(1, round(LEVELS * self.weight * share)))

    def record(self) -> dict[str, Any]:
        """Return what a result shows, as data for JSON; empty fields are omitted."""
        sections: dict[str, tuple[str, list[str]]] = {}
        for part in self.parts:
            if part.is_shown:
                sections.setdefault(part.anchor, (part.heading, []))[1].extend(part.texts)
        fields = {
            "kind": self.kind,
            "page": self.page,
            "title": self.title,
            "facts": self.facts,
            "summary": self.summary,
            "stopped": self.stopped,
            "lessons": self.lessons,
            "open": self.open_items,
            "parts": [[anchor, heading, texts] for anchor, (heading, texts) in sections.items()],
        }
        return {name: value for name, value in fields.items() if value}


@dataclass(frozen=True)
class IndexedDocument:
    """A document with the impact of each of its terms."""

    document: Document
    impacts: dict[str, int]

    @classmethod
    def of(cls, document: Document) -> IndexedDocument:
        """Return a document with its impacts computed."""
        return cls(document, document.impacts())


def shown_parts(record: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the anchor, heading and text of everything that a result can quote of a record."""
    for anchor, heading, texts in record.get("parts", ()):
        for text in texts:
            yield anchor, heading, text
