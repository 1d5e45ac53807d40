"""The tools of the server, and what a language model is told of each."""

from __future__ import annotations

import re
from typing import Annotated

from mcp.server.mcpserver.exceptions import ToolError
from pydantic import Field

from ..model import Corpus, Incident
from ..model.suggestions import did_you_mean
from ..model.texts import plain
from ..search import (
    Answer,
    LessonsReport,
    Search,
    SearchReport,
    SimilarReport,
    incident_document,
    lessons_report,
    search_report,
    similar_report,
    text_document,
)
from .current_search import CurrentSearch

MAX_QUERY = 1_000
"""The characters of a query; of a longer text, lessons are searched for by its beginning."""
MAX_TEXT = 100_000
"""The characters of a text that is compared with the incidents."""
MAX_RESULTS = 50
DESCRIPTIONS = {
    "search_incidents": "Search the postmortems of past incidents, their lessons, and the "
    "services. Use it to find whether a symptom or an error has occurred before, what stopped it "
    "then, and what is still open. Each result quotes the sentence that fits best.",
    "similar_incidents": "Find the past incidents that are most like an incident, an alert, or any "
    "other text. Use it during an incident with the text of the alert or with log lines, and for a "
    "postmortem with its id. A result says what stopped the incident, and in which words it is "
    "alike.",
    "lessons_for": "Find the lessons of past incidents that apply to an incident or a planned "
    "change. Use it when you write or review a postmortem, a design or a change. A result is an "
    "entry of the team's catalogue of lessons, with how often it was taught and the action items "
    "that are still open.",
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
    """The tools over one search. Each returns data of the types that `--json` prints."""

    def __init__(self, search: CurrentSearch) -> None:
        self._search = search

    def search_incidents(self, query: Query, limit: Limit = 10) -> SearchReport:
        """Return the incidents, lessons and services that fit a query best."""
        search, _ = self._read()
        return search_report(query, search.find(query), limit)

    def similar_incidents(self, what: What, limit: Limit = 5) -> SimilarReport:
        """Return the incidents that are most like an incident or a text."""
        search, corpus = self._read()
        incident = _incident(what, corpus)
        document = (
            incident_document(incident, corpus.catalogues) if incident else text_document(what)
        )
        return similar_report(search.similar(document, limit))

    def lessons_for(self, what: What, limit: Limit = 5) -> LessonsReport:
        """Return the lessons of the catalogue that fit an incident or a text best."""
        search, corpus = self._read()
        incident = _incident(what, corpus)
        text = _essence(incident) if incident else what
        return lessons_report(lessons_for_text(search, text, limit))

    def _read(self) -> tuple[Search, Corpus]:
        try:
            return self._search.get()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise ToolError(f"the incidents cannot be read: {reason}") from error


def lessons_for_text(search: Search, text: str, limit: int) -> list[Answer]:
    """Return the lessons of the catalogue that fit a text best, the best first."""
    # In quotation marks, words of an alert or a log would be required to occur in a lesson.
    answers = search.find(text[:MAX_QUERY].replace('"', " "))
    lessons = [hit for hit in answers.found if hit[0].kind == "Lesson"]
    return [answers.answer(*hit) for hit in lessons[:limit]]


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


def _essence(incident: Incident) -> str:
    """Return the texts that say most about what an incident can teach."""
    improvements = [row.text for row in incident.lessons.improve]
    texts = (incident.title, *improvements, *incident.symptoms, incident.summary or "")
    return " ".join(map(plain, texts))
