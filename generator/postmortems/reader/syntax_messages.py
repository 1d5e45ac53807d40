"""What is wrong with a text that YAML cannot parse, in the author's terms."""

import re

import yaml

from ..model import Place, Problem
from .common_mistakes import MISTAKES
from .parse_error import Failure

CONFLICT = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
"""A line that git writes where two branches disagree; it starts in the first column."""

_HINT = "check the indentation and quotes"
_HINTS = {
    "mapping values are not allowed": "quote the text if it holds a colon and a space",
    "cannot start any token": "quote the text, or indent with spaces in place of tabs",
    "single document": "remove the line `---`, or put what follows into a file of its own",
    "undefined alias": "quote the text if it begins with `*`",
    "unknown escape": "write `\\\\` for a backslash, or put the text between single quotes",
}
"""What to do about other errors, by a part of libyaml's message."""


def conflict_problem(text: str, path: str) -> Problem | None:
    """Return the problem of the first merge conflict marker, None where there is none."""
    if not (marker := CONFLICT.search(text)):
        return None
    return Problem(
        Place.at(path, text, marker.start()),
        "merge-conflict",
        f"an unresolved merge conflict (`{marker[0][:7]}`)",
        "keep one side, and remove the lines with the markers",
    )


def syntax_problem(text: str, path: str, error: yaml.YAMLError) -> Problem:
    """Return the problem of a text that libyaml could not parse.

    Args:
        text: the text of the file.
        path: its path in messages.
        error: what libyaml raised.
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
