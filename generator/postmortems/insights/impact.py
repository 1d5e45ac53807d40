"""Whether the impact of an incident has a number."""

import re

from ..model import AffectedUsers, Incident, texts

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_UNCOUNTED = re.compile(
    r"```.*?```|`[^`\n]*`|https?://[^\s<>)\]]+|#\d+"  # code, addresses, tickets
    r"|\bv\d[\w.-]*|\bversion \d\S*|\b\d+(?:\.\d+){2,}\S*"  # versions
    r"|\b\d{4}-\d{2}-\d{2}(?:t(?=\d))?"  # days, here and below
    r"|\b\d{1,2}:\d{2}(?::\d{2})?|\b\d{1,2} ?[ap]m\b"  # clocks
    rf"|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?|\b{_MONTH} \d{{4}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}(?: \d{{4}}\b)?",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(
    # No digits within a name: `us-west-2`, `e2e`, `2i2c`.
    r"(?<![\w-])\d(?!\w*[a-z]\d)|\b(?:all|no|none|every|each|half|zero|entire|nobody|everybody|everyone|two|three"
    r"|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?)\b",
    re.I,
)
_UNKNOWN = re.compile(
    r"\b(?:unknown|not known|cannot be (?:told|known)|was not measured)\b\W+\w", re.I
)


def impact_is_measured(incident: Incident) -> bool:
    """Return whether the impact has a number of something, or a reason why it is unknown."""
    users = incident.impact.user.affected_users
    if users and (users.count is not None or users.percent is not None):
        return True
    impact_texts = (without_uncounted_digits(text.words) for text in texts(incident.impact))
    return any(_NUMBER.search(text) or _UNKNOWN.search(text) for text in impact_texts)


def leading_impact(incident: Incident) -> AffectedUsers | str | None:
    """Return the most telling part of the impact; None if no impact is recorded.

    That is the number of affected users, else the first text that counts something, else the first
    text. Names of features and regions count nothing, whatever digits they have.
    """
    impact = incident.impact
    users = impact.user.affected_users
    if users and (users.count is not None or users.percent is not None):
        return users
    statements = (
        users.note if users else None,
        impact.system.performance_degradation,
        impact.business.customer_complaints,
        impact.user.revenue_loss,
        impact.business.financial,
        impact.system.data_integrity,
        impact.system.sla,
    )
    recorded = [text for text in statements if text]
    counted = [text for text in recorded if _NUMBER.search(without_uncounted_digits(text))]
    names = [", ".join(impact.user.features), ", ".join(impact.user.regions)]
    return next(iter(counted or [*recorded, *filter(None, names)]), None)


def without_uncounted_digits(text: str) -> str:
    """Return a text with code, URLs, tickets, versions, dates and times of day blanked out.

    The digits that are left count something.
    """
    return _UNCOUNTED.sub(" ", text)
