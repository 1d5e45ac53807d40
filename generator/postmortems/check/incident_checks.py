"""Run the rules on one incident."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from ..evidence import NO_EVIDENCE, DerivedEvidence
from ..insights import CorpusFacts
from ..model import Incident, Level, Loc, Place, Problem, RuleSetting
from ..reader import IncidentFolder, ReadResult
from ..scorecard import Step, scorecard
from ..search import SimilarMatch
from .context import RuleContext
from .derived_evidence import derived_evidence
from .evidence import read_published
from .finding import Finding
from .rule import Rule
from .rule_failure import failure
from .rules import RULES
from .suppressions import Suppressions

MAX_FINDINGS = 5_000
"""The most findings of one rule in one incident; a rule is stopped after that."""
_DEFAULT = RuleSetting()


@dataclass
class RawFindings:
    """The findings of rules in one incident, before they are located and comments suppress any.

    Args:
        findings: each with the name of its rule; None for those that were too many.
        failures: the problems of rules that failed.
    """

    findings: list[tuple[str, Finding | None]] = field(default_factory=list)
    failures: list[Problem] = field(default_factory=list)

    @property
    def has_any(self) -> bool:
        """Whether there is a finding or a failure."""
        return bool(self.findings or self.failures)


@dataclass
class IncidentFindings:
    """The findings of one incident.

    Args:
        of_rules: the findings of rules, each with whether a comment suppresses it.
        problems: what a baseline cannot hold, such as rules that failed and unknown suppressions.
        scorecard: the seven steps of the template; empty if the incident was rejected.
        has_comments: whether its files have comments that suppress findings, or are meant to.
        evidence: what is derived from its evidence.
    """

    of_rules: list[tuple[Problem, bool]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    scorecard: tuple[Step, ...] = ()
    has_comments: bool = False
    evidence: DerivedEvidence = NO_EVIDENCE


@dataclass(frozen=True)
class IncidentChecks:
    """Runs the rules on single incidents of a corpus.

    Args:
        reading: the incidents, as read.
        facts: facts about their corpus.
        similar: the incidents that are most similar to each incident, by its id.
        evidence: what is derived from the evidence of incidents, as far as it is known, by id.
    """

    reading: ReadResult
    facts: CorpusFacts
    similar: Mapping[str, tuple[SimilarMatch, ...]] = field(default_factory=dict)
    evidence: Mapping[str, DerivedEvidence] = field(default_factory=dict)

    def compared(self, name: str) -> RawFindings:
        """Return what the rules that compare incidents find in the incident with the id `name`."""
        folder = self.reading.folders[name]
        if folder.incident is None or not folder.named:
            return RawFindings()
        levels = _levels(folder, folder.incident, self.reading, compares=True)
        context = RuleContext(folder.incident, self.facts, similar=self.similar.get(name, ()))
        return _findings(folder, context, levels)

    def with_compared(
        self, name: str, findings: IncidentFindings, compared: RawFindings
    ) -> IncidentFindings:
        """Return the findings of an incident, and those of the rules that compare incidents.

        Only for an incident without comments that suppress findings, and without problems of the
        reader, which replace findings.
        """
        folder = self.reading.folders[name]
        if folder.incident is None or not compared.has_any:
            return findings
        levels = _levels(folder, folder.incident, self.reading, compares=True)
        failures: list[Problem] = []
        located = [
            (problem, False) for _, _, problem in _located(folder, levels, compared, failures)
        ]
        return replace(
            findings,
            of_rules=[*findings.of_rules, *located],
            problems=[*findings.problems, *failures],
        )

    def run(self, name: str, compared: RawFindings) -> IncidentFindings:
        """Return the findings of the incident with the id `name`.

        They depend on the incident, the catalogues and `compared`, and on no other incident.
        """
        folder = self.reading.folders[name]
        findings = IncidentFindings()
        incident = self.reading.corpus.by_id.get(name)
        if incident:
            findings.evidence = self.evidence.get(name) or derived_evidence(folder, incident)
        if folder.incident is not None and folder.named:
            self._add_findings(findings, folder, folder.incident, compared)
        if incident:
            try:
                findings.scorecard = scorecard(incident, self.reading.corpus, findings.evidence)
            except Exception as error:
                findings.problems.append(failure("scorecard", folder, error))
        return findings

    def _add_findings(
        self,
        findings: IncidentFindings,
        folder: IncidentFolder,
        incident: Incident,
        compared: RawFindings,
    ) -> None:
        suppressions = Suppressions(folder, RULES)
        findings.has_comments = suppressions.has_any
        levels = _levels(folder, incident, self.reading, compares=False)
        published, unsearched = read_published(folder, incident)
        context = RuleContext(
            incident,
            self._catalogue_facts,
            _texts(folder),
            published,
            evidence=findings.evidence,
        )
        own = _findings(folder, context, levels)
        findings.problems += unsearched
        levels |= _levels(folder, incident, self.reading, compares=True)
        located = (_located(folder, levels, raw, findings.problems) for raw in (own, compared))
        for rule, loc, problem in chain.from_iterable(located):
            if rule.leaks or not self._repeats_rejection(folder, loc, problem):
                is_suppressed = suppressions.allows(rule.name, loc, problem)
                findings.of_rules.append((problem, is_suppressed))
        findings.problems += suppressions.problems
        if not folder.rejected:
            findings.problems += suppressions.unused([rule.name for rule in levels])

    @cached_property
    def _catalogue_facts(self) -> CorpusFacts:
        return CorpusFacts(self.reading.corpus.catalogues)

    def _repeats_rejection(self, folder: IncidentFolder, loc: Loc, problem: Problem) -> bool:
        """Return whether a finding is on a rejected line, or about a rejected value."""
        has_rejections = folder.id in self._rejected_incidents
        return (has_rejections and folder.was_rejected(loc)) or _line_of(
            problem
        ) in self._rejected_lines

    @cached_property
    def _rejections(self) -> list[Problem]:
        return [problem for problem in self.reading.problems if problem.level == "error"]

    @cached_property
    def _rejected_lines(self) -> set[tuple[str, int]]:
        return {_line_of(problem) for problem in self._rejections}

    @cached_property
    def _rejected_incidents(self) -> set[str | None]:
        return {problem.incident for problem in self._rejections}


def _line_of(problem: Problem) -> tuple[str, int]:
    return problem.place.path, problem.place.line


def _levels(
    folder: IncidentFolder, incident: Incident, reading: ReadResult, *, compares: bool
) -> dict[Rule, Level]:
    """Return the rules that apply to an incident, each with the level of its findings.

    Those that compare incidents, or the others.
    """
    levels = {
        rule: rule.level_for(incident, reading.corpus, reading.rules.get(name, _DEFAULT))
        for name, rule in RULES.items()
        if rule.compares == compares and not any(folder.rejected.has_key(key) for key in rule.needs)
    }
    return {rule: level for rule, level in levels.items() if level}


def _texts(folder: IncidentFolder) -> dict[str, str]:
    """Return the texts of an incident's YAML files by name."""
    return {Path(path).name: text for path, text in folder.texts.items()}


