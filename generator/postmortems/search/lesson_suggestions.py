"""Suggest lessons of the catalogue for what incidents say they learned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import count
from typing import Literal

from ..model import ActionItem, Corpus, Incident, Lesson, Loc, Takeaway
from ..model.texts import plain
from .document import sentences
from .lesson_texts import LessonTexts, Topics, Vector, common_features, is_topic, similarity
from .meaning import Meaning, MeaningTexts

Confidence = Literal["very likely", "likely", "possible", "weak"]

MOST_SUGGESTED = 3
"""The number of lessons that are suggested for a text."""
_OTHERS_SHARE = 0.3
"""The weight of the second text of a lesson that is like the one asked about; that of the first is
1."""
_TAUGHT_BONUS = 0.05
"""What is added to the score of a lesson that other entries of the same incident name."""
_MOST_WORDS = 5
"""The number of words that are given as the reason of a suggestion."""
_CONFIDENCES: tuple[tuple[Confidence, float], ...] = (
    ("very likely", 0.3),
    ("likely", 0.16),
    ("possible", 0.1),
    ("weak", 0.02),
)
"""The least score of a suggestion of each confidence; none is made below the last. An entry whose
best suggestion is weak has probably taught a lesson that the catalogue lacks."""
_MEANING_CONFIDENCES: tuple[tuple[Confidence, float], ...] = (
    ("very likely", 0.4),
    ("likely", 0.26),
    ("possible", 0.17),
    ("weak", 0.05),
)
"""The same with a sentence model."""


@dataclass(frozen=True)
class Untagged:
    """A text about what an incident taught, or an action item, that names no lesson.

    Args:
        incident: its incident.
        loc: its place in the incident.
        text: the text.
    """

    incident: Incident
    loc: Loc
    text: str


@dataclass(frozen=True)
class Suggestion:
    """A lesson that is suggested for a text.

    Args:
        name: its name in the catalogue.
        score: how well it fits; the higher, the better.
        confidence: the same in words.
        like: the text of the lesson that is most like the one asked about.
        source: the id of the incident with that text; empty for a text of the catalogue.
        terms: the terms that both texts have and that count most.
    """

    name: str
    score: float
    confidence: Confidence
    like: str
    source: str
    terms: tuple[str, ...]

    @property
    def is_weak(self) -> bool:
        """Whether the lesson is only the nearest of those that do not fit."""
        return self.confidence == "weak"


@dataclass(frozen=True)
class _Example:
    """A text of a lesson with its vector; `source` is as in `Suggestion`.

    `number` counts the texts of all lessons.
    """

    number: int
    text: str
    source: str
    vector: Vector


@dataclass(frozen=True)
class _Part:
    """A text that is asked about, or a sentence of it.

    `meanings` are its similarities to the examples by meaning; empty without a model.
    """

    vector: Vector
    meanings: Sequence[float]

    def similarity(self, example: _Example) -> float:
        by_words = similarity(self.vector, example.vector)
        if not self.meanings:
            return by_words
        return (by_words + self.meanings[example.number]) / 2


class LessonSuggestions:
    """Suggests lessons of a corpus by their statements and by what was tagged with them before.

    So each entry that is tagged with a lesson makes the suggestions of it better.

    Args:
        corpus: the catalogue, and the incidents with entries that are tagged.
        topics: topics of lessons.
        meaning: a model that compares texts by meaning too, if there is one.
    """

    def __init__(self, corpus: Corpus, topics: Topics, meaning: Meaning | None = None) -> None:
        own = {
            name: [(text, "") for text in own_texts(one)] for name, one in corpus.lessons.items()
        }
        every = [text for texts in own.values() for text, _ in texts]
        for incident in corpus.incidents:
            for _, entry in entries(incident):
                text = plain(entry.text)
                every.append(text)
                if entry.lesson in own:
                    own[entry.lesson].append((text, incident.id))
        self._texts = LessonTexts(every, topics)
        numbers = count()
        self._examples = {
            name: [
                _Example(next(numbers), text, source, self._texts.vector(text))
                for text, source in texts
            ]
            for name, texts in own.items()
        }
        texts_of_lessons = [text for texts in own.values() for text, _ in texts]
        self._meanings = MeaningTexts(meaning, texts_of_lessons) if meaning else None
        self._confidences = _MEANING_CONFIDENCES if meaning else _CONFIDENCES

    def of(
        self, text: str, incident: str = "", limit: int = MOST_SUGGESTED
    ) -> tuple[Suggestion, ...]:
        """Return the lessons that fit a text, the best first; none if no lesson is like it.

        Args:
            text: the text, without Markdown.
            incident: the id of the incident with the text, if it is of one. The text itself is
                ignored if it is tagged already.
            limit: the number of lessons.
        """
        texts = [text]
        if len(own := sentences(text)) > 1:
            texts += own
        meanings = self._meanings
        parts = [
            _Part(self._texts.vector(one), meanings.similarities(one) if meanings else ())
            for one in texts
        ]
        scored = (
            suggestion
            for name in self._examples
            if (suggestion := self._suggestion(name, text, parts, incident))
        )
        return tuple(nlargest(limit, scored, key=lambda one: (one.score, one.name)))

    def _suggestion(
        self, name: str, text: str, parts: Sequence[_Part], incident: str
    ) -> Suggestion | None:
        others_of_incident = False
        similarities = []
        for place, example in enumerate(self._examples[name]):
            if example.source and example.source == incident:
                if example.text == text:
                    continue
                others_of_incident = True
            best = max(part.similarity(example) for part in parts)
            similarities.append((best, place))
        similarities.sort(reverse=True)
        if not similarities:
            return None
        (best, place), *others = similarities
        score = best + _OTHERS_SHARE * (others[0][0] if others else 0.0)
        score = round(score + _TAUGHT_BONUS * others_of_incident, 6)
        confidence = next((word for word, least in self._confidences if score >= least), None)
        if confidence is None:
            return None
        example = self._examples[name][place]
        features = common_features(parts[0].vector, example.vector)
        terms = tuple(feature for feature in features if not is_topic(feature))[:_MOST_WORDS]
        return Suggestion(name, score, confidence, example.text, example.source, terms)


def own_texts(lesson: Lesson) -> Iterator[str]:
    """Yield the texts of a lesson in the catalogue, without Markdown."""
    yield from map(plain, (lesson.statement, *lesson.signs, *lesson.examples))
    if lesson.explanation:
        yield plain(lesson.explanation)


def entries(incident: Incident) -> Iterator[tuple[Loc, Takeaway | ActionItem]]:
    """Yield what an incident taught and its action items, each with its place in the incident."""
    for key in ("improve", "got_lucky", "action_items"):
        for index, entry in enumerate(getattr(incident.lessons, key)):
            yield ("lessons", key, index), entry


def untagged(incident: Incident) -> Iterator[Untagged]:
    """Yield what an incident taught, and its action items, that name no lesson."""
    for loc, entry in entries(incident):
        if entry.lesson is None:
            yield Untagged(incident, loc, plain(entry.text))
