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

from ..rule import Case, Finding, Iterator, rule


@rule(status="in-review", needs=("lessons.got_lucky", "lessons.action_items"))
def resolved_without_lessons(case: Case) -> Iterator[Finding]:
    """Look for something to improve, or an action item."""
    lessons = case.incident.lessons
    if case.is_over and not (lessons.improve or lessons.got_lucky or lessons.action_items):
        yield Finding(
            ("lessons", "improve"), "nothing was learned from it", "say what could be improved"
        )
