"""The calendar (RFC 5545) of the due dates of open action items."""

from datetime import date, timedelta

from icalendar import Calendar, Event

from ..site_map import SiteMap
from .context import ExportContext


def write(context: ExportContext) -> str:
    """Return the calendar, with an all-day event for each open action item with a due date.

    Events instead of to-dos, because few calendar applications show subscribed to-dos.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//mkdocs-postmortems//Action items//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"{context.name}: action items")
    for incident, item in context.facts.open_items:
        if item.due is None:
            continue
        event = Event()
        event.add("uid", context.urn("actions", incident.id, item.id).removeprefix("urn:uuid:"))
        event.add("dtstamp", context.made)
        event.add("dtstart", item.due)
        if item.due < date.max:  # without an end an event of a whole day lasts that day
            event.add("dtend", item.due + timedelta(days=1))
        event.add("summary", f"Due: {item.text}" + (f" ({item.owner})" if item.owner else ""))
        event.add("description", f"Of {incident.id}: {incident.title}")
        if context.address:
            event.add(
                "url",
                context.full(f"{context.incident(incident)}#{SiteMap.action_anchor(item.id)}"),
            )
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return str(calendar.to_ical().decode("utf-8"))
