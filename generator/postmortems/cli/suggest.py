"""The command `postmortems suggest`: lessons, entries of the catalogue, symptoms, timelines."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from ..cache import Cache
from ..check import derived_evidence
from ..check.masking import holds_secret
from ..evidence.redaction import MARK, redacted
from ..model import Corpus, Incident
from ..model.suggestions import did_you_mean
from ..reader import ReadResult, read, topics
from ..reader.evidence import UnsearchableFileError, searchable_text
from ..reader.files import Folder
from ..search import (
    Cluster,
    LessonSuggestions,
    Suggestion,
    Topics,
    Untagged,
    clusters,
    read_meaning,
    suggested_symptoms,
    untagged,
)
from .cached_run import run_with_cache
from .search import warn_of_unread
from .suggest_apply import apply
from .suggest_timeline import timeline_suggestions

Suggestions = list[tuple[Untagged, tuple[Suggestion, ...]]]
"""Entries without a lesson, each with the lessons that fit it."""
NEW_LESSON = "probably a new lesson"


def run(options: argparse.Namespace) -> int:
    """Print suggestions, or ask about each and write those that are confirmed.

    Args:
        options: `incidents`, `what` (one of `SUGGESTIONS`), `names` (ids of
            incidents; all if there are none), `apply` and `json`.

    Returns:
        0, 1 if there is nothing to suggest, 2 if an incident does not exist, `apply` is not
        possible or the sentence model cannot be used.
    """
    return run_with_cache(options, _run)


def _run(options: argparse.Namespace, cache: Cache) -> int:
    """Print or apply suggestions. See `run`."""
    applies = options.what == "lessons" and options.apply
    if applies and (options.json or not sys.stdin.isatty()):
        print("postmortems: --apply asks on a terminal, and prints no JSON", file=sys.stderr)
        return 2
    reading = read(options.incidents, cache=cache)
    warn_of_unread(reading)
    corpus = reading.corpus
    for name in options.names:
        if name not in corpus.by_id:
            hint = did_you_mean(name, corpus.by_id, "give the name of its folder")
            print(f"postmortems: there is no incident `{name}`; {hint}", file=sys.stderr)
            return 2
    chosen = [corpus.by_id[name] for name in options.names] or list(corpus.incidents)
    if applies:
        return apply(reading, _suggestions(corpus, chosen, cache), input)
    data, lines = _PARTS[options.what](reading, chosen, cache)
    if options.json:
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print("\n".join(lines) if data else "There is nothing to suggest.")
    return 0 if data else 1


def _suggestions(corpus: Corpus, chosen: Sequence[Incident], cache: Cache) -> Suggestions:
    suggestions = LessonSuggestions(corpus, Topics(topics()), read_meaning(cache))
    entries = (entry for incident in chosen for entry in untagged(incident))
    return [(entry, suggestions.of(entry.text, entry.incident.id)) for entry in entries]


def _lessons(
    reading: ReadResult, chosen: Sequence[Incident], cache: Cache
) -> tuple[list[dict[str, Any]], Iterator[str]]:
    suggestions = _suggestions(reading.corpus, chosen, cache)
    data = [
        {
            "incident": entry.incident.id,
            "place": str(_place(reading, entry)),
            "text": entry.text,
            "is_new": _is_new(own),
            "lessons": [
                {
                    "name": one.name,
                    "statement": reading.corpus.lessons[one.name].statement,
                    "confidence": one.confidence,
                    "score": round(one.score, 3),
                    "like": one.like,
                    "incident": one.source,
                }
                for one in own
            ],
        }
        for entry, own in suggestions
    ]
    return data, _lesson_lines(reading, suggestions)


def _lesson_lines(reading: ReadResult, suggestions: Suggestions) -> Iterator[str]:
    for entry, own in suggestions:
        yield f"{_place(reading, entry)}: {entry.text}"
        if _is_new(own):
            nearest = ", ".join(one.name for one in own)
            yield f"  {NEW_LESSON}" + (f"; nearest in the catalogue: {nearest}" if own else "")
            continue
        for one in own:
            yield f"  {described(reading.corpus, one)}"


def described(corpus: Corpus, suggestion: Suggestion) -> str:
    """Return a suggested lesson with its confidence and reason."""
    lesson = corpus.lessons[suggestion.name]
    text = f"{suggestion.name} ({suggestion.confidence}): {lesson.statement}"
    if suggestion.source:
        text += f" Like “{suggestion.like}” of {suggestion.source}."
    elif suggestion.like != lesson.statement:
        text += f" Like “{suggestion.like}”"
    return text


def _is_new(suggestions: Sequence[Suggestion]) -> bool:
    """Return whether none of the suggested lessons fits."""
    return not suggestions or suggestions[0].is_weak


def _place(reading: ReadResult, entry: Untagged) -> object:
    return reading.folders[entry.incident.id].head(entry.loc)


def _catalogue(
    reading: ReadResult, chosen: Sequence[Incident], cache: Cache
) -> tuple[list[dict[str, Any]], Iterator[str]]:
    entries = [
        entry
        for entry, own in _suggestions(reading.corpus, chosen, cache)
        if _is_new(own) or own[0].confidence == "possible"
    ]
    proposed = clusters(entries, topics())
    data = [
        {
            "incidents": cluster.incidents,
            "terms": cluster.terms,
            "entries": [
                {"incident": entry.incident.id, "text": entry.text} for entry in cluster.entries
            ],
        }
        for cluster in proposed
    ]
    return data, _cluster_lines(proposed)


def _cluster_lines(proposed: Sequence[Cluster]) -> Iterator[str]:
    for cluster in proposed:
        yield f"{cluster.incidents} incidents have this in common ({', '.join(cluster.terms)}):"
        for entry in cluster.entries:
            yield f"  {entry.incident.id}: {entry.text}"


def _symptoms(
    reading: ReadResult, chosen: Sequence[Incident], cache: Cache
) -> tuple[list[dict[str, Any]], Iterator[str]]:
    data = []
    for incident in chosen:
        folder = reading.folders[incident.id]
        texts = map(redacted, _evidence(Folder(folder.path, folder.display_path), incident))
        alerts = [row.name for row in derived_evidence(folder, incident, cache).alert_rows]
        suggested = suggested_symptoms(incident, texts, alerts)
        symptoms = [one for one in suggested if not holds_secret(one) and not MARK.search(one)]
        if symptoms:
            data.append({"incident": incident.id, "symptoms": symptoms})
    return data, _symptom_lines(data)


def _evidence(folder: Folder, incident: Incident) -> Iterator[str]:
    for entry in incident.evidence:
        try:
            yield searchable_text(folder, entry.file) or ""
        except UnsearchableFileError as error:
            print(
                f"postmortems: {folder.display_path}/{entry.file} is not read: {error.reason}",
                file=sys.stderr,
            )


def _symptom_lines(data: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield the symptoms as YAML to paste, below the name of each incident."""
    for row in data:
        yield f"# {row['incident']}"
        yield "symptoms:"
        for symptom in row["symptoms"]:
            yield f"  - {json.dumps(symptom, ensure_ascii=False)}"


_PARTS: dict[
    str,
    Callable[[ReadResult, Sequence[Incident], Cache], tuple[list[dict[str, Any]], Iterator[str]]],
] = {
    "lessons": _lessons,
    "catalogue": _catalogue,
    "symptoms": _symptoms,
    "timeline": timeline_suggestions,
}
