"""Answers as data: what `search --json`, `similar --json` and the tools for programs return."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from .search import Answer, Answers, SimilarDocument

VERSION: Literal[1] = 1
"""The version of the reports; it changes when a key is removed or changes its meaning."""


class _Data(BaseModel):
    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        json_schema_serialization_defaults_required=True,
    )


class LessonReference(_Data):
    """A lesson that an incident taught."""

    id: str
    """The name of the lesson in the catalogue."""
    page: str
    """The path of its page from the top of the site, without its ending."""
    statement: str
    """The lesson in one sentence."""


class FoundDocument(_Data):
    """An incident, lesson or service that was found. A text that is not recorded is empty."""

    kind: Literal["incident", "lesson", "service"]
    """What it is."""
    id: str
    """The id of the incident, or the name of the lesson or service in its catalogue."""
    page: str
    """The path of its page from the top of the site, without its ending."""
    title: str
    """The title of the incident or service, or the statement of the lesson."""
    score: float
    """How well it fits: the higher, the better. Only scores of one report can be compared."""
    facts: list[str]
    """Of an incident its severity and day, of a lesson how often it was taught and when last, of a
    service its team."""
    summary: str
    """One sentence on it."""
    stopped: str
    """What stopped the incident."""
    lessons: list[LessonReference]
    """The lessons that the incident taught."""
    open: list[str]
    """The texts of its open action items."""
    section: str
    """The heading of the section that the sentence is from."""
    sentence: str
    """The sentence that fits best."""


class SimilarIncident(FoundDocument):
    """An incident that is like another one, or like a text."""

    words: list[str]
    """The words that both have, those that count most first."""


class SearchReport(_Data):
    """What a query finds."""

    version: Literal[1] = VERSION
    """The version of this format. It changes when a key is removed or changes its meaning."""
    query: str
    """The query."""
    corrections: dict[str, str]
    """The word that was searched for in place of each misspelled word."""
    unknown: list[str]
    """The words of the query that no incident, lesson or service has."""
    total: int
    """The number of documents that were found, also of those that are not in `results`."""
    results: list[FoundDocument]
    """The documents that fit best, the best first."""


class SimilarReport(_Data):
    """The incidents that are most like an incident or a text."""

    version: Literal[1] = VERSION
    """The version of this format. It changes when a key is removed or changes its meaning."""
    results: list[SimilarIncident]
    """The incidents, the most similar first."""


class LessonsReport(_Data):
    """The lessons that fit a text best."""

    version: Literal[1] = VERSION
    """The version of this format. It changes when a key is removed or changes its meaning."""
    results: list[FoundDocument]
    """The lessons, the best first."""


def search_report(query: str, answers: Answers, limit: int) -> SearchReport:
    """Return what a query finds as data, with at most `limit` results."""
    return SearchReport(
        query=query,
        corrections=answers.corrections,
        unknown=list(answers.unknown),
        total=len(answers.found),
        results=[FoundDocument(**_fields(answers.answer(*hit))) for hit in answers.found[:limit]],
    )


def similar_report(incidents: Iterable[SimilarDocument]) -> SimilarReport:
    """Return similar incidents as data."""
    results = [SimilarIncident(**_fields(one), words=list(one.words)) for one in incidents]
    return SimilarReport(results=results)


def lessons_report(lessons: Iterable[Answer]) -> LessonsReport:
    """Return lessons as data."""
    return LessonsReport(results=[FoundDocument(**_fields(lesson)) for lesson in lessons])


def _fields(answer: Answer | SimilarDocument) -> dict[str, Any]:
    document, passage = answer.document, answer.passage
    return {
        "kind": document.kind.lower(),
        **_address(document.page),
        "title": document.title,
        "score": round(answer.score, 3),
        "facts": list(document.facts),
        "summary": document.summary,
        "stopped": document.stopped,
        "lessons": [
            LessonReference(**_address(page), statement=text) for page, text in document.lessons
        ],
        "open": list(document.open_items),
        "section": passage.heading if passage else "",
        "sentence": passage.sentence if passage else "",
    }


def _address(page: str) -> dict[str, str]:
    path = page.removesuffix(".md")
    return {"id": path.rpartition("/")[2], "page": path}
