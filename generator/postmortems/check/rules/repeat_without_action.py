"""The incident teaches a lesson again, and no action item works on it.

Why:
    It came back because nothing, or too little, was done the last time. The lesson's page will say
    so in any case; an action item that names the lesson is what changes it.

Wrong:
    lessons:
      improve: [{text: A full pool blocked every request, lesson: timeouts-everywhere}]

Says:
    `timeouts-everywhere` was taught before, last by `2026-01-10-search-is-down`, and no action item
    works on it; give it one, with this `lesson`

Right:
    lessons:
      improve: [{text: A full pool blocked every request, lesson: timeouts-everywhere}]
      action_items:
        - {id: gateway-timeout, text: Give calls a timeout, lesson: timeouts-everywhere}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", needs=("lessons.action_items.lesson",))
def repeat_without_action(case: RuleContext) -> Iterator[Finding]:
    """Look at the lessons that earlier incidents taught."""
    worked_on = {item.lesson for item in case.incident.actions}
    for index, entry in enumerate(case.incident.lessons.improve):
        name = entry.lesson
        if name is None or name in worked_on or name not in case.facts.histories:
            continue
        worked_on.add(name)
        history = case.facts.histories[name]
        before = case.facts.histories.place(name, case.incident)
        last = history.teachings[before - 1].incident.id if before else ""
        if last and not any(item.is_open for _, item in history.actions):
            yield Finding(
                ("lessons", "improve", index, "lesson"),
                f"`{name}` was taught before, last by `{last}`, and no action item works on it",
                "give it one, with this `lesson`",
            )
