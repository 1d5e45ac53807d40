"""Rules that fail: a mistake of this package costs neither other rules nor other incidents."""

from pathlib import PurePath
from traceback import extract_tb

from ..model import Problem
from ..reader import IncidentFolder

NAME = "rule-failed"
"""The problem's name."""


def raised_at(error: Exception) -> str:
    """Return the file and the line in which an exception was raised."""
    frame = extract_tb(error.__traceback__)[-1]
    return f"{PurePath(frame.filename).name}, line {frame.lineno}"


def failure(rule: str, folder: IncidentFolder, error: Exception) -> Problem:
    """Return the problem of a rule that raised an exception.

    The exception's own text is left out: it may quote the author's, and with that a secret.
    """
    kind, where = type(error).__name__, raised_at(error)
    return Problem(
        folder.place(),
        NAME,
        f"the rule `{rule}` could not look at `{folder.id}`: it ended with `{kind}` ({where})",
        f"this is a mistake of postmortems, not of the incident; report it with `{kind}` and "
        "where it was raised, or switch the rule off in `rules.yaml` until it is mended",
    )
