"""The documentation of a rule as Markdown, made from the docstring of its file."""

from ..model import DEFAULT_SEVERITIES
from .rule import Rule
from .suppressions import FORM

_STATUSES = {
    "draft": "from the draft on",
    "in-review": "once the document is in review",
    "published": "once the document is published",
}
_LEVELS = {"error": "an error", "warning": "a warning", "note": "a note"}


def markdown(rule: Rule, *, heading: str = "##") -> str:
    """What a rule finds, why it matters, an example of wrong and right, and when it applies.

    Args:
        rule: the rule.
        heading: the sign of its headings.
    """
    parts = rule.parts
    blocks = [
        parts["What"],
        f"*{applies(rule)}*",
        f"{heading} Why it matters",
        parts["Why"],
        f"{heading} Wrong",
        f"````yaml\n{parts['Wrong']}\n````",
        "`check` says:",
        f"```text\n{parts['Says']}\n```",
        f"{heading} Right",
        f"````yaml\n{parts['Right']}\n````",
    ]
    return "\n\n".join(blocks) + "\n"


def settings(rule: Rule) -> str:
    """How to let one finding of a rule pass, and how to change what its findings are."""
    return (
        f"To let one finding pass, write `{FORM.format(rule=rule.name)}` at its value or on the "
        f"line above. To change the level for all incidents, write `{rule.name}: note` (or "
        "`error`, `warning`, `off`) in `rules.yaml`, beside the incidents.\n"
    )


def applies(rule: Rule) -> str:
    """The level of a rule and when it applies, in a sentence."""
    if rule.always:
        return f"{_LEVELS[rule.level].capitalize()}, always: in a draft too."
    severities = list(DEFAULT_SEVERITIES)
    whom = "all severities" if rule.worst is None else " and ".join(severities[: rule.worst])
    if rule.worst and rule.worst > 2:
        whom = f"{severities[0]} to {severities[rule.worst - 1]}"
    level = _LEVELS[rule.level].capitalize()
    softer = ", a warning in drafts" if rule.level == "error" and rule.status == "draft" else ""
    return f"{level}{softer}, {_STATUSES[rule.status]}, for {whom}."
