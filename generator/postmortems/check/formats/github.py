"""Format a report as workflow commands; GitHub shows them at the lines of a pull request.

See https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions.
"""

from ...model import Problem, escape_control_characters
from ..report import Report

COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def github(report: Report) -> str:
    """Format a report as one annotation per problem."""
    return "\n".join(_annotation(problem) for problem in report.listed)


def _annotation(problem: Problem) -> str:
    place = problem.place
    values = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "title": problem.rule,
    }
    properties = ",".join(f"{key}={_property(value)}" for key, value in values.items())
    hint = f"; {problem.hint}" if problem.hint else ""
    return f"::{COMMANDS[problem.level]} {properties}::{_data(problem.message + hint)}"


def _data(value: str) -> str:
    return (
        escape_control_characters(value)
        .replace("%", "%25")
        .replace("\r", "%0D")
        .replace("\n", "%0A")
    )


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")
