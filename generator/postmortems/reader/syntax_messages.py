"""Explain to an author why a text is not YAML."""

import re

import yaml

from ..model import Place, Problem
from .common_mistakes import MISTAKES
from .parse_error import Failure

CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
"""A merge conflict marker of git, which starts in the first column."""

_HINT = "check the indentation and quotes"
_HINTS = {
    "mapping values are not allowed": "quote the text if it holds a colon and a space",
    "cannot start any token": "quote the text, or replace tabs in the indentation with spaces",
    "single document": "remove the line `---`, or move the text after it to another file",
    "undefined alias": "quote the text if it begins with `*`",
    "unknown escape": "write `\\\\` for a backslash, or put the text between single quotes",
}
"""Hints for errors that no function in `MISTAKES` recognizes, by part of libyaml's message."""


def conflict_problem(text: str, path: str) -> Problem | None:
    """Return a problem for the first merge conflict marker, or None without one."""
    if not (marker := CONFLICT.search(text)):
        return None
    return Problem(
        Place.at(path, text, marker.start()),
        "merge-conflict",
        f"an unresolved merge conflict (`{marker[0][:7]}`)",
        "keep one side, and remove the lines with the markers",
    )


def syntax_problem(text: str, path: str, error: yaml.YAMLError) -> Problem:
    """Return the problem for a text that libyaml could not parse.

    Args:
        text: the text of the file.
        path: its path in messages.
        error: the exception that libyaml raised.
    """
    failure = Failure.of(text, error)
    for recognize in MISTAKES:
        if mistake := recognize(failure):
            place = Place(path, mistake.line + 1, mistake.column + 1)
            return Problem(place, mistake.rule, mistake.message, mistake.hint)
    message = f"the file is not YAML: {failure.reason}"
    hint = next((hint for part, hint in _HINTS.items() if part in message), _HINT)
    line, column = failure.position
    return Problem(Place(path, line + 1, column + 1), "not-yaml", message, hint)
