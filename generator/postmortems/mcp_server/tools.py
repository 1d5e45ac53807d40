"""The tools of the server, and what a language model is told of each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from heapq import nlargest
from typing import Annotated

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from ..model import Corpus, Incident
from ..model.suggestions import did_you_mean
from ..model.texts import plain
from ..search import (
    IndexedDocument,
    LessonsReport,
    LessonSuggestions,
    SearchReport,
    SimilarReport,
    Suggestion,
    lessons_report,
    search_report,
    similar_report,
    text_document,
)
from .knowledge import CurrentKnowledge, Knowledge

MAX_QUERY = 1_000
"""The characters of a query."""
MAX_TEXT = 100_000
"""The characters of a text that is compared with the incidents."""
MAX_LESSON_TEXT = 5_000
"""The characters of a text for which lessons are suggested; the rest is ignored."""
MAX_RESULTS = 50
DESCRIPTIONS = {
    "search_incidents": "Search the postmortems of past incidents, their lessons, and the "
    "services. Use it to find whether a symptom or an error has occurred before, what stopped it "
    "then, and what is still open. Each result quotes the sentence that fits best.",
    "similar_incidents": "Find the past incidents that are most similar to an incident, an alert, "
    "or any other text. Use it during an incident with the text of the alert or with log lines, "
    "and for a postmortem with its id. A result says what stopped the incident, and which words "
    "both have in common.",
    "lessons_for": "Find the lessons of past incidents that apply to an incident or a planned "
    "change. Use it when you write or review a postmortem, a design or a change. A result is an "
    "entry of the team's catalogue of lessons, with how likely it fits and the text that is like "
    "yours. If the first one is weak, the catalogue probably has no such lesson.",
}
"""What a language model is told of each tool; docstrings are for people, and absent in `-OO`."""
_ID = re.compile(r"\d{4}-\d\d-\d\d-\S+")

Query = Annotated[
    str,
    Field(
        min_length=1,
        max_length=MAX_QUERY,
        description="Symptoms, error messages, alerts, services, or a question. Not all words must "
        'occur; a phrase in "quotation marks" must.',
    ),
]
What = Annotated[
    str,
    Field(
        min_length=1,
        max_length=MAX_TEXT,
        description="The id of an incident, such as 2019-07-02-waf-regex-global-outage, or a text, "
        "such as an alert, log lines, or the description of a change. A path is not read: pass "
        "the content of the file.",
    ),
]
Limit = Annotated[
    int, Field(ge=1, le=MAX_RESULTS, description="The number of results to return at most.")
]


class Tools:
    """The tools over what is known. Each returns data of the types in `search/reports.py`."""

    def __init__(self, knowledge: CurrentKnowledge) -> None:
        self._knowledge = knowledge

    def search_incidents(self, query: Query, limit: Limit = 10) -> SearchReport:
        """Return the incidents, lessons and services that fit a query best."""
        return search_report(query, self._read().search.find(query), limit)

    def similar_incidents(self, what: What, limit: Limit = 5) -> SimilarReport:
        """Return the incidents that are most similar to an incident or a text."""
        known = self._read()
        if incident := _incident(what, known.corpus):
            similar = known.similarity.of(incident, limit)
        else:
            similar = known.similarity.of_text(IndexedDocument.of(text_document(what)), limit)
        return similar_report(known.corpus, similar)

    def lessons_for(self, what: What, limit: Limit = 5) -> LessonsReport:
        """Return the lessons of the catalogue that fit an incident or a text best."""
        known = self._read()
        if incident := _incident(what, known.corpus):
            suggestions = lessons_of(incident, known.suggestions, limit)
        else:
            suggestions = known.suggestions.of(what[:MAX_LESSON_TEXT], limit=limit)
        return lessons_report(known.corpus.lessons, suggestions)

    def _read(self) -> Knowledge:
        try:
            return self._knowledge.get()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ToolError(f"the incidents cannot be read: {reason}") from error


def lessons_of(
    incident: Incident, suggestions: LessonSuggestions, limit: int
) -> Sequence[Suggestion]:
    """Return the lessons that fit any text of an incident on what it taught, the best first."""
    texts = (
        incident.title,
        incident.summary or "",
        *(row.text for row in incident.lessons.improve),
    )
    best: dict[str, Suggestion] = {}
    for text in map(plain, texts):
        for one in suggestions.of(text, incident.id, limit):
            if one.name not in best or one.score > best[one.name].score:
                best[one.name] = one
    return nlargest(limit, best.values(), key=lambda one: (one.score, one.name))


def _incident(what: str, corpus: Corpus) -> Incident | None:
    """Return the incident with an id or alias, or None for a text.

    Raises:
        ToolError: it has the form of an id, and there is no such incident.
    """
    name = what.strip()
    if incident := corpus.by_id.get(name):
        return incident
    if _ID.fullmatch(name):
        hint = did_you_mean(name, corpus.by_id, "find its id with search_incidents")
        raise ToolError(f"there is no incident `{name[:200]}`; {hint}")
    return None
