"""The indexed documents of a corpus. Those of incidents are kept in the cache."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..cache import MISSING, Cache, digest
from ..evidence import NO_EVIDENCE, DerivedEvidence
from ..insights import CorpusFacts
from ..model import Corpus, Incident
from ..parallel import ForkedMap
from .document import IndexedDocument
from .documents import catalogue_documents, incident_document
from .words import Terms, learn_terms, take_learned_terms

_MINIMUM = 100
"""The number of incidents from which one more process saves more time than it takes."""


def indexed_documents(
    facts: CorpusFacts,
    digests: Mapping[str, bytes],
    cache: Cache,
    workers: int | None = 0,
    evidence: Mapping[str, DerivedEvidence] | None = None,
) -> Iterator[IndexedDocument]:
    """Yield the documents of a corpus: those of catalogues first, then incidents, oldest first.

    Args:
        facts: the corpus and the facts computed from it.
        digests: a hash of each incident and of the catalogues, by id; one without is not cached.
        cache: holds the documents of earlier runs.
        workers: the number of processes; None for one per processor.
        evidence: what is derived from the evidence of incidents, by id, as far as a result may
            quote it.
    """
    for document in catalogue_documents(facts):
        yield IndexedDocument.of(document)
    yield from incident_documents(facts.corpus, digests, cache, workers, evidence)


def incident_documents(
    corpus: Corpus,
    digests: Mapping[str, bytes],
    cache: Cache,
    workers: int | None = 0,
    evidence: Mapping[str, DerivedEvidence] | None = None,
) -> Iterator[IndexedDocument]:
    """Yield the documents of the incidents, the oldest first. See `indexed_documents`."""
    incidents, derived = corpus.incidents[::-1], evidence or {}
    keys = {
        incident.id: _key(digests.get(incident.id), derived.get(incident.id))
        for incident in incidents
    }
    new = {incident.id for incident in incidents if keys[incident.id] not in cache}
    catalogues = corpus.catalogues

    def compute(incident: Incident) -> tuple[IndexedDocument, Terms]:
        own = derived.get(incident.id, NO_EVIDENCE)
        document = IndexedDocument.of(incident_document(incident, catalogues, own))
        return document, take_learned_terms()

    items = [incident for incident in incidents if incident.id in new]
    computed = ForkedMap(compute, items, workers=workers, minimum=_MINIMUM).results()
    for incident in incidents:
        key = keys[incident.id]
        kept = cache.get(key) if incident.id not in new else MISSING
        if isinstance(kept, IndexedDocument):
            yield kept
            continue
        indexed, terms = next(computed) if incident.id in new else compute(incident)
        learn_terms(terms)  # so that later processes need not compute them again
        if key:
            cache.put(key, indexed)
        yield indexed


def _key(own: bytes | None, evidence: DerivedEvidence | None) -> bytes:
    """Return the key of an incident in the cache; empty if it cannot be cached."""
    if not own or (evidence and not evidence.key):
        return b""
    files = (str(file.index) for file in evidence.files) if evidence else ()
    return digest("search", own, evidence.key if evidence else b"", *files)
