"""Check incidents: collect the reader's problems and the findings of the rules."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..insights import CorpusFacts
from ..model import Incident, Level, Loc, Place, Problem, RuleSetting
from ..model.suggestions import did_you_mean
from ..reader import IncidentFolder, ReadResult
from ..scorecard import Step, scorecard
from .baseline import FILE as BASELINE
from .baseline import Baseline, read_baseline, write_baseline
from .catalogue_secrets import catalogue_secrets
from .context import RuleContext
from .evidence import read_published
from .finding import Finding
from .formats import FORMATS
from .masking import masked
from .report import Report
from .rule import Rule
from .rule_failure import failure
from .rules import RULES
from .suppressions import Suppressions
from .withholding import Withheld, withheld

MAX_FINDINGS = 5_000
"""The most findings of one rule in one incident; a rule is stopped after that."""
_DEFAULT = RuleSetting()


def check(
    reading: ReadResult, baseline: Baseline | None = None, *, also: Iterable[Problem] = ()
) -> Report:
    """Return a report on the incidents that were asked for, with problems sorted by place.

    Args:
        reading: the incidents and catalogues, as read.
        baseline: findings that are not reported.
        also: further problems to report.
    """
    run = _CheckRun(reading, baseline or Baseline())
    run.problems += [*also, *map(masked, reading.problems)]
    run.problems += _setting_problems(reading)
    for problem in catalogue_secrets(reading):
        run.add_finding(problem, is_suppressed=False)
    facts = CorpusFacts(reading.corpus)
    for name in reading.asked:
        folder = reading.folders[name]
        if folder.incident is not None and folder.named:
            run.add_incident(folder, folder.incident, facts)
    return run.report()


@dataclass
class _CheckRun:
    """The state of a check: problems to report, suppressed findings and baselined findings."""

    reading: ReadResult
    baseline: Baseline
    problems: list[Problem] = field(default_factory=list)
    suppressed: list[Problem] = field(default_factory=list)
    baselined: list[Problem] = field(default_factory=list)

    def add_incident(self, folder: IncidentFolder, incident: Incident, facts: CorpusFacts) -> None:
        """Run the rules on one incident."""
        suppressions = Suppressions(folder, RULES)
        levels = _levels(folder, incident, self.reading)
        published, unsearched = read_published(folder, incident)
        self.problems += unsearched
        context = RuleContext(incident, facts, _texts(folder), published)
        for rule, loc, problem in _findings(folder, context, levels, self.problems):
            if rule.leaks or not self._repeats_rejection(folder, loc, problem):
                self.add_finding(
                    problem, is_suppressed=suppressions.allows(rule.name, loc, problem)
                )
        self.problems += suppressions.problems
        if not folder.rejected:
            self.problems += suppressions.unused([rule.name for rule in levels])

    def add_finding(self, problem: Problem, *, is_suppressed: bool) -> None:
        """Add a finding to those that are suppressed, in the baseline, or reported."""
        if is_suppressed:
            self.suppressed.append(problem)
        elif self.baseline.consume(self.reading.path_within(problem), problem):
            self.baselined.append(problem)
        else:
            self.problems.append(problem)

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

    def report(self) -> Report:
        """Return the report, after all incidents were added."""
        reading = self.reading
        cards = _scorecards(reading, self.problems)
        return Report(
            tuple(sorted(self.problems)),
            {name: reading.folders[name].display_path for name in reading.asked},
            cards,
            tuple(sorted(self.suppressed)),
            tuple(sorted(self.baselined)),
            self.baseline.stale if reading.whole else 0,
            reading.texts,
        )


def _scorecards(reading: ReadResult, problems: list[Problem]) -> dict[str, tuple[Step, ...]]:
    cards = {}
    for name in reading.asked:
        if incident := reading.corpus.by_id.get(name):
            try:
                cards[name] = scorecard(incident, reading.corpus)
            except Exception as error:
                problems.append(failure("scorecard", reading.folders[name], error))
    return cards


def summaries() -> dict[str, str]:
    """Return the summary of each rule by name."""
    return {rule.name: rule.summary for rule in RULES.values()}


def _line_of(problem: Problem) -> tuple[str, int]:
    return problem.place.path, problem.place.line


def _levels(folder: IncidentFolder, incident: Incident, reading: ReadResult) -> dict[Rule, Level]:
    """Return the rules that apply to an incident, each with the level of its findings."""
    levels = {
        rule: rule.level_for(incident, reading.corpus, reading.rules.get(name, _DEFAULT))
        for name, rule in RULES.items()
        if not any(folder.rejected.has_key(key) for key in rule.needs)
    }
    return {rule: level for rule, level in levels.items() if level}


def _texts(folder: IncidentFolder) -> dict[str, str]:
    """Return the texts of an incident's YAML files by name."""
    return {Path(document.path).name: document.text for document in folder.documents.values()}


def _findings(
    folder: IncidentFolder, context: RuleContext, levels: dict[Rule, Level], problems: list[Problem]
) -> Iterator[tuple[Rule, Loc, Problem]]:
    """Yield the findings of the rules; if a rule raises, add a problem and go on with the next."""
    for rule, level in levels.items():
        findings: list[tuple[Rule, Loc, Problem]] = []
        try:
            for finding in rule.find(context):
                if len(findings) == MAX_FINDINGS:
                    findings.append((rule, (), _omission(folder, rule.name, level)))
                    break
                findings.append((rule, finding.loc, _problem(folder, rule.name, level, finding)))
        except Exception as error:
            problems.append(failure(rule.name, folder, error))
        yield from findings


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
    "Report",
    "Rule",
    "Withheld",
    "check",
    "findings_for_baseline",
    "read_baseline",
    "summaries",
    "withheld",
    "write_baseline",
]
