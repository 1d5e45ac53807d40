"""Luck helped, and no action item sees to it that luck is not needed again.

Why:
    The next time nobody is in the office at three in the morning.
    [Google](https://sre.google/sre-book/example-postmortem/) lists where one got lucky for this
    reason, and the [CCADB](https://www.ccadb.org/cas/incident-report) asks for an action item to
    each. The two belong together when both name the same lesson.

Wrong:
    lessons:
      got_lucky: [The sale had been moved to the evening]

Says:
    no action item works on what luck did here; give both the same `lesson`

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
    worst=MAJOR,
    needs=("lessons.got_lucky", "lessons.action_items.lesson"),
)
def luck_without_action(case: RuleContext) -> Iterator[Finding]:
    """Look for an action item with the same lesson."""
    worked_on = {item.lesson for item in case.incident.actions if item.lesson}
    for index, entry in enumerate(case.incident.lessons.got_lucky):
        if entry.lesson not in worked_on:
            yield Finding(
                ("lessons", "got_lucky", index),
                "no action item works on what luck did here",
                "give both the same `lesson`",
            )
