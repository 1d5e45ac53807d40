"""Luck helped, and no action item makes it unnecessary next time.

Why:
    Luck may not help again, at three in the morning.
    [Google](https://sre.google/sre-book/example-postmortem/) lists lucky circumstances for this
    reason, and the [CCADB](https://www.ccadb.org/cas/incident-report) asks for an action item for
    each. An action item belongs to a lucky circumstance if both name the same lesson.

Wrong:
    lessons:
      got_lucky: [The sale had been moved to the evening]

Says:
    no action item shares a lesson with this lucky circumstance; add one, and give both the same
    `lesson`

Right:
    lessons:
      got_lucky: [{text: The sale had been moved to the evening, lesson: timeouts-everywhere}]
      action_items:
        - {id: gateway-timeout, text: Give calls a timeout, lesson: timeouts-everywhere}
"""

from ..rule import MAJOR, Finding, Iterator, RuleContext, rule


@rule(
    level="note",
    status="in-review",
    max_severity_rank=MAJOR,
    needs=("lessons.got_lucky", "lessons.action_items.lesson"),
)
def luck_without_action(context: RuleContext) -> Iterator[Finding]:
    """Report each entry of `got_lucky` that shares its lesson with no action item."""
    addressed = {item.lesson for item in context.incident.actions if item.lesson}
    for index, entry in enumerate(context.incident.lessons.got_lucky):
        if entry.lesson not in addressed:
            yield Finding(
                ("lessons", "got_lucky", index),
                "no action item shares a lesson with this lucky circumstance",
                "add one, and give both the same `lesson`",
            )
