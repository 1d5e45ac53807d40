"""The incident is resolved, and it has no lessons.

Why:
    Learning is the purpose of a postmortem. An entry of `improve` may name a lesson of the
    catalogue, and is then a part of that lesson's history.

Wrong:
    lessons: {went_well: [The flag for the old client still worked]}

Says:
    no lesson is recorded; record what could be improved under `improve`

Right:
    lessons: {improve: [A full pool blocked every request]}
"""

from ...model.record import is_empty
from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", needs=("lessons.got_lucky", "lessons.action_items"))
def resolved_without_lessons(context: RuleContext) -> Iterator[Finding]:
    """Report a resolved incident without improvements, luck and action items under `lessons`."""
    incident = context.incident
    lessons = incident.lessons
    if context.is_resolved and not (lessons.improve or lessons.got_lucky or lessons.action_items):
        planned = not (is_empty(incident.remediation) and is_empty(incident.prevention))
        yield Finding(
            ("lessons", "improve"),
            "`lessons` is empty" if planned else "no lesson is recorded",
            "record what could be improved under `improve`",
        )
