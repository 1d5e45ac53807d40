"""Check incidents, and take the findings of those whose inputs did not change from a cache."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from ..cache import MISSING, Cache, code_digest, digest
from ..evidence import DerivedEvidence
from ..insights import CorpusFacts
from ..model import Problem
from ..parallel import ForkedMap
from ..reader import ReadResult, topics
from ..search import Lists, read_similarity_index, similar_incidents
from .comparing import is_compared
from .derived_evidence import derived_key, evidence_digest
from .examination import Examination
from .incident_checks import IncidentChecks, IncidentFindings, RawFindings
from .publication import published_corpus, published_digests
from .withholding import Withheld

R = TypeVar("R")

INCIDENTS_PER_WORKER = 100
"""The number of incidents from which one more process saves more time than it takes to start."""


@dataclass(frozen=True)
class Known:
    """What earlier checks of nearly the same incidents computed.

    Args:
        similar: the incidents that are most similar to each incident, by its id; None to compare
            all incidents.
        evidence: what was derived from the evidence of incidents, by id. It is used where the
            files are the same.
    """

    similar: Lists | None = None
    evidence: Mapping[str, DerivedEvidence] = field(default_factory=dict)


NOTHING_KNOWN = Known()


@dataclass(frozen=True)
class CachedChecks:
    """Runs the rules on the incidents that were asked for.

    Args:
        reading: the incidents, as read.
        cache: the cache.
        workers: the number of processes; None for one per processor.
        known: what earlier checks computed.
    """

    reading: ReadResult
    cache: Cache
    workers: int | None
    known: Known = NOTHING_KNOWN
    _evidence: dict[str, DerivedEvidence] = field(default_factory=dict)
    """What is derived from the evidence of incidents, as far as the cache has it."""

    def findings(self) -> Iterator[IncidentFindings]:
        """Yield the findings of each incident that was asked for, in their order.

        A change of other incidents matters only if the rules that compare incidents find something
        else.
        """
        compared = self._compared()
        keys = {name: self._key(name, raw) for name, raw in compared.items()}
        known: dict[str, Any] = {
            name: self.cache.get(key) if key else MISSING for name, key in keys.items()
        }
        names = [name for name in keys if known[name] is MISSING]
        unexamined = [name for name in names if not self.reading.folders[name].examined]
        self._evidence.update(self._known_evidence(unexamined))
        new = self._map(lambda name: self._run(name, compared[name]), names)
        for name, key in keys.items():
            findings: IncidentFindings = known[name]
            if findings is MISSING:
                findings = next(new)
                if findings.evidence.key and name not in self._evidence:
                    self.cache.put(findings.evidence.key, findings.evidence)
                if key and key == self._key(name, compared[name]):  # else a file changed meanwhile
                    self.cache.put(key, findings)
            yield findings

    def _known_evidence(self, names: list[str]) -> Iterator[tuple[str, DerivedEvidence]]:
        """Yield what is known of the evidence of incidents, or what the cache has."""
        for name in names:
            before = self.known.evidence.get(name)
            incident = self.reading.corpus.by_id.get(name)
            if incident is None or not (before or self.cache.is_used):
                continue
            key = derived_key(self.reading.folders[name], incident)
            is_same = before is not None and before.key == key
            evidence = before if is_same else self.cache.get(key) if key else MISSING
            if isinstance(evidence, DerivedEvidence):
                yield name, evidence

    def _run(self, name: str, compared: RawFindings) -> IncidentFindings:
        """Return the findings of an incident, from its examination where that is still valid.

        Its problems can be more than were known then, such as a second use of an alias.
        """
        folder, problems = self.reading.folders[name], self._problems_of(name)
        one = folder.examined
        if (
            isinstance(one, Examination)
            and one.problems == problems
            and one.evidence == evidence_digest(folder)
        ):
            has_influence = problems or one.findings.has_comments
            if not (compared.has_any and has_influence):
                return self._checks.with_compared(name, one.findings, compared)
        return self._checks.run(name, compared)

    def _compared(self) -> dict[str, RawFindings]:
        """Return what the rules that compare incidents find, by incident."""
        key = self._corpus_digest()
        cached = self.cache.get(key) if key else MISSING
        if isinstance(cached, dict):
            return cached
        names = list(self.reading.asked)
        findings = self._map(lambda name: self._checks.compared(name), names)
        compared = dict(zip(names, findings, strict=True))
        if key:
            self.cache.put(key, compared)
        return compared

    @cached_property
    def _checks(self) -> IncidentChecks:
        facts = CorpusFacts(self.reading.corpus)
        _ = facts.histories  # which rules need, once for all worker processes
        return IncidentChecks(self.reading, facts, self._similar(), self._evidence)

    def _similar(self) -> Lists:
        """Return the incidents that are most similar to each one that was asked for.

        They are compared by what a site may show of them, as for the pages of a site. Empty if each
        of them names related incidents, since no rule then needs to know.
        """
        reading, cache = self.reading, self.cache
        asked = [one for name in reading.asked if (one := reading.corpus.by_id.get(name))]
        asked = [incident for incident in asked if is_compared(incident)]
        if not asked:
            return {}
        if (similar := self.known.similar) is not None:
            return {incident.id: similar.get(incident.id, ()) for incident in asked}
        corpus = published_corpus(reading.corpus, Withheld())
        digests = published_digests(reading, Withheld())
        if reading.whole:
            return similar_incidents(corpus, digests, cache, topics(), self.workers)
        similarity = read_similarity_index(corpus, digests, cache, topics(), self.workers)
        return {incident.id: similarity.of(incident) for incident in asked}

    def _map(self, function: Callable[[str], R], names: list[str]) -> Iterator[R]:
        """Yield the results of a function of an incident, computed in worker processes."""
        if names:
            _ = self._checks  # once for all processes
        return ForkedMap(
            function, names, workers=self.workers, minimum=INCIDENTS_PER_WORKER
        ).results()

    def _corpus_digest(self) -> bytes | None:
        """Return a hash of all incidents, catalogues and settings.

        None if a folder has no digest.
        """
        folders = self.reading.folders.values()
        if not all(folder.digest for folder in folders):
            return None
        digests = (folder.digest for folder in folders)
        # An incident is valid only if its evidence exists, which no digest of a folder covers.
        valid = (incident.id for incident in self.reading.corpus.incidents)
        asked = self.reading.asked
        return digest("compared", self._base, *digests, "valid", *valid, "asked", *asked)

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
        evidence = evidence_digest(folder)
        if evidence is None:
            return None
        parts = (self._base, folder.digest, evidence, repr(compared))
        return digest("findings", *parts, *problems)
