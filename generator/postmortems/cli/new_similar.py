"""The incidents that are like a new one, shown while it is created."""

import sys
from collections.abc import Sequence
from pathlib import Path

from ..cache import site_cache
from ..insights import SimilarIncident
from ..reader import read, topics
from ..render import words
from ..search import Explanations, IndexedDocument, read_likenesses, text_document

_MOST = 3
"""The number of similar incidents that are shown."""


def similar_to_new(incidents: Path, texts: Sequence[str]) -> tuple[SimilarIncident, ...]:
    """Return the incidents of a folder that are most like a new one, given its first texts."""
    with site_cache(incidents) as cache:
        reading = read(incidents, cache=cache)
        likenesses = read_likenesses(reading.corpus, reading.digests, cache, topics())
    document = IndexedDocument.of(text_document("\n".join(texts)))
    return Explanations(reading.corpus).of(likenesses.of_text(document, _MOST))


def print_similar(similar: Sequence[SimilarIncident]) -> None:
    """Say which incidents a new one is like, on the standard error."""
    if similar:
        print("Did this happen before?", file=sys.stderr)
    for one in similar:
        alike = ", ".join(one.words)
        print(f"  {one.title} ({one.id})", file=sys.stderr)
        print(f"    alike in: {alike}; its fix: {words.fix(one)}", file=sys.stderr)
