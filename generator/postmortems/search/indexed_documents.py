"""The indexed documents of a corpus. Those of incidents are kept in the cache."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..cache import MISSING, Cache, digest
from ..insights import CorpusFacts
from ..model import Corpus, Incident
from ..parallel import ForkedMap
from .document import IndexedDocument
from .documents import catalogue_documents, incident_document

_MINIMUM = 100
"""The number of incidents from which one more process saves more time than it takes."""


def indexed_documents(
    facts: CorpusFacts, digests: Mapping[str, bytes], cache: Cache, workers: int | None = 0
) -> Iterator[IndexedDocument]:
    """Yield the documents of a corpus: services, lessons, and incidents with the oldest first.

    Args:
        facts: the corpus and the facts computed from it.
        digests: a hash of each incident and of the catalogues, by id; one without is not cached.
        cache: holds the documents of earlier runs.
        workers: the number of processes; None for one per processor.
    """
    for document in catalogue_documents(facts.corpus, facts.histories):
        yield IndexedDocument.of(document)
    yield from incident_documents(facts.corpus, digests, cache, workers)


def incident_documents(
    corpus: Corpus, digests: Mapping[str, bytes], cache: Cache, workers: int | None = 0
) -> Iterator[IndexedDocument]:
    """Yield the documents of the incidents, the oldest first. See `indexed_documents`."""
    incidents = corpus.incidents[::-1]
    keys = {incident.id: _key(incident, digests) for incident in incidents}
    new = {incident.id for incident in incidents if keys[incident.id] not in cache}
    catalogues = corpus.catalogues

    def compute(incident: Incident) -> IndexedDocument:
        return IndexedDocument.of(incident_document(incident, catalogues))

    items = [incident for incident in incidents if incident.id in new]
    computed = ForkedMap(compute, items, workers=workers, minimum=_MINIMUM).results()
    for incident in incidents:
        key = keys[incident.id]
        kept = cache.get(key) if incident.id not in new else MISSING
        if isinstance(kept, IndexedDocument):
            yield kept
            continue
        indexed = next(computed) if incident.id in new else compute(incident)
        if key:
            cache.put(key, indexed)
        yield indexed


def _key(incident: Incident, digests: Mapping[str, bytes]) -> bytes:
    """Return the key of an incident in the cache; empty if it cannot be cached."""
    own = digests.get(incident.id)
    return digest("search", own) if own else b""
