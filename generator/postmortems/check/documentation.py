"""Render the documentation of a rule as Markdown, from the docstring of its module."""

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
    """Render a rule's summary, when it applies, its reason, and a wrong and a right example.

    Args:
        rule: the rule.
        heading: the Markdown prefix of the headings.
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
    """Explain how to suppress one finding of a rule, and how to change the rule's level."""
    return (
        f"To suppress one finding, write `{FORM.format(rule=rule.name)}` at its value or on the "
        f"line above. To change the level for all incidents, write `{rule.name}: note` (or "
        "`error`, `warning`, `off`) in `rules.yaml`, beside the incidents.\n"
    )


def applies(rule: Rule) -> str:
    """Return a sentence with the level of a rule and when it applies."""
    if rule.always:
        return f"{_LEVELS[rule.level].capitalize()}, always, even in drafts."
    severities = list(DEFAULT_SEVERITIES)
    max_rank = rule.max_severity_rank
    scope = "all severities" if max_rank is None else " and ".join(severities[:max_rank])
    if max_rank and max_rank > 2:
        scope = f"{severities[0]} to {severities[max_rank - 1]}"
    level = _LEVELS[rule.level].capitalize()
    in_drafts = ", a warning in drafts" if rule.level == "error" and rule.status == "draft" else ""
    return f"{level}{in_drafts}, {_STATUSES[rule.status]}, for {scope}."
