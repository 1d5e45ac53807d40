"""Check incidents, and take the findings of a corpus that did not change from a cache."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..cache import MISSING, Cache, code_digest, digest
from ..insights import CorpusFacts
from ..model import Incident
from ..parallel import ForkedMap
from ..reader import ReadResult
from ..reader.evidence import MAX_BYTES
from ..reader.files import FileTooLargeError, NotARegularFileError, read_bytes
from .incident_checks import IncidentChecks, IncidentFindings

INCIDENTS_PER_WORKER = 100
"""The number of incidents from which one more process saves more time than it takes to start."""


@dataclass(frozen=True)
class CachedChecks:
    """Runs the rules on the incidents that were asked for.

    Args:
        reading: the incidents, as read.
        cache: the cache.
        workers: the number of processes; None for one per processor.
    """

    reading: ReadResult
    cache: Cache
    workers: int | None

    def findings(self) -> Iterator[IncidentFindings]:
        """Yield the findings of each incident that was asked for, in their order."""
        corpus_digest = self._corpus_digest()
        keys = {name: self._key(name, corpus_digest) for name in self.reading.asked}
        known: dict[str, Any] = {
            name: self.cache.get(key) if key else MISSING for name, key in keys.items()
        }
        names = [name for name in self.reading.asked if known[name] is MISSING]
        computed = iter(self._run(names))
        for name, key in keys.items():
            if known[name] is not MISSING:
                yield known[name]
                continue
            findings = next(computed)
            if key:
                self.cache.put(key, findings)
            yield findings

    def _run(self, names: list[str]) -> Iterator[IncidentFindings]:
        if not names:
            return iter(())
        checks = IncidentChecks(self.reading, CorpusFacts(self.reading.corpus))
        return ForkedMap(
            checks.run, names, workers=self.workers, minimum=INCIDENTS_PER_WORKER
        ).results()

    def _corpus_digest(self) -> bytes | None:
        """Return a hash of all incidents, catalogues and settings; None if it is not known."""
        folders = self.reading.folders.values()
        if not all(folder.digest for folder in folders):
            return None
        problems = (repr(problem) for problem in self.reading.problems)
        return digest(
            code_digest(),
            self.reading.corpus.as_of.isoformat(),
            *(folder.digest for folder in folders),
            *problems,
        )

    def _key(self, name: str, corpus_digest: bytes | None) -> bytes | None:
        """Return a hash of all that the rules read of an incident; None if it is not known."""
        folder = self.reading.folders[name]
        if corpus_digest is None:
            return None
        parts: list[str | bytes] = ["findings", corpus_digest, name]
        for file in _published(folder.incident):
            try:
                parts += [file, read_bytes(folder.path / file, MAX_BYTES)]
            except (OSError, UnicodeEncodeError, NotARegularFileError, FileTooLargeError):
                return None
        return digest(*parts)


def _published(incident: Incident | None) -> list[str]:
    return [row.file for row in incident.evidence if row.publish] if incident else []
