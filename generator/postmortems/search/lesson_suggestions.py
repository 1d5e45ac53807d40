"""Suggest lessons of the catalogue for what incidents say they learned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import accumulate, count, pairwise
from typing import Literal

from ..model import Corpus, Incident, Lesson, Loc
from ..model.texts import plain, sentences
from .lesson_texts import LessonTexts, Topics, Vector, entries, similarity
from .meaning import Meaning, MeaningTexts, TokenRarities

Confidence = Literal["very likely", "likely", "possible", "weak"]

MOST_SUGGESTED = 3
"""The number of lessons that are suggested for a text."""
_POWER = 3
"""The score of a lesson is the root of the sum of this power of the similarities of its texts. So
the most similar text counts most, and several similar ones count more than one."""
_MEANING_SHARE = 0.4
"""The weight of the similarity by meaning; that by words has the rest."""
_TAUGHT_BONUS = 0.05
"""What is added to the score of a lesson that other entries of the same incident name."""
_LEAST_SCORE = 0.02
"""The least score of a lesson that is suggested."""
_MARGIN_SHARE = 2.0
"""A suggestion's certainty is its score plus this times its lead over the next lesson's score."""
_CONFIDENCES: tuple[tuple[Confidence, float], ...] = (
    ("very likely", 0.6),
    ("likely", 0.35),
    ("possible", 0.15),
    ("weak", 0.0),
)
"""The least certainty of each confidence. An entry whose best suggestion is weak has probably
taught a lesson that the catalogue lacks."""
_MEANING_CONFIDENCES: tuple[tuple[Confidence, float], ...] = (
    ("very likely", 0.65),
    ("likely", 0.45),
    ("possible", 0.2),
    ("weak", 0.0),
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
        confidence: how sure it is, from its score and its lead over the next suggestion.
        like: the text of the catalogue or of an entry with this lesson that is most similar to
            the one asked about.
        source: the id of the incident with that text; empty for a text of the catalogue.
    """

    name: str
    score: float
    confidence: Confidence
    like: str
    source: str

    @property
    def is_weak(self) -> bool:
        """Whether the lesson probably does not fit."""
        return self.confidence == "weak"


@dataclass(frozen=True)
class _Example:
    """A text of a lesson with its vector; `source` is as in `Suggestion`.

    `number` is its position among the texts of all lessons.
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
        """Return how similar an example is, 0 to 1."""
        by_words = similarity(self.vector, example.vector)
        if not self.meanings:
            return by_words
        by_meaning = self.meanings[example.number]
        return (1 - _MEANING_SHARE) * by_words + _MEANING_SHARE * by_meaning


@dataclass(frozen=True)
class _Match:
    """A lesson with its score, and its text that is most similar to the one asked about."""

    name: str
    score: float
    example: _Example


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
        self._meanings = (
            MeaningTexts(meaning, texts_of_lessons, TokenRarities(meaning, texts_of_lessons))
            if meaning
            else None
        )
        self._confidences = _MEANING_CONFIDENCES if meaning else _CONFIDENCES

    def of(
        self, text: str, incident: str = "", limit: int = MOST_SUGGESTED
    ) -> tuple[Suggestion, ...]:
        """Return the lessons that fit a text, the best first; none if no lesson is similar to it.

        Args:
            text: the text, without Markdown.
            incident: the id of the incident with the text, if it is of one. The text itself is
                ignored if it is tagged already.
            limit: the number of lessons.
        """
        texts = [text]
        if len(own := sentences(text)) > 1:
            texts += own
        parts = [self._part(one) for one in texts]
        matches = (
            match
            for name in self._examples
            if (match := self._match(name, text, parts, incident)) and match.score >= _LEAST_SCORE
        )
        best = nlargest(limit + 1, matches, key=lambda match: (match.score, match.name))
        scores = [*(match.score for match in best), 0.0]
        certainties = (
            score + _MARGIN_SHARE * (score - next_score) for score, next_score in pairwise(scores)
        )
        # No suggestion is more certain than one before it.
        in_order = zip(best[:limit], accumulate(certainties, min), strict=False)
        return tuple(self._suggestion(match, certainty) for match, certainty in in_order)

    def _part(self, text: str) -> _Part:
        meanings = self._meanings.similarities(text) if self._meanings else ()
        return _Part(self._texts.vector(text), meanings)

    def _match(self, name: str, text: str, parts: Sequence[_Part], incident: str) -> _Match | None:
        others_of_incident = False
        similarities = []
        for place, example in enumerate(self._examples[name]):
            if example.source and example.source == incident:
                if example.text == text:
                    continue
                others_of_incident = True
            best = max(part.similarity(example) for part in parts)
            similarities.append((best, place))
        best, place = max(similarities, default=(0.0, 0))
        if not best:
            return None
        score = sum(one**_POWER for one, _ in similarities) ** (1 / _POWER)
        score = round(score + _TAUGHT_BONUS * others_of_incident, 6)
        return _Match(name, score, self._examples[name][place])

    def _suggestion(self, match: _Match, certainty: float) -> Suggestion:
        confidence = next(word for word, least in self._confidences if certainty >= least)
        example = match.example
        return Suggestion(match.name, match.score, confidence, example.text, example.source)


def own_texts(lesson: Lesson) -> Iterator[str]:
    """Yield the texts of a lesson in the catalogue, without Markdown."""
    yield from map(plain, (lesson.statement, *lesson.signs, *lesson.examples))
    if lesson.explanation:
        yield plain(lesson.explanation)


def untagged(incident: Incident) -> Iterator[Untagged]:
    """Yield what an incident taught, and its action items, that name no lesson."""
    for loc, entry in entries(incident):
        if entry.lesson is None:
            yield Untagged(incident, loc, plain(entry.text))
