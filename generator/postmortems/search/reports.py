"""Answers as data: what `search --json`, `similar --json` and the tools for programs return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from ..insights import SimilarIncident
from ..model import Corpus, Lesson
from ..site_map import SiteMap
from .documents import incident_document
from .lesson_suggestions import Confidence, Suggestion
from .passage import Passage
from .search import Answer, Answers
from .similar_incidents import Explanations
from .similarity_index import SimilarMatch

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
    """What was found: an incident, or something that incidents have. Texts can be empty."""

    kind: Literal["incident", "lesson", "theme", "service", "team", "owner"]
    """What it is."""
    id: str
    """The id of the incident, the name of the lesson or service in its catalogue, or the name of
    the theme, team or owner in addresses."""
    page: str
    """The path of its page from the top of the site, without its ending."""
    title: str
    """The title of the incident or service, the statement of the lesson, or the name of the theme,
    team or owner."""
    score: float
    """How well it fits: the higher, the better. Only scores of one report can be compared."""
    facts: list[str]
    """Of an incident its severity and day, of a lesson how often it was taught and when last, of a
    service its team, of a theme its lessons and incidents, of a team and an owner how much they
    own."""
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


class ActionCounts(_Data):
    """The numbers of an incident's action items that were not cancelled."""

    all: int
    """The number of action items."""
    done: int
    """The number of those that are done."""


class SimilarDocument(FoundDocument):
    """An incident that is similar to another one, or to a text."""

    words: list[str]
    """The words that both have, those that count most first."""
    similar_lesson: str
    """Its lesson that is most similar to one of the other incident."""
    actions: ActionCounts
    """Its action items."""


class SuggestedLesson(_Data):
    """A lesson of the catalogue that fits a text."""

    id: str
    """The name of the lesson in the catalogue."""
    page: str
    """The path of its page from the top of the site, without its ending."""
    statement: str
    """The lesson in one sentence."""
    confidence: Confidence
    """How likely the lesson fits. If the first one is weak, the catalogue probably has none."""
    score: float
    """The same as a number: the higher, the better."""
    like: str
    """The text of the lesson, or of an incident that taught it, that is most like the text."""
    incident: str
    """The id of the incident with that text; empty for a text of the catalogue."""


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
    """The incidents that are most similar to an incident or a text."""

    version: Literal[1] = VERSION
    """The version of this format. It changes when a key is removed or changes its meaning."""
    results: list[SimilarDocument]
    """The incidents, the most similar first."""


class LessonsReport(_Data):
    """The lessons that fit a text best."""

    version: Literal[1] = VERSION
    """The version of this format. It changes when a key is removed or changes its meaning."""
    results: list[SuggestedLesson]
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


def similar_report(corpus: Corpus, matches: Sequence[SimilarMatch]) -> SimilarReport:
    """Return similar incidents as data."""
    explained = zip(matches, Explanations(corpus).of(matches), strict=True)
    return SimilarReport(
        results=[
            SimilarDocument(
                **_fields(similar_answer(corpus, match, similar)),
                words=list(similar.words),
                similar_lesson=similar.lesson,
                actions=ActionCounts(all=similar.items, done=similar.done),
            )
            for match, similar in explained
        ]
    )


def similar_answer(corpus: Corpus, match: SimilarMatch, similar: SimilarIncident) -> Answer:
    """Return a similar incident with the sentence that makes it similar."""
    document = incident_document(corpus.by_id[similar.id], corpus.catalogues)
    passage = Passage(similar.anchor, similar.heading, similar.sentence)
    return Answer(document, match.score, passage if similar.sentence else None)


def lessons_report(
    catalogue: Mapping[str, Lesson], suggestions: Sequence[Suggestion]
) -> LessonsReport:
    """Return suggested lessons as data."""
    return LessonsReport(
        results=[
            SuggestedLesson(
                **_address(SiteMap.lesson(suggestion.name)),
                statement=catalogue[suggestion.name].statement,
                confidence=suggestion.confidence,
                score=round(suggestion.score, 3),
                like=suggestion.like,
                incident=suggestion.source,
            )
            for suggestion in suggestions
        ]
    )


def _fields(answer: Answer) -> dict[str, Any]:
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
