"""The command `postmortems similar`: the incidents that are most like an incident or a text."""

import argparse
import json
import sys
from pathlib import Path

from ..cache import Cache
from ..insights import SimilarIncident
from ..model import Corpus, Incident
from ..model.suggestions import did_you_mean
from ..reader import read, topics
from ..render import words
from ..search import (
    Answer,
    Explanations,
    IndexedDocument,
    Likeness,
    Passage,
    incident_document,
    read_likenesses,
    read_meaning,
    text_document,
)
from .cached_run import run_with_cache
from .search import described, record_of, warn_of_unread

MAX_TEXT = 1_000_000
"""The characters of a text that are compared."""


def run(options: argparse.Namespace) -> int:
    """Print the incidents that are most like an incident or a text.

    Args:
        options: `incidents`, `what`, `limit` and `json`.

    Returns:
        0, 1 if nothing is found, 2 if there is no such incident or file, or if the sentence model
        cannot be used.
    """
    return run_with_cache(options, _run)


def _run(options: argparse.Namespace, cache: Cache) -> int:
    """Print the similar incidents. See `run`."""
    reading = read(options.incidents, cache=cache)
    meaning = read_meaning(cache)
    likenesses = read_likenesses(reading.corpus, reading.digests, cache, topics(), meaning=meaning)
    warn_of_unread(reading)
    corpus = reading.corpus
    if incident := _incident(options.what, corpus):
        similar = likenesses.of(incident, options.limit)
    else:
        try:
            text = _text(options.what)
        except (OSError, UnicodeDecodeError) as error:
            print(f"postmortems: `{options.what}` cannot be read: {error}", file=sys.stderr)
            return 2
        if text is None:
            hint = did_you_mean(options.what, corpus.by_id, "give an id, a file, or - for input")
            print(f"postmortems: there is no incident `{options.what}`; {hint}", file=sys.stderr)
            return 2
        similar = likenesses.of_text(IndexedDocument.of(text_document(text)), options.limit)
    explained = list(zip(similar, Explanations(corpus).of(similar), strict=True))
    if options.json:
        records = [record_of(_answer(corpus, *one)) | _reasons(one[1]) for one in explained]
        print(json.dumps({"results": records}, ensure_ascii=False, indent=2))
    elif not explained:
        print("No incident is like it.")
    else:
        for likeness, one in explained:
            print("\n".join(described(_answer(corpus, likeness, one))))
            print(f"    Alike in: {', '.join(one.words)}")
            if one.lesson:
                print(f"    Similar lesson: {one.lesson}")
            print(f"    Its fix: {words.fix(one)}")
    return 0 if explained else 1


def _answer(corpus: Corpus, likeness: Likeness, similar: SimilarIncident) -> Answer:
    document = incident_document(corpus.by_id[similar.id], corpus.catalogues)
    passage = Passage(similar.anchor, similar.heading, similar.sentence)
    return Answer(document, likeness.score, passage if similar.sentence else None)


def _reasons(similar: SimilarIncident) -> dict[str, object]:
    """Return why an incident is similar, and the numbers of its action items, as data."""
    return {
        "words": similar.words,
        "similar_lesson": similar.lesson,
        "actions": {"all": similar.items, "done": similar.done},
    }


def _incident(what: str, corpus: Corpus) -> Incident | None:
    """Return the incident with an id, or whose folder or file is named."""
    path = Path(what)
    names = [what, path.name, path.parent.name] if path.exists() else [what]
    return next((corpus.by_id[name] for name in names if name in corpus.by_id), None)


def _text(what: str) -> str | None:
    """Return the text of a file or of the standard input; None if there is no such file."""
    if what == "-":
        return sys.stdin.read(MAX_TEXT)
    path = Path(what)
    return path.read_text(encoding="utf-8")[:MAX_TEXT] if path.is_file() else None
