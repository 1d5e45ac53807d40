"""The command `postmortems similar`: the incidents most similar to an incident or a text."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..cache import Cache
from ..model import Corpus, Incident
from ..model.suggestions import did_you_mean
from ..reader import read, topics
from ..render import words
from ..search import (
    Explanations,
    IndexedDocument,
    SimilarMatch,
    read_meaning,
    read_similarity_index,
    similar_answer,
    similar_report,
    text_document,
)
from .cached_run import run_with_cache
from .search import described, warn_of_unread

MAX_TEXT = 1_000_000
"""The characters of a text that are compared."""


def run(options: argparse.Namespace) -> int:
    """Print the incidents that are most similar to an incident or a text.

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
    similarity = read_similarity_index(
        reading.corpus, reading.digests, cache, topics(), meaning=meaning
    )
    warn_of_unread(reading)
    corpus = reading.corpus
    if incident := _incident(options.what, corpus):
        similar = similarity.of(incident, options.limit)
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
        similar = similarity.of_text(IndexedDocument.of(text_document(text)), options.limit)
    if options.json:
        print(similar_report(corpus, similar).model_dump_json(indent=2))
    elif not similar:
        print("No incident is similar to it.")
    else:
        print("\n".join(_lines(corpus, similar)))
    return 0 if similar else 1


def _lines(corpus: Corpus, matches: Sequence[SimilarMatch]) -> Iterator[str]:
    explained = Explanations(corpus).of(matches)
    for match, similar in zip(matches, explained, strict=True):
        yield from described(similar_answer(corpus, match, similar))
        yield f"    Words in common: {', '.join(similar.words)}"
        if similar.lesson:
            yield f"    Similar lesson: {similar.lesson}"
        yield f"    Its fix: {words.fix(similar)}"


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
