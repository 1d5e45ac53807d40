"""How often a hidden lesson is suggested again, and how often similar incidents share a lesson."""

import json
import random
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from math import comb
from pathlib import Path

from postmortems.cache import Cache
from postmortems.model import Corpus, Incident, Lesson
from postmortems.model.texts import plain
from postmortems.reader import topics
from postmortems.search import LessonSuggestions, Meaning, Topics, read_similarity_index
from postmortems.search.lesson_suggestions import Confidence, Suggestion
from postmortems.search.lesson_texts import entries
from postmortems.search.similarity_index import MOST_SIMILAR

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

    def add(self, right: Set[str], suggested: tuple[Suggestion, ...]) -> None:
        """Add what was suggested for a text, for which one or several lessons are right."""
        places = (place for place, one in enumerate(suggested, 1) if one.name in right)
        self.places.append(next(places, 0))
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
                hits.add({entry.lesson}, suggestions.of(plain(entry.text), incident.id))
    return hits


def themes_suggested(
    corpus: Corpus, path: Path, labels: Mapping[str, Sequence[str]], meaning: Meaning | None
) -> Hits:
    """Suggest the themes of a file for their members, among the lessons of a catalogue.

    Two members of each theme are its examples. The other members are asked about. `labels` are the
    lessons of the catalogue that say the same as a theme, so that they are right too.
    """
    themes = json.loads(path.read_text(encoding="utf-8"))
    hits = Hits.none()
    for seed in range(_SAMPLES):
        chooser = random.Random(seed)
        lessons, asked = dict(corpus.lessons), list[tuple[set[str], str]]()
        for theme in themes:
            texts = [" ".join(member["text"].split()) for member in theme["members"]]
            chooser.shuffle(texts)
            name = f"theme-{theme['id']}"
            examples = tuple(texts[:_EXAMPLES])
            lessons[name] = Lesson(statement=theme["title"], examples=examples)
            right = {name, *labels.get(theme["id"], ())}
            asked += [(right, text) for text in texts[_EXAMPLES:]]
        catalogue = replace(corpus, lessons=lessons, incidents=())
        suggestions = LessonSuggestions(catalogue, Topics(topics()), meaning)
        for right, text in asked:
            hits.add(right, suggestions.of(text))
    return hits


def without_lessons(incident: Incident) -> Incident:
    """Return the same incident, without the names of the lessons that it taught."""
    lessons = incident.lessons
    hidden = {
        name: tuple(row.model_copy(update={"lesson": None}) for row in getattr(lessons, name))
        for name in ("went_well", "improve", "got_lucky", "action_items")
    }
    return incident.model_copy(update={"lessons": lessons.model_copy(update=hidden)})


class Sharing:
    """Incidents that share a lesson with another.

    Args:
        lessons: the lessons of each incident, by its id.
    """

    def __init__(self, lessons: Mapping[str, Set[str]]) -> None:
        self._lessons = lessons
        self._sharing = {
            name: {other for other in lessons if other != name and own & lessons[other]}
            for name, own in lessons.items()
        }
        self.asked = [name for name, others in self._sharing.items() if others]

    def figures(self, similar: Mapping[str, Sequence[str]]) -> str:
        """Return how often the similar incidents of each incident share a lesson with it."""
        asked = self.asked
        empty = sum(not similar[name] for name in asked)
        any_of = sum(not self._sharing[name].isdisjoint(similar[name]) for name in asked)
        first = sum(not self._sharing[name].isdisjoint(similar[name][:1]) for name in asked)
        return (
            f"{len(asked)} share a lesson with another; without a candidate: {empty}\n"
            f"  one of {max(map(len, similar.values()))} shares a lesson: "
            f"{any_of / len(asked):.3f} ({any_of})\n"
            f"  the first one does: {first / len(asked):.3f} ({first})"
        )

    def at_random(self, number: int = MOST_SIMILAR) -> float:
        """Return how often one of some incidents at random would share a lesson."""
        others = len(self._lessons) - 1
        every = comb(others, number)
        none = sum(comb(others - len(self._sharing[name]), number) for name in self.asked)
        return 1 - none / every / len(self.asked)


def similar_that_share_a_lesson(corpus: Corpus, meaning: Meaning | None) -> str:
    """Return how often the similar incidents taught a lesson of the incident."""
    untagged = replace(corpus, incidents=tuple(map(without_lessons, corpus.incidents)))
    similarity = read_similarity_index(untagged, {}, Cache(None), topics(), meaning=meaning)
    similar = {one.id: [match.id for match in similarity.of(one)] for one in corpus.incidents}
    sharing = Sharing({one.id: set(one.lesson_names) for one in corpus.incidents})
    if not sharing.asked:
        return "no two incidents share a lesson"
    return f"{sharing.figures(similar)}\n  five at random: {sharing.at_random():.3f}"
