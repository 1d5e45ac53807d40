"""The incidents that are similar to a new one, shown while it is created."""

import sys
from collections.abc import Sequence
from pathlib import Path

from ..cache import site_cache
from ..insights import SimilarIncident
from ..reader import read, topics
from ..render import words
from ..search import Explanations, IndexedDocument, read_similarity_index, text_document

_MOST = 3
"""The number of similar incidents that are shown."""


def similar_to_new(incidents: Path, texts: Sequence[str]) -> tuple[SimilarIncident, ...]:
    """Return the incidents of a folder most similar to a new one, given its first texts."""
    with site_cache(incidents) as cache:
        reading = read(incidents, cache=cache)
        similarity = read_similarity_index(reading.corpus, reading.digests, cache, topics())
    document = IndexedDocument.of(text_document("\n".join(texts)))
    return Explanations(reading.corpus).of(similarity.of_text(document, _MOST))


def print_similar(similar: Sequence[SimilarIncident]) -> None:
    """Say which incidents a new one is like, on the standard error."""
    if similar:
        print("Did this happen before?", file=sys.stderr)
    for one in similar:
        common = ", ".join(one.words)
        print(f"  {one.title} ({one.id})", file=sys.stderr)
        print(f"    words in common: {common}; its fix: {words.fix(one)}", file=sys.stderr)
