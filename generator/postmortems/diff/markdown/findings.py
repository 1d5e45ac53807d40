"""The findings that are new, and those that are hidden although nobody fixed them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...check.report import LEVELS
from ...model import Problem
from ...render import words
from ...render.markdown import code, line
from ..findings import Findings, Reason
from .lists import capped

MORE = ", which `postmortems check` shows"

_REASONS: Mapping[Reason, str] = {
    "switched-off": "the rule is switched off in `rules.yaml`",
    "narrowed": "`rules.yaml` applies the rule to fewer incidents",
    "rubric": "`severities.yaml` changed",
    "baseline": "added to the baseline, not fixed",
    "comment": "suppressed by a comment",
    "gated": "the rule does not apply to the incident's present severity or document status",
    "withdrawn": "the postmortem is withdrawn",
    "unreadable": "the incident cannot be read",
    "removed": "the incident is removed",
}
"""Why a finding is hidden; in the order of the summary."""


def hidden(findings: Findings) -> Iterator[str]:
    """Yield the findings that are not reported although nobody fixed them, by the reason."""
    if not findings.hidden:
        return
    number = sum(map(len, findings.hidden.values()))
    yield f"### {words.count(number, 'finding')} hidden, not fixed"
    for reason, says in _REASONS.items():
        problems = findings.hidden.get(reason, ())
        if not problems:
            continue
        yield f"{words.count(len(problems), 'finding')}: {says}{_by_rule(problems)}."
        if reason != "removed":
            yield _rows(problems)


def _by_rule(problems: Sequence[Problem]) -> str:
    """Return the number of findings per rule, in parentheses; empty for a single rule."""
    counts = Counter(problem.rule for problem in problems).most_common()
    if len(counts) < 2:
        return ""
    return f" ({', '.join(f'{number} of {code(rule)}' for rule, number in counts)})"


def new_findings(findings: Findings) -> Iterator[str]:
    """Yield the findings that are new, and how many were fixed."""
    if findings.new:
        yield f"### {words.count(len(findings.new), 'new finding')}"
        yield _rows(findings.new, MORE)
    if findings.fixed:
        yield f"{words.count(findings.fixed, 'finding')} fixed."
    if not findings.new:
        yield "No new findings."


def _rows(problems: Sequence[Problem], rest: str = "") -> str:
    """Return findings as a list, errors first, so that a capped list drops the least severe."""
    ranked = sorted(problems, key=lambda problem: LEVELS.index(problem.level))
    return capped([_row(problem) for problem in ranked], rest)


def _row(problem: Problem) -> str:
    where = f"{problem.place.path}:{problem.place.line}"
    hint = f"; {line(problem.hint)}" if problem.hint else ""
    return (
        f"- **{problem.level}** {code(where)} {code(problem.rule)}: {line(problem.message)}{hint}"
    )
