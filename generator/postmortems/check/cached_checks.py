"""Check incidents, and take the findings of a corpus that did not change from a cache."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from ..cache import MISSING, Cache, code_digest, digest
from ..insights import CorpusFacts
from ..model import Incident, Problem
from ..parallel import ForkedMap
from ..reader import ReadResult
from ..reader.evidence import MAX_BYTES
from ..reader.files import FileTooLargeError, NotARegularFileError, read_bytes
from .examination import Examination
from .incident_checks import IncidentChecks, IncidentFindings, RawFindings

R = TypeVar("R")

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
        """Yield the findings of each incident that was asked for, in their order.

        If only other incidents changed, an incident has the same findings as before unless the
        rules that compare incidents find something else.
        """
        compared = self._compared()
        keys = {name: self._key(name, raw) for name, raw in compared.items()}
        cached = {name: self.cache.get(key) for name, key in keys.items() if key}
        known = {name: one for name, one in cached.items() if one is not MISSING}
        known |= self._examined(compared)
        names = [name for name in keys if name not in known]
        found = self._map(lambda name: self._checks.run(name, compared[name]), names)
        for name, key in keys.items():
            findings = known.get(name) or next(found)
            if key and cached.get(name) is MISSING:
                self.cache.put(key, findings)
            yield findings

    def _examined(self, compared: Mapping[str, RawFindings]) -> dict[str, IncidentFindings]:
        """Return the findings of incidents that were checked while they were read.

        Not of one with problems that were known only afterwards, such as a second use of an alias.
        """
        known = {}
        for name, others in compared.items():
            one = self.reading.folders[name].examined
            problems = self._problems_of(name)
            if not isinstance(one, Examination) or one.problems != problems:
                continue
            if not others.has_any:
                known[name] = one.findings
            elif not problems and not one.findings.has_comments:
                known[name] = one.findings.with_compared(others)
        return known

    def _compared(self) -> dict[str, RawFindings]:
        """Return what the rules that compare incidents find, by incident."""
        key = self._corpus_digest()
        cached = self.cache.get(key) if key else MISSING
        if isinstance(cached, dict):
            return cached
        names = list(self.reading.asked)
        found = self._map(lambda name: self._checks.compared(name), names)
        compared = dict(zip(names, found, strict=True))
        if key:
            self.cache.put(key, compared)
        return compared

    @cached_property
    def _checks(self) -> IncidentChecks:
        return IncidentChecks(self.reading, CorpusFacts(self.reading.corpus))

    def _map(self, function: Callable[[str], R], names: list[str]) -> Iterator[R]:
        """Yield the results of a function of an incident, computed in worker processes."""
        if names:
            _ = self._checks  # once for all processes
        return ForkedMap(
            function, names, workers=self.workers, minimum=INCIDENTS_PER_WORKER
        ).results()

    def _corpus_digest(self) -> bytes | None:
        """Return a hash of all incidents, catalogues and settings; None if it is not known."""
        folders = self.reading.folders.values()
        if not all(folder.digest for folder in folders):
            return None
        digests = (folder.digest for folder in folders)
        return digest("compared", self._base, *digests, "asked", *self.reading.asked)

    @cached_property
    def _base(self) -> bytes:
        """A hash of what all findings depend on, apart from the incidents and the catalogues."""
        general = (repr(problem) for problem in self._problems.get(None, ()))
        return digest(code_digest(), self.reading.corpus.as_of.isoformat(), *general)

    def _problems_of(self, name: str) -> tuple[Problem, ...]:
        return tuple(sorted(self._problems.get(name, ())))

    @cached_property
    def _problems(self) -> dict[str | None, list[Problem]]:
        """The problems of the reader by incident; None for those of catalogues and settings."""
        problems: dict[str | None, list[Problem]] = {}
        for problem in self.reading.problems:
            problems.setdefault(problem.incident, []).append(problem)
        return problems

    def _key(self, name: str, compared: RawFindings) -> bytes | None:
        """Return a hash of all that the findings of an incident depend on; None if not known."""
        folder = self.reading.folders[name]
        if not folder.digest:
            return None
        problems = map(repr, self._problems_of(name))
        parts: list[str | bytes] = ["findings", self._base, folder.digest, repr(compared)]
        for file in _published(folder.incident):
            try:
                parts += [file, read_bytes(folder.path / file, MAX_BYTES)]
            except (OSError, UnicodeEncodeError, NotARegularFileError, FileTooLargeError):
                return None
        return digest(*parts, "problems", *problems)


def _published(incident: Incident | None) -> list[str]:
    return [row.file for row in incident.evidence if row.publish] if incident else []
