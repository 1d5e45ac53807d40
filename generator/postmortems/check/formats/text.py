"""Format a report for people: with source lines and carets, or one line per problem."""

from collections.abc import Iterator, Sequence, Set

from ...model import Problem, escape_control_characters
from ..masking import holds_secret
from ..report import Report
from ..rules import RULES

MAX_WIDTH = 96
"""The most characters of a source line that are shown; a longer line is cut around the caret."""


def concise(report: Report) -> str:
    """Format each problem as `path:line:column: level: rule: message; hint`."""
    return "\n".join(str(problem) for problem in report.listed)


def text(report: Report) -> str:
    """Format each problem with its source line, a caret under the column, and the hint.

    A source line that contains a secret is not shown.
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
    yield escape_control_characters(
        f"{problem.place}: {problem.level}: {problem.rule}: {problem.message}"
    )
    number = problem.place.line
    is_shown = (problem.place.path, number) not in hidden and 0 < number <= len(source)
    if is_shown and source[number - 1].strip() and not holds_secret(source[number - 1]):
        excerpt, column = _cut(source[number - 1], problem.place.column - 1)
        margin = " " * len(str(number))
        yield escape_control_characters(f"  {number} | {excerpt}")
        yield f"  {margin} | {' ' * column}^"
    if problem.hint:
        yield escape_control_characters(f"  = {problem.hint}")


def _cut(line: str, column: int) -> tuple[str, int]:
    """Return an excerpt of at most `MAX_WIDTH` characters, and the index of `column` in it."""
    line = line.replace("\t", " ")
    if len(line) <= MAX_WIDTH:
        return line, column
    start = max(0, min(column - MAX_WIDTH // 2, len(line) - MAX_WIDTH))
    head, tail = "…" if start else "", "…" if start + MAX_WIDTH < len(line) else ""
    return f"{head}{line[start : start + MAX_WIDTH]}{tail}", column - start + len(head)
