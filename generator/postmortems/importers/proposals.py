"""Suggest services and lessons of the catalogues for a draft, as comments and never as values."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..model import Corpus, Loc, Service
from ..model.texts import plain
from ..reader import topics
from ..search import LessonSuggestions, Topics

_PARTS = ("went_well", "improve", "got_lucky", "action_items")
_SERVICES: Loc = ("impact", "system", "services")
_MOST_SERVICES = 12


class Proposals:
    """Suggests what of the catalogues fits a draft.

    Lessons are compared by their words only: the sentence model takes too long for many documents.

    Args:
        corpus: the catalogues, and the incidents that have been tagged with lessons.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._names = _names(corpus.services)
        self._pattern = _pattern(self._names)
        self._lessons: LessonSuggestions | None = None

    def comments(self, data: Mapping[str, Any]) -> Iterator[tuple[Loc, str]]:
        """Yield comments on services and lessons, each with its place."""
        if services := self._services(data):
            listed = ", ".join(f"`{name}`" for name in services[:_MOST_SERVICES])
            yield _SERVICES, f"The text names these services of the catalogue: {listed}."
        if self._corpus.lessons:
            yield from self._lesson_comments(data)

    def _services(self, data: Mapping[str, Any]) -> list[str]:
        if self._pattern is None:
            return []
        words = {match.casefold() for text in _texts(data) for match in self._pattern.findall(text)}
        names = dict.fromkeys(self._names[word] for word in sorted(words))
        listed = data.get("impact", {})
        for step in _SERVICES[1:]:
            listed = listed.get(step, {}) if isinstance(listed, Mapping) else {}
        return [name for name in names if name not in listed]

    def _lesson_comments(self, data: Mapping[str, Any]) -> Iterator[tuple[Loc, str]]:
        lessons = data.get("lessons")
        for part in _PARTS:
            rows = lessons.get(part) if isinstance(lessons, Mapping) else None
            for index, row in enumerate(rows if isinstance(rows, list) else ()):
                text = _untagged_text(row)
                if text and (suggested := self._lesson(text)):
                    yield ("lessons", part, index), suggested

    def _lesson(self, text: str) -> str:
        """Return the lesson that fits a text best; empty if none is likely to."""
        if self._lessons is None:
            self._lessons = LessonSuggestions(self._corpus, Topics(topics()))
        for suggestion in self._lessons.of(plain(text), limit=1):
            if suggestion.confidence in ("very likely", "likely"):
                statement = self._corpus.lessons[suggestion.name].statement
                return f"lesson: {suggestion.name} ({suggestion.confidence}: {statement})"
        return ""


def _untagged_text(row: Any) -> str:
    """Return the text of an entry of the lessons without a lesson; empty for others."""
    values = row if isinstance(row, Mapping) else {"text": row}
    text = values.get("text")
    return text if isinstance(text, str) and not values.get("lesson") else ""


def _names(services: Mapping[str, Service]) -> dict[str, str]:
    """Return the names of services by the words for them: the names and the titles."""
    names = {}
    for name, service in services.items():
        for word in (service.title, name):
            if word and len(word) > 1:
                names[word.casefold()] = name
    return names


def _pattern(words: Mapping[str, str]) -> re.Pattern[str] | None:
    if not words:
        return None
    longest_first = sorted(words, key=len, reverse=True)
    alternatives = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?<![\w-])(?:{alternatives})(?![\w-])", re.IGNORECASE)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from _texts(inner)
