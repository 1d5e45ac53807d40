"""The rules beyond reading: one file each, named after what they find."""

from ..model import Problem
from ..source import Reading
from . import diagram_does_not_parse
from .formats import FORMATS

RULES = (diagram_does_not_parse,)


def check(reading: Reading) -> list[Problem]:
    """All problems of a reading: the reader's and the rules', in the order of their places."""
    problems = list(reading.problems)
    for incident in reading.corpus.incidents:
        folder = reading.folders[incident.id]
        for rule in RULES:
            for found in rule.check(incident):
                place = (
                    folder.place(found.loc)
                    if found.line is None
                    else folder.line_of(found.loc, found.line)
                )
                problems.append(Problem(place, found.rule, found.message, found.hint))
    return sorted(problems)


__all__ = ["FORMATS", "RULES", "check"]