def _findings(
    folder: IncidentFolder, context: RuleContext, levels: dict[Rule, Level]
) -> RawFindings:
    """Return the findings of the rules; if a rule raises, add a problem and go on with the next."""
    raw = RawFindings()
    for rule in levels:
        try:
            for number, finding in enumerate(rule.find(context)):
                is_omitted = number == MAX_FINDINGS
                raw.findings.append((rule.name, None if is_omitted else finding))
                if is_omitted:
                    break
        except Exception as error:
            raw.failures.append(failure(rule.name, folder, error))
    return raw


def _located(
    folder: IncidentFolder, levels: dict[Rule, Level], raw: RawFindings, failures: list[Problem]
) -> Iterator[tuple[Rule, Loc, Problem]]:
    """Yield findings as problems, each with its rule and its place in the incident.

    If a place does not exist, add a problem to `failures` and go on with the next.
    """
    failures += raw.failures
    for name, finding in raw.findings:
        rule = RULES[name]
        try:
            if finding is None:
                yield rule, (), _omission(folder, name, levels[rule])
            else:
                yield rule, finding.loc, _problem(folder, name, levels[rule], finding)
        except Exception as error:
            failures.append(failure(name, folder, error))


def _omission(folder: IncidentFolder, rule: str, level: Level) -> Problem:
    message = (
        f"`{rule}` has more than {MAX_FINDINGS:,} findings in `{folder.id}`; the rest are ignored"
    )
    hint = "check whether this text belongs to an incident"
    return Problem(folder.place(), rule, message, hint, level, incident=folder.id)


def _problem(folder: IncidentFolder, rule: str, level: Level, finding: Finding) -> Problem:
    if finding.file:
        place = Place(f"{folder.display_path}/{finding.file}", finding.line or 1, finding.column)
    elif finding.word:
        place = folder.place_of_word(finding.loc, finding.word, finding.occurrence)
    elif finding.line is not None:
        place = folder.line_of(finding.loc, finding.line)
    else:
        place = folder.head(finding.loc)
    return Problem(
        place,
        rule,
        finding.message,
        finding.hint,
        level,
        finding.stable_message,
        incident=folder.id,
    )
