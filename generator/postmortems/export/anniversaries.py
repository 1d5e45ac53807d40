"""The feed of the anniversaries of the month: incidents of earlier years, and if their fixes held.

It changes from one day to the next only where the month or the incidents change.
"""

from datetime import UTC, date, datetime, time

from ..insights import Anniversary, FixState
from ..site_map import SiteMap
from .context import ExportContext
from .feed import Feed, changed, entry, feed_element, xml


def write(context: ExportContext) -> str:
    """Return the feed, with an entry for each anniversary in the order of the days."""
    month = context.corpus.as_of.replace(day=1)
    feed = Feed(
        SiteMap.ANNIVERSARY_FEED,
        f"{context.name}: anniversaries of {month:%Y-%m}",
        context.page(SiteMap.INCIDENTS),
        (),
    )
    entries = [(_updated(one, month), one) for one in context.facts.anniversaries]
    start = _midnight(month)
    root = feed_element(feed, context, max((at for at, _ in entries), default=start))
    for updated, anniversary in entries:
        incident = anniversary.incident
        root.append(
            entry(
                context.urn("anniversaries", incident.id, str(month.year)),
                _title(anniversary),
                (start, updated),
                feed.address(context.incident(incident), context),
                _summary(anniversary),
            )
        )
    return xml(root)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _updated(anniversary: Anniversary, month: date) -> datetime:
    """Return the last change of what an entry says, at the earliest the start of the month."""
    recurrences = (state.did_not_hold for state in anniversary.fixes)
    days = [month, *(recurrence.later.day for recurrence in recurrences if recurrence)]
    return max(changed(anniversary.incident), _midnight(max(days)))


def _title(anniversary: Anniversary) -> str:
    years = "1 year" if anniversary.years == 1 else f"{anniversary.years} years"
    return f"{years} ago, on {anniversary.incident.day}: {anniversary.incident.title}"


def _summary(anniversary: Anniversary) -> str:
    sentences = [_sentence(state) for state in anniversary.fixes]
    return " ".join(sentences) or "It taught no lesson of the catalogue."


def _sentence(state: FixState) -> str:
    """Return a lesson with whether its fix is done, and whether it held."""
    return f"Lesson: {state.history.lesson.statement.removesuffix('.')}. Its fix {_state(state)}."


def _state(state: FixState) -> str:
    if state.fix:
        done = f"was done on {state.fix.done_on}"
        days = [item.verified_on for item in state.items if item.verified_on]
        if len(days) == len(state.items):
            done += f", verified on {max(days)}"
        if failed := state.did_not_hold:
            return f"{done}, and did not hold: {failed.later.title} ({failed.later.day})"
        return f"{done}, and held: no incident taught the lesson since" if state.held else done
    if not state.items:
        return "is not recorded"
    done_items = sum(item.is_done for item in state.items)
    if not any(item.is_open for item in state.items):
        return "is not known to be done"
    return f"is not done: {done_items} of its {len(state.items)} action items"
