"""What is wrong with the incidents: the reader's problems, and what the rules find."""

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
from .report import Report, folder_of
from .rule import Rule
from .rule_failure import failure
from .rules import RULES
from .suppressions import Suppressions
from .withholding import Withheld, withheld

MANY = 5_000
"""Findings of one rule in one incident that are counted."""
_DEFAULT = RuleSetting()


def check(
    reading: ReadResult, baseline: Baseline | None = None, *, also: Iterable[Problem] = ()
) -> Report:
    """All problems of the incidents that were asked for, in the order of their places.

    Args:
        reading: what was read.
        baseline: findings that are known and not reported again.
        also: problems found elsewhere that belong to the report.
    """
    outcome = _Outcome(reading, baseline or Baseline())
    outcome.problems += [*also, *map(masked, reading.problems)]
    outcome.problems += [*_settings(reading), *catalogue_secrets(reading)]
    facts = CorpusFacts(reading.corpus)
    for name in reading.asked:
        folder = reading.folders[name]
        if folder.incident is not None and folder.named:
            outcome.add_incident(folder, folder.incident, facts)
    return outcome.report()


@dataclass
class _Outcome:
    """What a check has found so far: what it reports, and what comments and the baseline allow."""

    reading: ReadResult
    baseline: Baseline
    problems: list[Problem] = field(default_factory=list)
    silenced: list[Problem] = field(default_factory=list)
    baselined: list[Problem] = field(default_factory=list)

    def add_incident(self, folder: IncidentFolder, incident: Incident, facts: CorpusFacts) -> None:
        """Run the rules over one incident."""
        allowing = Suppressions(folder, RULES)
        applied = _levels(folder, incident, self.reading)
        published, unsearched = read_published(folder, incident)
        self.problems += unsearched
        case = RuleContext(incident, facts, _texts(folder), published)
        for rule, loc, problem in _findings(folder, case, applied, self.problems):
            if rule.leaks or not self._is_refused(folder, loc, problem):
                self._add(allowing.allows(rule.name, loc, problem), folder, problem)
        self.problems += allowing.problems
        if not folder.rejected:
            self.problems += allowing.unused([rule.name for rule in applied])

    def _add(self, allowed: bool, folder: IncidentFolder, problem: Problem) -> None:
        if allowed:
            self.silenced.append(problem)
        elif self.baseline.holds(_within(folder, problem), problem):
            self.baselined.append(problem)
        else:
            self.problems.append(problem)

    def _is_refused(self, folder: IncidentFolder, loc: Loc, problem: Problem) -> bool:
        """Whether a finding only misses what the reader has refused, and has reported already."""
        is_touched = folder.display_path in self._touched
        return (is_touched and folder.was_rejected(loc)) or _place(problem) in self._refused

    @cached_property
    def _refused(self) -> set[tuple[str, int]]:
        return {_place(one) for one in self.reading.problems if one.level == "error"}

    @cached_property
    def _touched(self) -> set[str]:
        return {path.rpartition("/")[0] for path, _ in self._refused}

    def report(self) -> Report:
        """Return the report, when all incidents were added."""
        reading = self.reading
        cards = _scorecards(reading, self.problems)
        return Report(
            tuple(sorted(self.problems)),
            tuple(reading.folders[name].display_path for name in reading.asked),
            cards,
            tuple(sorted(self.silenced)),
            tuple(sorted(self.baselined)),
            self.baseline.left if reading.whole else 0,
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
    """What each rule looks for, by its name."""
    return {rule.name: rule.summary for rule in RULES.values()}


def _place(problem: Problem) -> tuple[str, int]:
    return problem.place.path, problem.place.line


def _within(folder: IncidentFolder, problem: Problem) -> str:
    """The path of a problem's file from the incidents folder."""
    return f"{folder.id}{problem.place.path.removeprefix(folder.display_path)}"


def _levels(folder: IncidentFolder, incident: Incident, reading: ReadResult) -> dict[Rule, Level]:
    """The rules that apply to an incident, with the level of what they find."""
    found = {
        rule: rule.level_for(incident, reading.corpus, reading.rules.get(name, _DEFAULT))
        for name, rule in RULES.items()
        if not any(folder.rejected.has_key(key) for key in rule.needs)
    }
    return {rule: level for rule, level in found.items() if level}


def _texts(folder: IncidentFolder) -> dict[str, str]:
    """Return the texts of an incident's YAML files by name."""
    return {Path(at.path).name: at.text for at in folder.documents.values()}


def _findings(
    folder: IncidentFolder, case: RuleContext, applied: dict[Rule, Level], problems: list[Problem]
) -> Iterator[tuple[Rule, Loc, Problem]]:
    """Yield what the rules find; one that fails is among the problems, and the others go on."""
    for rule, level in applied.items():
        findings: list[tuple[Rule, Loc, Problem]] = []
        try:
            for found in rule.find(case):
                if len(findings) == MANY:
                    findings.append((rule, (), _uncounted(folder, rule.name, level)))
                    break
                findings.append((rule, found.loc, _problem(folder, rule.name, level, found)))
        except Exception as error:
            problems.append(failure(rule.name, folder, error))
        yield from findings


def _uncounted(folder: IncidentFolder, rule: str, level: Level) -> Problem:
    message = (
        f"`{rule}` finds more than {MANY:,} places in `{folder.id}`; the others are not counted"
    )
    return Problem(folder.place(), rule, message, "is this text an incident's?", level)


def _problem(folder: IncidentFolder, rule: str, level: Level, found: Finding) -> Problem:
    if found.file:
        place = Place(f"{folder.display_path}/{found.file}", found.line or 1, found.column)
    elif found.word:
        place = folder.place_of_word(found.loc, found.word, found.occurrence)
    elif found.line is not None:
        place = folder.line_of(found.loc, found.line)
    else:
        place = folder.head(found.loc)
    return Problem(place, rule, found.message, found.hint, level, found.stable_message)


def _settings(reading: ReadResult) -> Iterator[Problem]:
    severities = reading.corpus.severities
    for name, place in reading.rule_places.items():
        if name not in RULES:
            hint = did_you_mean(name, RULES, "`postmortems rules` lists them")
            yield Problem(place, "unknown-rule", f"`{name}` is not a rule", hint)
        severity = reading.rules[name].severity
        if severity and severity not in severities:
            hint = f"the severities are {', '.join(f'`{known}`' for known in severities)}"
            message = f"`{severity}` is not a severity"
            yield Problem(place, "unknown-severity", message, hint)


def findings_within(reading: ReadResult, report: Report) -> list[tuple[str, Problem]]:
    """What the rules found, each with its path from the incidents folder, for a baseline."""
    folders = {reading.folders[name].display_path: reading.folders[name] for name in reading.asked}
    return [
        (_within(folders[display_path], problem), problem)
        for problem in report.problems
        if problem.rule in RULES and (display_path := folder_of(problem.place.path, folders))
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
    "findings_within",
    "read_baseline",
    "summaries",
    "withheld",
    "write_baseline",
]
