"""Reports for people: with the line of the file and a caret, or a line each."""

from collections.abc import Iterator, Sequence, Set

from ...model import Problem, seen
from ..masking import holds_secret
from ..report import Report
from ..rules import RULES

WIDEST = 96
"""Characters of a file's line that are shown; a longer line is cut around the caret."""


def concise(report: Report) -> str:
    """A line each: `path:line:column: level: rule: message; hint`."""
    return "\n".join(str(problem) for problem in report.listed)


def text(report: Report) -> str:
    """Each problem with the line it is in, a caret below the column, and what to do.

    A line that holds a secret is not shown.
    """
    hidden = {
        (problem.place.path, problem.place.line)
        for problem in report.problems
        if problem.rule in RULES and RULES[problem.rule].leaks
    }
    paths = {problem.place.path for problem in report.listed}
    sources = {path: report.texts[path].split("\n") for path in paths if path in report.texts}
    return "\n".join(
        "\n".join(_lines(problem, hidden, sources.get(problem.place.path, [])))
        for problem in report.listed
    )


def _lines(problem: Problem, hidden: Set[tuple[str, int]], source: Sequence[str]) -> Iterator[str]:
    yield seen(f"{problem.place}: {problem.level}: {problem.rule}: {problem.message}")
    number = problem.place.line
    is_shown = (problem.place.path, number) not in hidden and 0 < number <= len(source)
    if is_shown and source[number - 1].strip() and not holds_secret(source[number - 1]):
        shown, column = _cut(source[number - 1], problem.place.column - 1)
        margin = " " * len(str(number))
        yield seen(f"  {number} | {shown}")
        yield f"  {margin} | {' ' * column}^"
    if problem.hint:
        yield seen(f"  = {problem.hint}")


def _cut(line: str, column: int) -> tuple[str, int]:
    """A line short enough to show, and where the column is in it."""
    line = line.replace("\t", " ")
    if len(line) <= WIDEST:
        return line, column
    start = max(0, min(column - WIDEST // 2, len(line) - WIDEST))
    head, tail = "…" if start else "", "…" if start + WIDEST < len(line) else ""
    return f"{head}{line[start : start + WIDEST]}{tail}", column - start + len(head)
