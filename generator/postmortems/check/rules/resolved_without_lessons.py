"""The incident is over, and nothing was learned from it.

Why:
    It is what a postmortem is for. What could be improved may also name a lesson of the catalogue,
    and then its history goes on.

Wrong:
    lessons: {went_well: [The flag for the old client still worked]}

Says:
    nothing was learned from it; say what could be improved

Right:
    lessons: {improve: [A full pool blocked every request]}
"""

from ...model.record import is_empty
from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", needs=("lessons.got_lucky", "lessons.action_items"))
def resolved_without_lessons(case: RuleContext) -> Iterator[Finding]:
    """Look for something to improve, or an action item."""
    incident = case.incident
    lessons = incident.lessons
    if case.is_over and not (lessons.improve or lessons.got_lucky or lessons.action_items):
        planned = not (is_empty(incident.remediation) and is_empty(incident.prevention))
        yield Finding(
            ("lessons", "improve"),
            "`lessons` does not say what was learned" if planned else "nothing was learned from it",
            "say what could be improved",
        )
