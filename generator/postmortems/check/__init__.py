"""Check incidents: collect the reader's problems and the findings of the rules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..cache import Cache
from ..evidence import DerivedEvidence
from ..model import Problem
from ..model.suggestions import did_you_mean
from ..progress import SILENT, Progress
from ..reader import ReadResult
from ..scorecard import Step
from .baseline import FILE as BASELINE
from .baseline import Baseline, read_baseline, write_baseline
from .cached_checks import NOTHING_KNOWN, CachedChecks, Known
from .catalogue_secrets import catalogue_secrets
from .comparing import all_others, search_terms
from .derived_evidence import derived_evidence
from .examination import examine
from .formats import FORMATS
from .incident_checks import IncidentFindings
from .masking import masked
from .publication import published_corpus, published_digests, published_evidence
from .report import Report
from .rule import Rule
from .rules import RULES
from .withholding import Withheld, withheld


def check(
    reading: ReadResult,
    baseline: Baseline | None = None,
    *,
    also: Iterable[Problem] = (),
    workers: int | None = None,
    progress: Progress = SILENT,
    cache: Cache | None = None,
    known: Known = NOTHING_KNOWN,
) -> Report:
    """Return a report on the incidents that were asked for, with problems sorted by place.

    Args:
        reading: the incidents and catalogues, as read.
        baseline: findings that are not reported.
        also: further problems to report.
        workers: the number of processes; None for one per processor.
        progress: shows how many incidents were checked.
        cache: holds the findings of the same incidents and catalogues.
        known: what earlier checks of nearly the same incidents computed.
    """
    run = _CheckRun(reading, baseline or Baseline())
    run.problems += [*also, *map(masked, reading.problems)]
    run.problems += _setting_problems(reading)
    for problem in catalogue_secrets(reading):
        run.add_finding(problem, is_suppressed=False)
    checks = CachedChecks(reading, cache or Cache(None), workers, known)
    results = progress.over(checks.findings(), len(reading.asked), "checking incidents")
    for name, incident_findings in zip(reading.asked, results, strict=True):
        run.add_incident(name, incident_findings)
    return run.report()


@dataclass
class _CheckRun:
    """The state of a check: problems to report, suppressed findings and baselined findings."""

    reading: ReadResult
    baseline: Baseline
    problems: list[Problem] = field(default_factory=list)
    suppressed: list[Problem] = field(default_factory=list)
    baselined: list[Problem] = field(default_factory=list)
    scorecards: dict[str, tuple[Step, ...]] = field(default_factory=dict)
    evidence: dict[str, DerivedEvidence] = field(default_factory=dict)

    def add_incident(self, name: str, findings: IncidentFindings) -> None:
        """Add the findings of one incident."""
        self.problems += findings.problems
        for problem, is_suppressed in findings.of_rules:
            self.add_finding(problem, is_suppressed=is_suppressed)
        if findings.scorecard:
            self.scorecards[name] = findings.scorecard
        if findings.evidence:
            self.evidence[name] = findings.evidence

    def add_finding(self, problem: Problem, *, is_suppressed: bool) -> None:
        """Add a finding to those that are suppressed, in the baseline, or reported."""
        if is_suppressed:
            self.suppressed.append(problem)
        elif self.baseline.consume(self.reading.path_within(problem), problem):
            self.baselined.append(problem)
        else:
            self.problems.append(problem)

    def report(self) -> Report:
        """Return the report, after all incidents were added."""
        reading = self.reading
        return Report(
            tuple(sorted(self.problems)),
            {name: reading.folders[name].display_path for name in reading.asked},
            self.scorecards,
            tuple(sorted(self.suppressed)),
            tuple(sorted(self.baselined)),
            self.baseline.stale if reading.whole else 0,
            reading.texts,
            self.evidence,
        )


def summaries() -> dict[str, str]:
    """Return the summary of each rule by name."""
    return {rule.name: rule.summary for rule in RULES.values()}


def _setting_problems(reading: ReadResult) -> Iterator[Problem]:
    severities = reading.corpus.severities
    for name, place in reading.rule_places.items():
        if name not in RULES:
            hint = did_you_mean(name, RULES, "`postmortems rules` lists them")
            yield Problem(place, "unknown-rule", f"`{name}` is not a rule", hint)
        severity = reading.rules[name].severity
        if severity and severity not in severities:
            hint = f"the severities are {', '.join(f'`{other}`' for other in severities)}"
            message = f"`{severity}` is not a severity"
            yield Problem(place, "unknown-severity", message, hint)


def findings_for_baseline(reading: ReadResult, report: Report) -> list[tuple[str, Problem]]:
    """Return the findings of rules, each with its path from the incidents folder."""
    return [
        (reading.path_within(problem), problem)
        for problem in report.problems
        if problem.rule in RULES
    ]


__all__ = [
    "BASELINE",
    "FORMATS",
    "RULES",
    "Baseline",
    "Known",
    "Report",
    "Rule",
    "Withheld",
    "all_others",
    "check",
    "derived_evidence",
    "examine",
    "findings_for_baseline",
    "published_corpus",
    "published_digests",
    "published_evidence",
    "read_baseline",
    "search_terms",
    "summaries",
    "withheld",
    "write_baseline",
]
