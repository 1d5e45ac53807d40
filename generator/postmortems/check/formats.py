"""Problems as output: for a person, for a program, and as annotations of a pull request."""

import json
from collections.abc import Callable, Sequence

from ..model import Problem

Format = Callable[[Sequence[Problem]], str]
"""Problems to the whole of the output, without its last line end."""


def text(problems: Sequence[Problem]) -> str:
    """A line each: `path:line:column: rule: message; hint`."""
    return "\n".join(str(problem) for problem in problems)


def as_json(problems: Sequence[Problem]) -> str:
    """A list of objects with `path`, `line`, `column`, `rule`, `level`, `message` and `hint`."""
    return json.dumps(
        [
            {
                "path": problem.place.path,
                "line": problem.place.line,
                "column": problem.place.column,
                "rule": problem.rule,
                "level": problem.level,
                "message": problem.message,
                "hint": problem.hint,
            }
            for problem in problems
        ],
        indent=1,
    )


def github(problems: Sequence[Problem]) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request.

    See https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions.
    """
    return "\n".join(_annotation(problem) for problem in problems)


def _annotation(problem: Problem) -> str:
    place = problem.place
    where = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "title": problem.rule,
    }
    properties = ",".join(f"{key}={_property(value)}" for key, value in where.items())
    hint = f"; {problem.hint}" if problem.hint else ""
    return f"::{problem.level} {properties}::{_data(problem.message + hint)}"


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(value).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Format] = {"text": text, "json": as_json, "github": github}
"""The formats by the names the command takes."""
