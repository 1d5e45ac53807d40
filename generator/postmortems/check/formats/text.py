"""Reports for people: with the line of the file and a caret, or a line each."""

from collections.abc import Iterator, Set
from functools import cache
from pathlib import Path

from ...model import Problem, seen
from ..report import Report
from ..rules import RULES

WIDEST = 96
"""Characters of a file's line that are shown; a longer line is cut around the caret."""


def concise(report: Report) -> str:
    """A line each: `path:line:column: level: rule: message; hint`."""
    return "\n".join(str(problem) for problem in report.problems)


def text(report: Report) -> str:
    """Each problem with the line it is in, a caret below the column, and what to do.

    A line that holds a secret is not shown.
    """
    hidden = {
        (problem.place.path, problem.place.line)
        for problem in report.problems
        if problem.rule in RULES and RULES[problem.rule].leaks
    }
    return "\n".join("\n".join(_lines(problem, hidden)) for problem in report.problems)


def _lines(problem: Problem, hidden: Set[tuple[str, int]]) -> Iterator[str]:
    yield seen(f"{problem.place}: {problem.level}: {problem.rule}: {problem.message}")
    number = problem.place.line
    source = [] if (problem.place.path, number) in hidden else _source(problem.place.path)
    if 0 < number <= len(source) and source[number - 1].strip():
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


@cache
def _source(path: str) -> list[str]:
    """The lines of a file, none where it cannot be shown."""
    try:
        return Path(path).read_bytes().decode("utf-8-sig", "replace").split("\n")
    except OSError:
        return []
