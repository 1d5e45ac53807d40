"""Format values as text: times, durations, counts and totals."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from ..insights import (
    ActionTotals,
    FixItem,
    FixTotals,
    Impaired,
    SimilarIncident,
)
from ..model import ActionItem, AffectedUsers, Duration, Moment

DAYS_FROM = 48
"""The number of hours from which a duration is given in days."""


def time(moment: Moment, *, day: bool = True) -> str:
    """Return a moment in UTC, such as `2019-07-02 13:42 UTC`, with seconds unless they are zero."""
    text = str(moment) if day else str(moment).split()[1]
    return f"about {text}" if moment.approximate else text


def duration(value: Duration) -> str:
    """Return a duration, such as `27 min`, `3 h 5 min` or `about 3 days 1 h`."""
    return f"about {length(value.length)}" if value.approximate else length(value.length)


def length(value: timedelta) -> str:
    """Return a time span by its two largest units; from 48 hours in days and hours."""
    seconds = int(value.total_seconds())
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours >= DAYS_FROM:
        days, hours = divmod(hours, 24)
        units = [(days, "days"), (hours, "h")]
    else:
        units = [(hours, "h"), (minutes, "min")] if hours else [(minutes, "min"), (seconds, "s")]
    return " ".join(f"{number} {unit}" for number, unit in units if number) or "0 min"


def gap(value: timedelta, *, first: bool = False) -> str:
    """Return a time span between incidents in days, months, or years and months.

    `first` capitalizes it for the beginning of a sentence.
    """
    days = value.days
    if days == 0:
        return "Less than a day" if first else "less than a day"
    if days < 60:
        return count(days, "day")
    months = round(days / 30.44)
    if months < 24:
        return count(months, "month")
    years, months = divmod(months, 12)
    return count(years, "year") + (f" {count(months, 'month')}" if months else "")


def ago(value: timedelta) -> str:
    """Return a time span before the day of the page, such as `3 months ago`."""
    if value.days <= 0:
        return "today" if value.days == 0 else f"in {gap(-value)}"
    return f"{gap(value)} ago"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun, such as `1 incident` or `3 incidents`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def fix(similar: SimilarIncident) -> str:
    """Return how many action items of a similar incident are done, and one that is still open."""
    if not similar.items:
        return "no action item is recorded"
    if similar.done == similar.items:
        return "its action item is done" if similar.items == 1 else "all its action items are done"
    if not similar.done and not similar.open_items:
        return f"the state of {count(similar.items, 'action item')} is not recorded"
    text = f"{similar.done} of {count(similar.items, 'action item')} done"
    if not similar.open_items:
        return text
    first, *others = similar.open_items
    more = f" (and {len(others)} more)" if others else ""
    return f"{text}; still open: {first}{more}"


def users(value: AffectedUsers) -> str:
    """Return the affected users: count, percentage and note, as far as recorded."""
    numbers = [f"{value.count:,}" if value.count is not None else ""]
    numbers.append(f"{value.percent:g} %" if value.percent is not None else "")
    number = ", ".join(part for part in numbers if part)
    if number and value.note:
        return f"{number} ({value.note})"
    return number or value.note or ""


def impaired(value: Impaired) -> str:
    """Return how long a service was impaired, with the incidents whose end is not known.

    `not counted` where all of its incidents are of kinds that do not count, such as data loss.
    """
    parts = [
        duration(Duration(value.total, value.approximate)) if value.counted else "",
        f"{value.ongoing} ongoing" if value.ongoing else "",
        f"{value.unknown} without a known end" if value.unknown else "",
    ]
    nothing_counted = "not counted" if value.other_kinds else "none"
    return ", ".join(part for part in parts if part) or nothing_counted


def other_kinds(value: Impaired) -> str:
    """Return a sentence on the incidents whose kind does not count; empty where there are none."""
    if not value.other_kinds:
        return ""
    are = "incident of another kind, such as data loss, is"
    if value.other_kinds > 1:
        are = "incidents of other kinds, such as data loss, are"
    return f"{value.other_kinds:,} {are} not counted."


def ongoing(days: int) -> str:
    """Return the age of an ongoing incident, such as `ongoing, 24 days`."""
    return f"ongoing, {count(days, 'day')}" if days else "ongoing, less than a day"


def action_totals(value: ActionTotals) -> str:
    """Return action items by state, such as `1 open, 42 done, 122 unknown`."""
    late = f" ({value.overdue} overdue)" if value.overdue else ""
    counted = {
        f"open{late}": value.open,
        "done": value.done,
        "cancelled": value.cancelled,
        "unknown": value.unknown,
    }
    return ", ".join(f"{number:,} {name}" for name, number in counted.items() if number) or "none"


def fixed(value: ActionTotals) -> str:
    """Return how far the action items of an incident are done, such as `3 of 7 action items done`.

    Open items that are not overdue, overdue ones and those without a state follow.
    """
    planned = value.all - value.cancelled
    if not value.all:
        return "No action item is recorded"
    if not planned:
        return f"{count(value.cancelled, 'action item')} cancelled, none done"
    if value.unknown == planned:
        return f"The state of {count(planned, 'action item')} is not recorded"
    done_of = f"{value.done:,} of {count(planned, 'action item')} done"
    others = {
        "overdue": value.overdue,
        "open": value.open - value.overdue,
        "without a recorded state": value.unknown,
        "cancelled": value.cancelled,
    }
    return ", ".join([done_of, *(f"{n:,} {name}" for name, n in others.items() if n)])


def done(item: ActionItem | FixItem) -> str:
    """Return when an action item was done, and verified if it was: `done on 2026-03-26`."""
    text = f"done on {item.done_on}" if item.done_on else "done"
    return f"{text}, verified on {item.verified_on}" if item.verified_on else text


def again_in(shared_services: Iterable[str] | None, titled: Callable[[str], str]) -> str:
    """Return where a lesson came back: `in the same service (Checkout)`, or `in another service`.

    Args:
        shared_services: the services that both incidents affected; None, for which the text is
            empty, if that is not recorded.
        titled: returns the title of a service.
    """
    if shared_services is None:
        return ""
    titles = list(map(titled, shared_services))
    if not titles:
        return "in another service"
    return f"in the same {'service' if len(titles) == 1 else 'services'} ({', '.join(titles)})"


def fixed_services(value: FixTotals) -> str:
    """Return the share of affected services with the fix: `done in 3 of 9 services`."""
    return f"done in {value.fixed} of {count(value.affected, 'service')}"


def title(slug: str) -> str:
    """Return a value of an enumeration as words: `In progress` for `in-progress`."""
    words = slug.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def say(value: object) -> str:
    """Return any single value of the model as text."""
    if isinstance(value, Moment):
        return time(value)
    if isinstance(value, Duration):
        return duration(value)
    if isinstance(value, AffectedUsers):
        return users(value)
    if isinstance(value, Impaired):
        return impaired(value)
    if isinstance(value, ActionTotals):
        return action_totals(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value)
