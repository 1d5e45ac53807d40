"""Compare the findings of `check` before and after a change: new, fixed or hidden ones."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from ..check import RULES, Report, check
from ..model import Problem, RuleSetting
from ..reader import ReadResult
from .incidents import IncidentChanges, NewNames

Identity = tuple[str, str, str]
"""Identifies a problem in two read results: its path relative to the incidents folder, its rule and
its fingerprint."""

Row = tuple[Identity, Problem]

Reason = Literal[
    "switched-off",
    "narrowed",
    "rubric",
    "baseline",
    "comment",
    "gated",
    "withdrawn",
    "unreadable",
    "removed",
]
"""The reason for which a finding that was not fixed is not reported."""

_DEFAULT = RuleSetting()


@dataclass(frozen=True)
class Findings:
    """The effects of a change on the findings.

    Args:
        new: reported now and not before.
        hidden: not reported now and not fixed either, by the reason; reported before or new.
        fixed: the number of fixed findings.
    """

    new: tuple[Problem, ...] = ()
    hidden: Mapping[Reason, tuple[Problem, ...]] = field(default_factory=dict)
    fixed: int = 0


@dataclass(frozen=True)
class Side:
    """A read result with the report of `check` for it, made with the baseline of that time."""

    reading: ReadResult
    report: Report


@dataclass(frozen=True)
class FindingComparison:
    """The comparison of the findings before and after a change.

    `incidents` are the changes of the incidents, and `new_names` the new names of renamed things.
    """

    before: Side
    after: Side
    incidents: IncidentChanges
    new_names: NewNames

    def findings(self) -> Findings:
        """Return the new findings, the hidden ones by reason, and the number of fixed ones."""
        was, now = self.before.report, self.after.report
        old_rows, new_rows = self._old(was.problems), self._now(now.problems)
        hidden: dict[Reason, list[Row]] = {
            "baseline": _without(self._now(now.baselined), self._old(was.baselined)),
            "comment": _without(self._now(now.suppressed), self._old(was.suppressed)),
        }
        for row in self._hidden_by_settings():
            hidden.setdefault(self._setting(row[1], "rubric"), []).append(row)
        left = _without(old_rows, new_rows)
        left = _without(left, [row for rows in hidden.values() for row in rows])
        fixed = 0
        for row, reason in self._reasons(left):
            if reason:
                hidden.setdefault(reason, []).append(row)
            else:
                fixed += 1
        new = _without(new_rows, old_rows)
        problems = {reason: _problems(rows) for reason, rows in hidden.items() if rows}
        return Findings(_problems(new), problems, fixed)

    def _hidden_by_settings(self) -> list[Row]:
        """Return the findings that only the settings of the base yield."""
        reading, base = self.after.reading, self.before.reading
        corpus = reading.corpus
        severities = {
            self.new_names["severity"].get(name, name): severity
            for name, severity in base.corpus.severities.items()
        }
        if reading.rules == base.rules and [*severities.items()] == [*corpus.severities.items()]:
            return []
        for name, severity in corpus.severities.items():
            severities.setdefault(name, severity)
        corpus = replace(corpus, severities=severities)
        by_old_settings = check(replace(reading, corpus=corpus, rules=base.rules, rule_places={}))
        was, now = self.before.report, self.after.report
        reported = [*self._now(_everything(now)), *self._old((*was.baselined, *was.suppressed))]
        return _without(self._now(_everything(by_old_settings)), reported)

    def _setting(self, problem: Problem, otherwise: Reason) -> Reason:
        """Return the reason why the settings of its rule hide a problem, or `otherwise`."""
        before = self.before.reading.rules.get(problem.rule, _DEFAULT)
        after = self.after.reading.rules.get(problem.rule, _DEFAULT)
        if before == after:
            return otherwise
        return "switched-off" if after.level == "off" else "narrowed"

    def _reasons(self, left: list[Row]) -> Iterable[tuple[Row, Reason | None]]:
        """Yield each problem that is no longer reported with the reason; None if it was fixed."""
        still = Counter(identity for identity, _ in self._ungated_findings(left))
        for row in left:
            identity, problem = row
            if still[identity] > 0:
                still[identity] -= 1
                yield row, self._setting(problem, "gated")
            else:
                yield row, self._lost_with(problem)

    def _ungated_findings(self, left: list[Row]) -> list[Row]:
        """Return the present findings in the incidents of `left` if every rule applied."""
        names = {problem.incident for _, problem in left}
        reading = self.after.reading
        asked = tuple(name for name in reading.asked if name in names)
        *_, mildest = reading.corpus.severities
        rules = dict.fromkeys(RULES, RuleSetting(status="draft", severity=mildest))
        ungated = check(replace(reading, asked=asked, rules=rules, rule_places={}))
        return self._now(_everything(ungated))

    def _lost_with(self, problem: Problem) -> Reason | None:
        """Return the reason why the incident of a problem is no longer checked, if it is not."""
        if problem.incident is None:
            return None
        if problem.incident in self.incidents.gone:
            return "removed"
        if problem.rule not in RULES:
            return None
        if problem.incident in self.incidents.unreadable:
            return "unreadable"
        incident = self.after.reading.corpus.by_id.get(problem.incident)
        return "withdrawn" if incident and incident.document.status == "withdrawn" else None

    def _now(self, problems: Iterable[Problem]) -> list[Row]:
        within = self.after.reading.path_within
        return [(_identity(within(problem), problem), problem) for problem in problems]

    def _old(self, problems: Iterable[Problem]) -> list[Row]:
        """Return problems of the base with the incidents and paths that they would have now."""
        rows = []
        for problem in problems:
            path, incident = self.before.reading.path_within(problem), problem.incident
            if incident is not None:
                rest = path.removeprefix(incident)
                incident = self.new_names["incident"].get(incident, incident)
                path = f"{incident}{rest}"
            place = replace(problem.place, path=f"{self._root}{path}")
            problem_now = replace(problem, place=place, incident=incident)
            rows.append((_identity(path, problem), problem_now))
        return rows

    @cached_property
    def _root(self) -> str:
        """The path of the incidents folder as in messages, with a trailing slash."""
        folders = self.after.reading.folders.values()
        return next((folder.display_path.removesuffix(folder.id) for folder in folders), "")


def _identity(path: str, problem: Problem) -> Identity:
    return path, problem.rule, problem.fingerprint


def _everything(report: Report) -> tuple[Problem, ...]:
    """Return the problems of a report with the suppressed and the baselined ones."""
    return (*report.problems, *report.baselined, *report.suppressed)


def _without(rows: list[Row], excluded: list[Row]) -> list[Row]:
    """Return the rows without those in `excluded`; each of these removes one equal row."""
    counts = Counter(identity for identity, _ in excluded)
    rest = []
    for row in rows:
        if counts[row[0]] > 0:
            counts[row[0]] -= 1
        else:
            rest.append(row)
    return rest


def _problems(rows: list[Row]) -> tuple[Problem, ...]:
    return tuple(problem for _, problem in rows)


__all__ = ["FindingComparison", "Findings", "Reason", "Side"]
