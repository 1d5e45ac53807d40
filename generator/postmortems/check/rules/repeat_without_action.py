"""A lesson of an earlier incident recurs, and no action item addresses it.

Why:
    It recurred because too little was done the last time. The page of the lesson shows that in any
    case; only an action item that names the lesson changes it.

Wrong:
    lessons:
      improve: [{text: A full pool blocked every request, lesson: timeouts-everywhere}]

Says:
    `2026-01-10-search-is-down` already taught the lesson `timeouts-everywhere`, and no action item
    addresses it; add one with this `lesson`

Right:
    lessons:
      improve: [{text: A full pool blocked every request, lesson: timeouts-everywhere}]
      action_items:
        - {id: gateway-timeout, text: Give calls a timeout, lesson: timeouts-everywhere}
"""

from ..rule import Finding, Iterator, RuleContext, rule


@rule(status="in-review", needs=("lessons.action_items.lesson",), compares=True)
def repeat_without_action(context: RuleContext) -> Iterator[Finding]:
    """Report each repeated lesson without an action item here or an open one elsewhere."""
    addressed = {item.lesson for item in context.incident.actions}
    for index, entry in enumerate(context.incident.lessons.improve):
        name = entry.lesson
        if name is None or name in addressed or name not in context.facts.histories:
            continue
        addressed.add(name)
        history = context.facts.histories[name]
        position = context.facts.histories.place(name, context.incident)
        previous = history.teachings[position - 1].incident.id if position else ""
        if previous and not any(item.is_open for _, item in history.actions):
            yield Finding(
                ("lessons", "improve", index, "lesson"),
                f"`{previous}` already taught the lesson `{name}`, and no action item addresses it",
                "add one with this `lesson`",
            )
