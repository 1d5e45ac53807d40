"""Problems for rules that raise: a bug in one rule stops neither other rules nor incidents."""

from pathlib import PurePath
from traceback import extract_tb

from ..model import Problem
from ..reader import IncidentFolder

NAME = "rule-failed"
"""The name of the problem."""


def raised_at(error: Exception) -> str:
    """Return the file name and line at which an exception was raised."""
    frame = extract_tb(error.__traceback__)[-1]
    return f"{PurePath(frame.filename).name}, line {frame.lineno}"


def failure(rule: str, folder: IncidentFolder, error: Exception) -> Problem:
    """Return the problem for a rule that raised an exception on an incident.

    The exception's message is left out: it may quote the incident, and with it a secret.
    """
    kind, position = type(error).__name__, raised_at(error)
    return Problem(
        folder.place(),
        NAME,
        f"the rule `{rule}` failed on `{folder.id}` with `{kind}` ({position})",
        f"this is a bug in postmortems, not in the incident; report it with `{kind}` and its "
        "position, or switch the rule off in `rules.yaml` until it is fixed",
        incident=folder.id,
        failed_rule=rule,
    )
