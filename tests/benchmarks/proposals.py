"""How often a hidden lesson is suggested again, and how often similar incidents share a lesson."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from postmortems.cache import Cache
from postmortems.model import Corpus, Incident, Lesson
from postmortems.model.texts import plain
from postmortems.reader import topics
from postmortems.search import LessonSuggestions, Meaning, Topics, read_similarity_index
from postmortems.search.lesson_suggestions import Confidence, Suggestion
from postmortems.search.lesson_texts import entries

_EXAMPLES = 2
"""The members of a theme that are known as its examples."""
_SAMPLES = 6
"""How often the examples are chosen anew."""


@dataclass
class Hits:
    """The places of the right lessons, and the scores and confidence of the first suggestions."""

    places: list[int]
    firsts: list[tuple[float, Confidence | None]]

    @classmethod
    def none(cls) -> "Hits":
        """Return the hits before anything was suggested."""
        return cls([], [])

    def add(self, right: str, suggested: tuple[Suggestion, ...]) -> None:
        """Add what was suggested for a text."""
        names = [one.name for one in suggested]
        self.places.append(names.index(right) + 1 if right in names else 0)
        first = suggested[0] if suggested else None
        self.firsts.append((first.score, first.confidence) if first else (0.0, None))

    def __str__(self) -> str:
        number = len(self.places)
        first = sum(place == 1 for place in self.places) / number
        three = sum(place > 0 for place in self.places) / number
        lines = [f"{number} texts: first place {first:.3f}, first three {three:.3f}"]
        surest = sorted(zip(self.firsts, self.places, strict=True), key=lambda one: -one[0][0])
        for name, part in (("quarter", number // 4), ("half", number // 2)):
            right = sum(place == 1 for _, place in surest[:part]) / max(1, part)
            lines.append(f"  surest {name}: the first is right in {right:.3f}")
        for confidence in dict.fromkeys(word for (_, word), _ in surest):
            own = [place for (_, word), place in surest if word == confidence]
            right = sum(place == 1 for place in own) / len(own)
            lines.append(f"  {confidence or 'none'}: {len(own)}, the first is right in {right:.3f}")
        return "\n".join(lines)


def leave_one_out(corpus: Corpus, meaning: Meaning | None) -> Hits:
    """Suggest lessons for each entry that names one, as if it did not."""
    suggestions = LessonSuggestions(corpus, Topics(topics()), meaning)
    hits = Hits.none()
    for incident in corpus.incidents:
        for _, entry in entries(incident):
            if entry.lesson and entry.lesson in corpus.lessons:
                hits.add(entry.lesson, suggestions.of(plain(entry.text), incident.id))
    return hits


def themes_suggested(corpus: Corpus, path: Path, meaning: Meaning | None) -> Hits:
    """Suggest the themes of a file for their members, among the lessons of a catalogue.

    Two members of each theme are its examples. The other members are asked about.
    """
    themes = json.loads(path.read_text(encoding="utf-8"))
    hits = Hits.none()
    for seed in range(_SAMPLES):
        chooser = random.Random(seed)
        lessons, asked = dict(corpus.lessons), list[tuple[str, str]]()
        for theme in themes:
            texts = [" ".join(member["text"].split()) for member in theme["members"]]
            chooser.shuffle(texts)
            name = f"theme-{theme['id']}"
            examples = tuple(texts[:_EXAMPLES])
            lessons[name] = Lesson(statement=theme["title"], examples=examples)
            asked += [(name, text) for text in texts[_EXAMPLES:]]
        catalogue = replace(corpus, lessons=lessons, incidents=())
        suggestions = LessonSuggestions(catalogue, Topics(topics()), meaning)
        for name, text in asked:
            hits.add(name, suggestions.of(text))
    return hits


def without_lessons(incident: Incident) -> Incident:
    """Return the same incident, without the names of the lessons that it taught."""
    lessons = incident.lessons
    hidden = {
        name: tuple(row.model_copy(update={"lesson": None}) for row in getattr(lessons, name))
        for name in ("went_well", "improve", "got_lucky", "action_items")
    }
    return incident.model_copy(update={"lessons": lessons.model_copy(update=hidden)})


def similar_that_share_a_lesson(corpus: Corpus, meaning: Meaning | None) -> Iterator[str]:
    """Yield lines that say how often the similar incidents taught a lesson of the incident."""
    untagged = replace(corpus, incidents=tuple(map(without_lessons, corpus.incidents)))
    similarity = read_similarity_index(untagged, {}, Cache(None), topics(), meaning=meaning)
    asked = five = first = empty = 0
    for incident in corpus.incidents:
        own = set(incident.lesson_names)
        others = {
            name for other in corpus.incidents if other != incident for name in other.lesson_names
        }
        if not own & others:
            continue
        similar = [set(corpus.by_id[one.id].lesson_names) for one in similarity.of(incident)]
        asked += 1
        empty += not similar
        five += any(own & names for names in similar)
        first += bool(similar and own & similar[0])
    yield f"{asked} incidents that share a lesson with another; without a candidate: {empty}"
    if asked:
        yield f"  first five hold one that shares a lesson: {five / asked:.3f}"
        yield f"  the first one does: {first / asked:.3f}"
