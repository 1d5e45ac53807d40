"""The command `postmortems search`: find incidents and what belongs to them by any words."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from ..cache import Cache, site_cache
from ..check import derived_evidence
from ..insights import CorpusFacts
from ..reader import ReadResult, operations, read
from ..search import (
    MOST_SHOWN,
    Answer,
    Answers,
    Search,
    Synonyms,
    arranged,
    indexed_documents,
    search_report,
)

_HEADINGS = {
    None: "Best match",
    "Incident": "Incidents",
    "Lesson": "Lessons",
    "Theme": "Themes",
    "Service": "Services",
    "Team": "Teams",
    "Owner": "Owners",
}


def run(options: argparse.Namespace) -> int:
    """Print what a query finds.

    Args:
        options: `incidents`, `words`, `limit` and `json`.

    Returns:
        0, or 1 if nothing is found.
    """
    search = read_search(options.incidents)
    query = " ".join(options.words)
    answers = search.find(query)
    if options.json:
        print(search_report(query, answers, options.limit).model_dump_json(indent=2))
    else:
        print("\n".join(_lines(answers, options.limit)))
    return 0 if answers.found else 1


def read_search(incidents: Path) -> Search:
    """Return a search over the incidents of a folder."""
    with site_cache(incidents) as cache:
        reading = read(incidents, cache=cache)
        search = search_of(reading, cache)
    warn_of_unread(reading)
    return search


def search_of(reading: ReadResult, cache: Cache) -> Search:
    """Return a search over what was read."""
    evidence = {
        incident.id: derived_evidence(reading.folders[incident.id], incident, cache)
        for incident in reading.corpus.incidents
        if incident.evidence
    }
    facts = CorpusFacts(reading.corpus)
    documents = indexed_documents(facts, reading.digests, cache, evidence=evidence)
    return Search(documents, Synonyms((*operations(), *reading.corpus.synonyms)))


def warn_of_unread(reading: ReadResult) -> None:
    """Say how many incidents could not be read, if any."""
    unread = len(reading.folders) - len(reading.corpus.incidents)
    if unread:
        print(
            f"postmortems: {unread} of {len(reading.folders)} incidents cannot be read and are "
            "not searched; see `postmortems check`",
            file=sys.stderr,
        )


def _lines(answers: Answers, limit: int) -> Iterator[str]:
    for typed, used in answers.corrections.items():
        yield f"Showing results for `{used}` in place of `{typed}`."
    for word in answers.unknown:
        yield f"No incident, lesson or service has `{word}`."
    if not answers.found:
        yield "Nothing found."
        return
    left = limit
    for kind, hits in arranged(answers.found):
        first_hits = hits[: min(left, MOST_SHOWN.get(kind or "", 1))]
        left -= len(first_hits)
        if first_hits:
            more = len(hits) - len(first_hits)
            yield f"\n{_HEADINGS[kind]}" + (f" ({more} more)" if more else "")
            for hit in first_hits:
                yield from described(answers.answer(*hit))


def described(answer: Answer) -> Iterator[str]:
    """Yield the lines that describe a document that was found."""
    document = answer.document
    yield f"  {document.title}"
    yield "    " + " · ".join([*document.facts, document.page.removesuffix(".md")])
    passage = answer.passage
    if passage and passage.sentence != document.summary:
        yield f"    {passage.heading + ': ' if passage.heading else ''}{passage.sentence}"
    elif document.summary:
        yield f"    {document.summary}"
    if document.stopped:
        yield f"    Stopped by: {document.stopped}"
    for _, statement in document.lessons[:1]:
        yield f"    Lesson: {statement}"
    for text in document.open_items[:1]:
        more = len(document.open_items) - 1
        yield f"    Still open: {text}" + (f" (and {more} more)" if more else "")
